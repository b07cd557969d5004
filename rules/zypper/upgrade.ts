import { defineRule } from 'azml-lint';

export default defineRule({
  id: 'zypper/upgrade',
  aliases: { DL3035: 'differs' },
  title: 'zypper upgrades the whole distribution',
  level: { inference: 'warning', training: 'warning', other: 'warning' },
  messages: {
    upgrade:
      '`{command}` moves all packages to whatever the repositories hold on the day of the build, and may remove some. Move ' +
      'to a newer tag of the base image, or update by name what needs a fix: `zypper --non-interactive update …`.',
  },
  check({ file, report }) {
    for (const { command } of file.commandsNamed('zypper', 'dist-upgrade|dup'))
      report({ at: command.head, message: 'upgrade', data: { command: command.head.text } });
  },
});
