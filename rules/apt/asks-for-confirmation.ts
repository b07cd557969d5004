import { defineRule } from 'azml-lint';
import { answerInAdvance, askingCommands, commandsSchema } from 'azml-lint/facts';

export default defineRule({
  id: 'apt/asks-for-confirmation',
  aliases: { DL3014: 'differs' },
  presetOptions: { hadolint: { commands: ['apt-get install'] } },
  title: 'apt asks for confirmation during the build',
  level: { inference: 'error', training: 'error', other: 'error' },
  fix: 'safe',
  options: { defaults: { commands: [] as readonly string[] }, schema: { commands: commandsSchema } },
  messages: {
    asks:
      '`{command}` asks for confirmation as soon as it changes more than the packages it is given, and in a build nobody ' +
      'answers: it stops with "Abort." Write `{command} -y`.',
    removes:
      '`{command}` asks for confirmation before it removes anything, and in a build nobody answers: it stops with ' +
      '"Abort." Write `{command} -y`.',
    upgrades:
      '`{command}` asks for confirmation as soon as there is something to upgrade, and in a build nobody answers: it ' +
      'stops with "Abort." Write `{command} -y`.',
    mayAsk:
      '`{command}` asks for confirmation if it finds something to do, and in a build nobody answers: it would stop with ' +
      '"Abort." Write `{command} -y`.',
  },
  check({ file, options, report }) {
    for (const { run, command, about } of askingCommands(file, 'apt', options.commands)) {
      report({
        at: command.head,
        message: MESSAGES[about],
        data: { command: command.head.text },
        severity: about === 'perhaps' ? 'warning' : undefined,
        fix: answerInAdvance(run, command),
      });
    }
  },
});

const MESSAGES = { install: 'asks', remove: 'removes', upgrade: 'upgrades', perhaps: 'mayAsk' } as const;
