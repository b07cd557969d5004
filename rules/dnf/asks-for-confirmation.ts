import { defineRule } from 'azml-lint';
import { answerInAdvance, askingCommands, commandsSchema } from 'azml-lint/facts';

export default defineRule({
  id: 'dnf/asks-for-confirmation',
  aliases: { DL3038: 'differs' },
  presetOptions: {
    hadolint: {
      commands: [
        'dnf install',
        'dnf groupinstall',
        'dnf localinstall',
        'microdnf install',
        'microdnf groupinstall',
        'microdnf localinstall',
      ],
    },
  },
  title: 'dnf asks for confirmation during the build',
  level: { inference: 'error', training: 'error', other: 'error' },
  fix: 'safe',
  options: { defaults: { commands: [] as readonly string[] }, schema: { commands: commandsSchema } },
  messages: {
    asks:
      '`{command}` asks "Is this ok [y/N]" before it changes anything, and in a build nobody answers: it stops with ' +
      '"Operation aborted". Write `{command} -y`.',
  },
  check({ file, options, report }) {
    for (const { run, command } of askingCommands(file, 'dnf', options.commands)) {
      const fix = answerInAdvance(run, command);
      report({ at: command.head, message: 'asks', data: { command: command.head.text }, fix });
    }
  },
});
