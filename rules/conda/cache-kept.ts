import { appendCommand, type Command, defineRule, type ProposedFix, type RunStep } from 'azml-lint';
import { cachesLeft, packageCommands } from 'azml-lint/facts';

export default defineRule({
  id: 'conda/cache-kept',
  title: 'The downloads of conda stay in the image',
  level: { inference: 'info', training: 'info', other: 'info' },
  fix: 'safe',
  messages: {
    kept:
      '`{command}` leaves the archives that it unpacked in this layer, often as much again as the packages themselves, ' +
      'and every node pulls them. Empty the cache at the end of this RUN: `{clean}`.',
  },
  check({ file, report }) {
    const runs = new Set(
      packageCommands(file, 'conda', 'install', 'create', 'upgrade').map(({ run }) => run),
    );
    for (const run of runs) {
      const command = run.stage.shipped ? cachesLeft(run, 'conda').at(-1) : undefined;
      if (!command) continue;
      const clean = `${programOf(command)} clean -afy`;
      report({
        at: command.head,
        message: 'kept',
        data: { command: command.head.text, clean },
        fix: cleaned(run, command, clean),
      });
    }
  },
});

/** As it is called: `/opt/miniconda/bin/conda`. */
function programOf({ name, nameWord }: Command): string {
  return nameWord?.literal && !nameWord.quoted ? nameWord.text : name;
}

/** Behind `sudo` or `su` it would be the cache of another user that is emptied. */
function cleaned(run: RunStep, command: Command, clean: string): ProposedFix | undefined {
  const edit = command.wrappers.length === 0 ? appendCommand(run, command, clean) : undefined;
  return edit && { title: 'Empty the cache at the end of the RUN', edits: [edit] };
}
