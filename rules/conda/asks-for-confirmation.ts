import { defineRule, insertWordAfter } from 'azml-lint';
import { askingCommands } from 'azml-lint/facts';

export default defineRule({
  id: 'conda/asks-for-confirmation',
  title: 'conda asks for confirmation during the build',
  level: { inference: 'off', training: 'off', other: 'off' },
  fix: 'safe',
  messages: {
    asks:
      '`{command}` asks "Proceed ([y]/n)?" in a build, where nobody answers: conda takes the end of its input for a yes. ' +
      'Say so: `{command} -y`.',
  },
  check({ file, report }) {
    for (const { run, command } of askingCommands(file, 'conda')) {
      // `conda env create` and `conda env update` do not ask.
      if (command.is('conda|mamba', 'env create|env update')) continue;
      const last = command.operands[command.operands[0]?.text === 'env' ? 1 : 0]!;
      report({
        at: command.head,
        message: 'asks',
        data: { command: command.head.text },
        fix: { title: 'Add `-y`', edits: [insertWordAfter(run, command, last, '-y')] },
      });
    }
  },
});
