import { type Command, defineRule, insertWordAfter, knownWords, type RunStep } from 'azml-lint';
import { APT, APT_UPGRADE, type AptUse, aptUses } from 'azml-lint/facts';

const ASKING =
  'install|reinstall|satisfy|build-dep|upgrade|dist-upgrade|full-upgrade|safe-upgrade|dselect-upgrade|' +
  'remove|purge|autoremove|autopurge';
const REMOVING = 'remove|purge|autoremove|autopurge';
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
  check({ file, report }) {
    for (const use of aptUses(file, 'Assume-Yes')) {
      const { command, run } = use;
      if (!command.is(APT, ASKING) || isSettled(use) || mayHoldFlags(command, run)) continue;
      const message = messageFor(command);
      if (!message) continue;
      const edit = insertWordAfter(run, command, command.operands[0]!, '-y');
      report({
        at: command.head,
        message,
        data: { command: command.head.text },
        severity: message === 'mayAsk' ? 'warning' : undefined,
        fix: { title: 'Add `-y`', edits: [edit] },
      });
    }
  },
});

/** Why a command asks; `undefined` for one that is given nothing to do. */
function messageFor(command: Command): 'asks' | 'removes' | 'upgrades' | 'mayAsk' | undefined {
  const isGiven = command.targets.length > 0 || command.wrappers.includes('xargs');
  if (command.is(APT, APT_UPGRADE)) return 'upgrades';
  if (isGiven) return command.is(APT, REMOVING) ? 'removes' : 'asks';
  const repairs = command.flag('-f', '--fix-broken') !== undefined;
  return command.is(APT, 'autoremove|autopurge') || repairs ? 'mayAsk' : undefined;
}

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

/** Options that answer no question. */
const OTHER_OPTIONS =
  /^(?:-f|--(?:no-install-\w+|install-\w+|fix-\w+|allow-[\w-]+|reinstall|only-upgrade|no-upgrade|purge|with-new-pkgs))$/;

/** An unquoted variable may hold flags, unless its value is known. */
function mayHoldFlags(command: Command, run: RunStep): boolean {
  return command.words.some((word) => {
    if (word.literal || word.quoted || !/^\$\{?\w+\}?$/.test(word.text)) return false;
    const known = knownWords(run, command, word);
    return !known || known.some((text) => text.startsWith('-') && !OTHER_OPTIONS.test(text));
  });
}
