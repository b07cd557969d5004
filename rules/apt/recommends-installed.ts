import { type Command, defineRule, insertWordAfter, knownWords, type RunStep, unknownParts } from 'azml-lint';
import { commandsSchema, isChosen, packageUses, shellWords } from 'azml-lint/facts';

/**
 * What well-known packages only recommend although most users need it. From `apt-get -s install` with and without
 * `--no-install-recommends` on an empty Debian 12 system, 2026-07-31.
 */
const NEEDED: ReadonlyMap<string, string> = new Map([
  ...['curl', 'git', 'wget', 'aria2', 'subversion', 'mercurial'].map(
    (name) => [name, 'ca-certificates'] as const,
  ),
  ...['python3-pip', 'python-pip', 'virtualenv'].map((name) => [name, 'build-essential'] as const),
  ...['npm', 'r-base'].map((name) => [name, 'build-essential'] as const),
  ['gcc', 'libc6-dev'],
  ['cmake', 'gcc'],
  ['golang-go', 'gcc'],
  ['composer', 'git'],
  ['docker.io', 'git'],
  ['lftp', 'openssh-client'],
  ['software-properties-common', 'gnupg'],
  ['xvfb', 'xauth'],
]);

/** Options with which nothing new is installed, or not now. */
const NOTHING_NEW = ['--only-upgrade', '--reinstall', '--download-only', '-d'];

export default defineRule({
  id: 'apt/recommends-installed',
  aliases: { DL3015: 'differs' },
  presetOptions: { hadolint: { commands: ['apt-get install'] } },
  title: 'apt also installs what packages recommend',
  level: { inference: 'info', training: 'info', other: 'info' },
  fix: 'unsafe',
  options: { defaults: { commands: [] as readonly string[] }, schema: { commands: commandsSchema } },
  messages: {
    recommends:
      '`{command}` also installs what the packages only recommend, which every node pulls with the image. ' +
      'Write `{command} --no-install-recommends`, and name what is really needed.',
    needed:
      '`{command}` also installs what the packages only recommend, which every node pulls with the image. ' +
      'Write `{command} --no-install-recommends`, and name what is really needed: `{package}` then comes without ' +
      '`{recommended}`.',
  },
  check({ file, options, report }) {
    for (const { command, run, configured } of packageUses(file, 'apt', 'extras')) {
      if (!command.is('apt-get|apt', 'install') || !isChosen(command, options.commands)) continue;
      if (command.targets.length === 0) continue;
      if (configured === false || configured === 'unknown') continue;
      if (command.flag('--install-recommends', ...NOTHING_NEW)) continue;
      if (mayBeGiven(command, run)) continue;
      const [subcommand] = command.operands;
      const next = command.words[command.words.indexOf(subcommand!) + 1];
      const after = next && /^--?(?:y|yes|assume-yes)$/.test(next.text) ? next : subcommand!;
      const at = command.head;
      const data = { command: at.text };
      const edits = [insertWordAfter(run, command, after, '--no-install-recommends')];
      const fix = { title: 'Add `--no-install-recommends`', edits };
      const lost = lostWithout(command, run);
      if (lost) report({ at, message: 'needed', data: { ...data, ...lost }, fix });
      else report({ at, message: 'recommends', data, fix });
    }
  },
});

/** The first package that may need what it recommends, and what that is, unless it is named as well. */
function lostWithout(command: Command, run: RunStep) {
  const names = command.targets.flatMap((word) => knownWords(run, command, word) ?? []);
  for (const name of names) {
    const recommended = NEEDED.get(name);
    if (recommended !== undefined && !names.includes(recommended)) return { package: name, recommended };
  }
  return undefined;
}

/**
 * Whether an unquoted variable contains the option, or the build sets it. An unknown variable is taken as package
 * names.
 */
function mayBeGiven(command: Command, run: RunStep): boolean {
  return command.words.some((word) => {
    if (word.literal || word.quoted || !/^\$\{?\w+\}?$/.test(word.text)) return false;
    return shellWords(run, command, word).some(
      (value) =>
        unknownParts(value).some(({ reason }) => reason === 'unset-arg') ||
        value.parts.some((part) => part === '--no-install-recommends'),
    );
  });
}
