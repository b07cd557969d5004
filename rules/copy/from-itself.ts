import { type CopyStep, defineRule } from 'azml-lint';
import { refusalsOf } from 'azml-lint/facts';

export default defineRule({
  id: 'copy/from-itself',
  aliases: { DL3023: 'differs' },
  title: 'A stage copies from itself',
  level: { inference: 'error', training: 'error', other: 'error' },
  messages: {
    itself:
      '`{text}` is this stage itself, which is not built yet, so the build stops. Name an earlier stage, or copy within the ' +
      'image: `{command}`.',
    mounted:
      '`{text}` is this stage itself, which is not built yet, so the build stops. Name an earlier stage, or leave the mount out: ' +
      'what this stage has is there without it.',
  },
  check({ file, report }) {
    for (const { code, start, end, data } of refusalsOf(file)) {
      if (code !== 'stage-itself') continue;
      const at = { start, end };
      const text = data.text!;
      const copy = file.copies.find((one) => one.start <= start && end <= one.end);
      if (copy) report({ at, message: 'itself', data: { text, command: copyWithin(copy) } });
      else report({ at, message: 'mounted', data: { text } });
    }
  },
});

/** The command that copies within the image; COPY takes the content of a directory, as `cp -T` does. */
function copyWithin({ instruction: { sources, destination } }: CopyStep): string {
  const flags = sources.length === 1 && !destination?.text.endsWith('/') ? '-rT' : '-r';
  const words = [...sources, ...(destination ? [destination] : [])].map(({ text }) => text);
  return ['RUN cp', flags, ...words].join(' ');
}
