import { defineRule } from 'azml-lint';
import { packageCommands } from 'azml-lint/facts';

export default defineRule({
  id: 'apt/upgrade',
  title: 'All packages of the base image are upgraded',
  level: { inference: 'off', training: 'off', other: 'off' },
  messages: {
    upgrade: '`{command}` makes each build differ. Take a newer tag, or `apt-get install --only-upgrade …`.',
  },
  check({ file, report }) {
    for (const { command } of packageCommands(file, 'apt', 'upgrade'))
      report({ at: command.head, message: 'upgrade', data: { command: command.head.text } });
  },
});
