import { defineRule, insertWordAfter } from 'azml-lint';
import { askingCommands } from 'azml-lint/facts';

export default defineRule({
  id: 'pip/asks-for-confirmation',
  title: 'pip asks for confirmation during the build',
  level: { inference: 'error', training: 'error', other: 'error' },
  fix: 'safe',
  messages: {
    asks:
      '`{command}` asks before it removes anything, and in a build nobody answers: it stops with "EOFError". ' +
      'Write `{command} -y`.',
  },
  check({ file, report }) {
    for (const { run, command } of askingCommands(file, 'pip')) {
      report({
        at: command.head,
        message: 'asks',
        data: { command: command.head.text },
        fix: { title: 'Add `-y`', edits: [insertWordAfter(run, command, command.head, '-y')] },
      });
    }
  },
});
