import { defineRule } from 'azml-lint';
import { answerInAdvance, askingCommands, commandsSchema } from 'azml-lint/facts';

export default defineRule({
  id: 'yum/asks-for-confirmation',
  aliases: { DL3030: 'differs' },
  presetOptions: { hadolint: { commands: ['yum install', 'yum groupinstall', 'yum localinstall'] } },
  title: 'yum asks for confirmation during the build',
  level: { inference: 'error', training: 'error', other: 'error' },
  fix: 'safe',
  options: { defaults: { commands: [] as readonly string[] }, schema: { commands: commandsSchema } },
  messages: {
    asks:
      '`{command}` asks "Is this ok [y/d/N]" before it changes anything, and in a build nobody answers: it stops with ' +
      '"Exiting on user command". Write `{command} -y`.',
  },
  check({ file, options, report }) {
    for (const { run, command } of askingCommands(file, 'yum', options.commands)) {
      const fix = answerInAdvance(run, command);
      report({ at: command.head, message: 'asks', data: { command: command.head.text }, fix });
    }
  },
});
