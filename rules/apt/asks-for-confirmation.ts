import {
  APT,
  type AptUse,
  aptUses,
  type Command,
  defineRule,
  knownText,
  type Run,
  wordAfter,
} from 'azml-lint';

const ASKING =
  'install|reinstall|satisfy|build-dep|upgrade|dist-upgrade|full-upgrade|safe-upgrade|dselect-upgrade|' +
  'remove|purge|autoremove|autopurge';
const ANSWERS = ['-y', '--yes', '--assume-yes', '--force-yes'];
const SHOWS_ONLY = [
  ...['-s', '--simulate', '--just-print', '--dry-run', '--recon', '--no-act'],
  ...['--print-uris', '-h', '--help'],
];

export default defineRule({
  id: 'apt/asks-for-confirmation',
  aliases: ['DL3014'],
  title: 'apt asks for confirmation during the build',
  level: { inference: 'error', training: 'error', other: 'error' },
  fix: 'safe',
  messages: {
    asks:
      '`{command}` asks for confirmation as soon as it changes more than the packages it is given, and in a build nobody ' +
      'answers: it stops with "Abort." Write `{command} -y`.',
  },
  check({ file, report }) {
    for (const use of aptUses(file, 'Assume-Yes')) {
      const { command, run } = use;
      if (!command.is(APT, ASKING) || isSettled(use) || mayHoldFlags(command, run)) continue;
      const edit = wordAfter(run, command, command.operands[0]!, '-y');
      report({
        at: command.head,
        message: 'asks',
        data: { command: command.head.text },
        fix: { title: 'Add `-y`', edits: [edit] },
      });
    }
  },
});

function isSettled({ command, previous, configured }: AptUse): boolean {
  return (
    configured === true ||
    configured === 'unknown' ||
    command.flag(...ANSWERS, ...SHOWS_ONLY) !== undefined ||
    isQuiet(command) ||
    isAnswered(command, previous)
  );
}

/** The second level of quiet implies yes. Source: apt-get(8). */
function isQuiet({ flags }: Command): boolean {
  const levels = flags.map(({ name, value }) => {
    if (name === '--qq') return 2;
    return name === '-q' || name === '--quiet' ? Number(value?.text ?? 1) : 0;
  });
  return levels.reduce((sum, level) => sum + level, 0) >= 2;
}

/** `yes | apt-get …`, `echo y | apt-get …`, `apt-get … <<< y`. */
function isAnswered({ context, redirections }: Command, previous: Command | undefined): boolean {
  if (redirections.some(({ operator }) => operator.startsWith('<<'))) return true;
  if (context.pipeline.position === 0 || previous === undefined) return false;
  return (
    previous.is('yes') || (previous.is('echo|printf') && previous.words.some(({ text }) => /^y/i.test(text)))
  );
}

/** An unquoted variable may hold flags, unless its value is known. */
function mayHoldFlags({ words }: Command, run: Run): boolean {
  return words.some(({ text, literal, quoted, raw }) => {
    if (literal || quoted || !/^\$\{?\w+\}?$/.test(text)) return false;
    const value = knownText(run.value(raw));
    return value === undefined || /(?:^|\s)-/.test(value);
  });
}
