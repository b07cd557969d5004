import {
  type Command,
  defineRule,
  type Edit,
  insertWordAfter,
  type ProposedFix,
  type RunStep,
  slice,
} from 'azml-lint';

/** The program for scripts with each subcommand of apt; source: apt(8). Only apt has `list` and `edit-sources`. */
const STABLE: Readonly<Record<string, string>> = Object.fromEntries([
  ...`update upgrade dist-upgrade install reinstall remove purge autoremove autopurge satisfy build-dep source
      download changelog clean autoclean distclean`
    .split(/\s+/)
    .map((subcommand) => [subcommand, 'apt-get']),
  ...'search show showsrc policy depends rdepends madison'.split(' ').map((name) => [name, 'apt-cache']),
]);

export default defineRule({
  id: 'apt/interactive-command',
  aliases: { DL3027: 'differs' },
  title: 'apt is made for people at a terminal',
  level: { inference: 'info', training: 'info', other: 'info' },
  fix: 'safe',
  messages: {
    interactive:
      '`{command}` is made for people: its options and output change between releases, as it says itself in the build ' +
      'log. Write `{stable}`.',
  },
  check({ file, report }) {
    for (const { command, run } of file.commandsNamed('apt')) {
      const stable = STABLE[command.operands[0]?.text ?? ''];
      report({
        at: command.nameWord!,
        message: 'interactive',
        data: { command: command.head.text, stable: stableForm(command, stable) },
        fix: stable === undefined ? undefined : replacement(run, command, stable),
      });
    }
  },
});

/** With it, `apt-get upgrade` also installs new packages that upgrades need, as `apt upgrade` does. Source: apt(8). */
const UPGRADE_OPTION = '--with-new-pkgs';

function stableForm({ operands }: Command, stable: string | undefined): string {
  const subcommand = operands[0]?.text ?? '';
  if (subcommand === 'list') return 'dpkg-query --list';
  if (subcommand === 'upgrade') return `${stable} upgrade ${UPGRADE_OPTION}`;
  return stable === undefined ? 'apt-get' : `${stable} ${subcommand}`;
}

/** Replaces only the name, not the directory before it. A reader of the output may not find what it expects. */
function replacement(run: RunStep, command: Command, stable: string): ProposedFix | undefined {
  const { content } = command.nameWord!;
  if (!content.text.endsWith('apt')) return undefined;
  const { start, end } = slice(content, content.text.length - 'apt'.length);
  const edits: Edit[] = [{ start, end, text: stable }];
  const [subcommand] = command.operands;
  if (subcommand?.text === 'upgrade' && !command.flag(UPGRADE_OPTION, '--without-new-pkgs'))
    edits.push(insertWordAfter(run, command, subcommand, UPGRADE_OPTION));
  const fix = { title: `Call \`${stable}\``, edits };
  return isRead(command) ? { ...fix, safety: 'unsafe' } : fix;
}

/** Whether the output, which differs, goes to a pipe, a file or a variable. */
function isRead(command: Command): boolean {
  const { context, redirections } = command;
  const { pipeline, inside } = context;
  if (!command.is('apt', 'search|show|update')) return false;
  const isWritten = redirections.some(
    ({ operator, target }) => /^(?:&?>{1,2}|>\|)$/.test(operator) && target?.text !== '/dev/null',
  );
  return pipeline.position < pipeline.length - 1 || inside.includes('substitution') || isWritten;
}
