import { defineRule } from 'azml-lint';
import { answerInAdvance, askingCommands, commandsSchema } from 'azml-lint/facts';

export default defineRule({
  id: 'zypper/asks-for-confirmation',
  aliases: { DL3034: 'differs' },
  presetOptions: {
    hadolint: {
      commands: [
        'zypper install',
        'zypper in',
        'zypper remove',
        'zypper rm',
        'zypper source-install',
        'zypper si',
        'zypper patch',
      ],
    },
  },
  title: 'zypper asks for confirmation during the build',
  level: { inference: 'error', training: 'error', other: 'error' },
  fix: 'safe',
  options: { defaults: { commands: [] as readonly string[] }, schema: { commands: commandsSchema } },
  messages: {
    asks:
      '`{command}` asks "Continue? [y/n/v/...]" before it changes anything, and in a build nobody answers: it stops with ' +
      '"Cannot read input: bad stream or EOF". Write `zypper --non-interactive {subcommand}`.',
  },
  check({ file, options, report }) {
    for (const { run, command } of askingCommands(file, 'zypper', options.commands)) {
      const [subcommand] = command.operands;
      const data = { command: command.head.text, subcommand: subcommand!.text };
      report({ at: command.head, message: 'asks', data, fix: answerInAdvance(run, command) });
    }
  },
});
