import { defineRule, instructionNames } from 'azml-lint';
import { describeSwallowed, swallowedInstructions } from 'azml-lint/facts';

export default defineRule({
  id: 'dockerfile/instruction-in-run',
  title: 'An instruction is part of the one above',
  level: { inference: 'warning', training: 'warning', other: 'warning' },
  messages: {
    swallowed:
      '`{written}` is no instruction here, but part of the {by} above, since line {stray} ends in `{character}`. Delete that `{character}`.',
    command:
      '`{name}` is an instruction, and no program that the shell could find. Leave the word out here, or begin an instruction on a line of its own.',
  },
  check({ file, report }) {
    const swallowed = swallowedInstructions(file);
    for (const one of swallowed)
      report({ at: one, message: 'swallowed', data: describeSwallowed(one, file) });
    for (const { command, run } of file.commandsNamed(instructionNames.join('|'))) {
      const { name, nameWord } = command;
      const isTold = swallowed.some(({ start }) => start === nameWord?.start);
      const isFunction = run.scripts.some(({ functions }) => functions.has(name));
      if (nameWord && !isTold && !isFunction) report({ at: nameWord, message: 'command', data: { name } });
    }
  },
});
