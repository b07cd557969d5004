import { defineRule } from 'azml-lint';

const RESERVED = ['scratch', 'context'];

export default defineRule({
  id: 'dockerfile/reserved-stage',
  aliases: { DL3063: 'differs', ReservedStageName: 'same' },
  title: 'A stage has a name that means something else',
  level: { inference: 'error', training: 'error', other: 'error' },
  messages: {
    reserved:
      '`{name}` is a name that Docker keeps for itself, so that `FROM {name}` and `--from={name}` need not mean this stage. Give it ' +
      'another one, such as `{name}-stage`.',
  },
  check({ file, report }) {
    for (const { from } of file.stages) {
      const name = from.stageName?.text.toLowerCase();
      if (!from.stageName || name === undefined || !RESERVED.includes(name)) continue;
      report({ at: from.stageName, message: 'reserved', data: { name } });
    }
  },
});
