import { aptUses, type Command, defineRule, knownText, type Run, wordAfter } from 'azml-lint';

export default defineRule({
  id: 'apt/recommends-installed',
  aliases: ['DL3015'],
  title: 'apt also installs what packages recommend',
  level: { inference: 'info', training: 'info', other: 'info' },
  fix: 'safe',
  messages: {
    recommends:
      '`{command}` also installs what the packages only recommend, which every node pulls with the image. ' +
      'Write `{command} --no-install-recommends`, and name what is really needed.',
  },
  check({ file, report }) {
    for (const { command, run, configured } of aptUses(file, 'Install-Recommends')) {
      if (!command.is('apt-get|apt', 'install') || command.targets.length === 0) continue;
      if (configured !== undefined && configured !== true) continue;
      if (command.flag('--no-install-recommends', '--install-recommends') || mayBeGiven(command, run))
        continue;
      const [subcommand] = command.operands;
      const next = command.words[command.words.indexOf(subcommand!) + 1];
      const after = next && /^--?(?:y|yes|assume-yes)$/.test(next.text) ? next : subcommand!;
      report({
        at: command.head,
        message: 'recommends',
        data: { command: command.head.text },
        fix: {
          title: 'Add `--no-install-recommends`',
          edits: [wordAfter(run, command, after, '--no-install-recommends')],
        },
      });
    }
  },
});

/** Whether an unquoted variable has the option in it, or is for the build to give. One that the script sets itself names packages. */
function mayBeGiven({ words }: Command, run: Run): boolean {
  return words.some(({ text, literal, quoted, raw }) => {
    if (literal || quoted || !/^\$\{?\w+\}?$/.test(text)) return false;
    const value = run.value(raw);
    const isForTheBuild = value.parts.some((part) => typeof part !== 'string' && part.reason === 'unset-arg');
    return isForTheBuild || /--no-install-recommends/.test(knownText(value) ?? '');
  });
}
