import { type Command, defineRule, insertWordAfter, type RunStep } from 'azml-lint';
import { cachesLeft, memoized, packageAction, packageUses } from 'azml-lint/facts';

/** The option that keeps each program from caching. */
const UNCACHED = { pip: '--no-cache-dir', uv: '--no-cache' } as const;
type Program = keyof typeof UNCACHED;

interface Options {
  readonly programs: readonly Program[];
  readonly stages: 'shipped' | 'all';
}

export default defineRule({
  id: 'pip/cache-kept',
  aliases: { DL3042: 'differs' },
  title: 'Downloads of pip stay in the image',
  level: { inference: 'info', training: 'info', other: 'info' },
  fix: 'safe',
  messages: {
    kept:
      '`{command}` keeps what it downloads in its cache, in this layer: every node pulls it with the image, and nothing ' +
      'uses it. Write `{command} {option}`.',
  },
  options: {
    defaults: { programs: ['pip', 'uv'], stages: 'shipped' } as Options,
    schema: {
      programs: {
        type: 'array',
        items: { enum: Object.keys(UNCACHED) },
        description: 'The programs whose caches are looked at.',
      },
      stages: {
        enum: ['shipped', 'all'],
        description: 'Whether only the stages of the image are looked at that is built in the end, or all.',
      },
    },
  },
  presetOptions: { hadolint: { programs: ['pip'], stages: 'all' } },
  check({ file, options, report }) {
    for (const { command, run, configured } of packageUses(file, 'pip', 'uncached')) {
      const program = programOf(command, options);
      if (!program || (options.stages === 'shipped' && !run.stage.shipped)) continue;
      if (configured !== undefined || !left(run).has(command)) continue;
      const option = UNCACHED[program];
      report({
        at: command.head,
        message: 'kept',
        data: { command: command.head.text, option },
        fix: {
          title: `Add \`${option}\``,
          edits: [insertWordAfter(run, command, command.head, option)],
        },
      });
    }
  },
});

/** The program of a command that installs packages; `uv lock` and `uv python install` keep hardly anything. */
function programOf(command: Command, { programs }: Options): Program | undefined {
  const installs = packageAction(command) === 'install' || command.is('uv', 'sync|pip sync');
  return installs ? programs.find((name) => name === command.program) : undefined;
}

const left = memoized((run: RunStep): ReadonlySet<Command> => new Set(cachesLeft(run, 'pip')));
