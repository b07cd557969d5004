import { type Command, defineRule, insertWordAfter, type ProposedFix, type RunStep } from 'azml-lint';
import { cacheOptions, keptCaches, packageAction, packageUses } from 'azml-lint/facts';

/** The option that keeps each program from caching. */
const UNCACHED: Readonly<Record<string, string>> = { pip: '--no-cache-dir', uv: '--no-cache' };

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
  options: cacheOptions,
  presetOptions: { hadolint: { commands: ['pip install'], stages: 'all' } },
  check({ file, options, report }) {
    const configured = new Map(
      [...packageUses(file, 'pip', 'uncached')].map((use) => [use.command, use.configured]),
    );
    for (const { run, left } of keptCaches(file, 'pip', options)) {
      for (const command of left) {
        const option = UNCACHED[command.program];
        if (option === undefined || !installs(command) || configured.get(command) !== undefined) continue;
        report({
          at: command.head,
          message: 'kept',
          data: { command: command.head.text, option },
          fix: withOption(run, command, option),
        });
      }
    }
  },
});

/**
 * Not in an exec form: its JSON is often what a program has written or reads, and its author sets the words one by one. The message
 * says which word to add. And not where a cache is named: somebody wants it.
 */
function withOption(run: RunStep, command: Command, option: string): ProposedFix | undefined {
  if (run.instruction.json || command.flag('--cache-dir')) return undefined;
  return { title: `Add \`${option}\``, edits: [insertWordAfter(run, command, command.head, option)] };
}

/** `uv lock` and `uv python install` keep hardly anything. */
function installs(command: Command): boolean {
  return packageAction(command) === 'install' || command.is('uv', 'sync|pip sync');
}
