import { defineRule, refusalsOf } from 'azml-lint';

export default defineRule({
  id: 'copy/from-itself',
  aliases: ['DL3023'],
  title: 'A stage copies from itself',
  level: { inference: 'error', training: 'error', other: 'error' },
  messages: {
    itself:
      '`{text}` is this stage itself, which is not built yet, so the build stops. Name an earlier stage, or copy within the ' +
      'image with `RUN cp`.',
  },
  check({ file, report }) {
    for (const { code, start, end, data } of refusalsOf(file)) {
      if (code === 'stage-itself') report({ at: { start, end }, message: 'itself', data });
    }
  },
});
