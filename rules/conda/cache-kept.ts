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

/** As it is called: `/opt/miniconda/bin/conda`, `$CONDA_DIR/bin/conda`. */
function programOf({ name, nameWord }: Command): string {
  return nameWord && !nameWord.quoted ? nameWord.raw.text : name;
}

/** Behind `sudo` or `su` it would be the cache of another user that is emptied. */
function cleaned(run: RunStep, command: Command, clean: string): ProposedFix | undefined {
  const isSame = command.wrappers.length === 0 && isCalledAlikeAtEnd(run, command);
  const edit = isSame ? appendCommand(run, command, clean) : undefined;
  return edit && { title: 'Empty the cache at the end of the RUN', edits: [edit] };
}

/** Whether the end of the RUN finds the same program: no variable, directory or subshell of its own leads to it, and it is still there. */
function isCalledAlikeAtEnd({ commands }: RunStep, command: Command): boolean {
  const { nameWord, assignments, context } = command;
  const isFound =
    /^(?:[/~$][\w.~/{}$-]*|[\w.-]+)$/.test(nameWord?.raw.text ?? '') && assignments.length === 0;
  const isApart = context.inside.some((one) => one === 'subshell' || one === 'substitution');
  const isRemoved = commands.some(
    (later) =>
      later.start > command.start &&
      later.is('rm') &&
      later.operands.some(({ text, literal }) => !literal || /conda|mamba|forge/i.test(text)),
  );
  return isFound && !isApart && !isRemoved;
}
