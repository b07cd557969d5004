import {
  allCommands,
  type Command,
  defineRule,
  matchCommand,
  matchesGlob,
  normalizePolicyEntries,
  type PolicyWords,
  policyEntriesSchema,
} from 'azml-lint';

interface Entry extends PolicyWords {
  readonly command: string;
  readonly allow?: readonly string[];
  readonly instead?: string;
}

interface Options {
  readonly commands: readonly (string | Entry)[];
  readonly stages: 'final' | 'all';
}

export default defineRule({
  id: 'policy/forbidden-command',
  title: 'A RUN calls a command that policy forbids',
  level: { inference: 'off', training: 'off', other: 'off' },
  messages: {
    forbidden: '`{command}` is forbidden by policy{cure}.',
  },
  options: {
    defaults: { commands: [], stages: 'all' } as Options,
    required: ['commands'],
    schema: {
      commands: policyEntriesSchema(
        'Commands that no RUN may call.',
        'command',
        {
          type: 'string',
          pattern: '^[^\\s|&;<>-][^|&;<>]*$',
          description:
            'A program, with the words it must be called with: `curl`, `pip install`, `curl --insecure`. Words may be globs, ' +
            'where `*` stops at a slash and `**` does not.',
        },
        {
          allow: {
            type: 'array',
            items: { type: 'string', minLength: 1 },
            minItems: 1,
            description: 'Globs. A call whose arguments all match one of them is allowed.',
          },
          instead: { type: 'string', minLength: 1, description: 'The command to use.' },
        },
      ),
      stages: {
        enum: ['final', 'all'],
        description: 'Whether only stages whose layers are shipped are looked at, or every stage.',
      },
    },
  },
  check({ file, options, report }) {
    const entries = normalizePolicyEntries(options.commands, 'command');
    for (const run of file.runs) {
      if (options.stages === 'final' && !run.stage.shipped) continue;
      for (const command of allCommands(run)) {
        const [found] = entries.flatMap((entry) => {
          const at = isAllowed(command, entry) ? undefined : matchCommand(command, entry.command);
          return at ? [{ at, entry }] : [];
        });
        if (!found) continue;
        const { at, entry } = found;
        report({ at, message: 'forbidden', data: { command: at.text, cure: cureOf(entry) }, policy: entry });
      }
    }
  },
});

/** Whether there are arguments, and the entry allows all of them. */
function isAllowed({ targets }: Command, { allow = [] }: Entry): boolean {
  return (
    targets.length > 0 && targets.every(({ text }) => allow.some((pattern) => matchesGlob(pattern, text)))
  );
}

function cureOf({ instead, allow = [] }: Entry): string {
  if (instead !== undefined) return `: use \`${instead}\``;
  return allow.length === 0 ? '' : `, but for ${allow.map((glob) => `\`${glob}\``).join(', ')}`;
}
