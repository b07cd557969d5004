import {
  type Command,
  defineRule,
  entriesInFull,
  matchesGlob,
  type PolicyWords,
  policyEntries,
  type Run,
  type Span,
  type Word,
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

/** What of a command an entry is about. */
interface Match {
  readonly at: Span;
  readonly text: string;
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
      commands: policyEntries(
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
    const entries = entriesInFull(options.commands, 'command');
    for (const run of file.runs) {
      if (options.stages === 'final' && !run.stage.shipped) continue;
      for (const command of calls(run)) {
        const match = firstMatch(command, entries);
        if (!match) continue;
        const { entry, at, text } = match;
        report({ at, message: 'forbidden', data: { command: text, cure: cureOf(entry) }, policy: entry });
      }
    }
  },
});

function cureOf({ instead, allow = [] }: Entry): string {
  if (instead !== undefined) return `: use \`${instead}\``;
  return allow.length === 0 ? '' : `, but for ${allow.map((glob) => `\`${glob}\``).join(', ')}`;
}

/** The programs that a RUN calls, also those that only run others (`sudo`). A call of a function is none. */
function calls({ scripts }: Run): readonly Command[] {
  const programs = scripts.flatMap(({ commands, functions }) =>
    commands.flatMap((command) => [...command.under, ...(functions.has(command.name) ? [] : [command])]),
  );
  return [...new Set(programs)].sort((a, b) => a.start - b.start);
}

function firstMatch(command: Command, entries: readonly Entry[]): (Match & { entry: Entry }) | undefined {
  for (const entry of entries) {
    const match = isAllowed(command, entry) ? undefined : matchOf(command, entry.command.trim().split(/\s+/));
    if (match) return { ...match, entry };
  }
  return undefined;
}

/** The words of an entry are the program, the arguments it must begin with, and flags that stand anywhere. */
function matchOf(command: Command, [program, ...words]: readonly string[]): Match | undefined {
  const { name, nameWord } = command;
  if (!nameWord || !(command.is(program!) || matchesGlob(program!, name))) return undefined;
  const isFlag = (word: string) => word.startsWith('-');
  const flags = words.filter(isFlag).map((flag) => command.flag(flag));
  const operands = words
    .filter((word) => !isFlag(word))
    .map((pattern, index) => operandLike(pattern, command.operands[index]));
  if (!flags.every(isFound) || !operands.every(isFound)) return undefined;
  return {
    text: [name, ...operands.map(({ text }) => text), ...flags.map((flag) => flag.name)].join(' '),
    at: flags[0] ?? { start: nameWord.start, end: operands.at(-1)?.end ?? nameWord.end },
  };
}

function operandLike(pattern: string, word: Word | undefined): Word | undefined {
  return word?.literal && matchesGlob(pattern, word.text) ? word : undefined;
}

function isFound<Part>(part: Part | undefined): part is Part {
  return part !== undefined;
}

/** Whether there are arguments and all of them are among those that the entry allows. */
function isAllowed({ targets }: Command, { allow = [] }: Entry): boolean {
  return (
    targets.length > 0 && targets.every(({ text }) => allow.some((pattern) => matchesGlob(pattern, text)))
  );
}
