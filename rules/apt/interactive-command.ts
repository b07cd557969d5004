import { type Command, cut, defineRule, type ProposedFix } from 'azml-lint';

/** The scriptable program that has each subcommand of apt; source: apt(8). `list` and `edit-sources` are apt's alone. */
const STABLE: Readonly<Record<string, string>> = Object.fromEntries([
  ...`update upgrade dist-upgrade install reinstall remove purge autoremove autopurge satisfy build-dep source
      download changelog clean autoclean distclean`
    .split(/\s+/)
    .map((subcommand) => [subcommand, 'apt-get']),
  ...'search show showsrc policy depends rdepends madison'.split(' ').map((name) => [name, 'apt-cache']),
]);

export default defineRule({
  id: 'apt/interactive-command',
  aliases: ['DL3027'],
  title: 'apt is made for people at a terminal',
  level: { inference: 'info', training: 'info', other: 'info' },
  fix: 'safe',
  messages: {
    interactive:
      '`{command}` is made for people: its options and output change between releases, as it says itself in the build ' +
      'log. Write `{stable}`.',
  },
  check({ file, report }) {
    for (const run of file.runs) {
      for (const command of run.commands) {
        if (!command.is('apt')) continue;
        const stable = STABLE[command.operands[0]?.text ?? ''];
        report({
          at: command.nameWord!,
          message: 'interactive',
          data: { command: command.head.text, stable: stableForm(command, stable) },
          fix: stable === undefined ? undefined : replacement(command, stable),
        });
      }
    }
  },
});

function stableForm({ operands }: Command, stable: string | undefined): string {
  const subcommand = operands[0]?.text ?? '';
  if (subcommand === 'list') return 'dpkg-query --list';
  return stable === undefined ? 'apt-get' : `${stable} ${subcommand}`;
}

/** Only the name is replaced, not the directory before it. */
function replacement({ nameWord }: Command, stable: string): ProposedFix | undefined {
  const { content } = nameWord!;
  if (!content.text.endsWith('apt')) return undefined;
  const { start, end } = cut(content, content.text.length - 'apt'.length);
  return { title: `Call \`${stable}\``, edits: [{ start, end, text: stable }] };
}
