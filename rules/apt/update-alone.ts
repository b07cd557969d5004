import {
  APT,
  APT_LISTS,
  type Command,
  defineRule,
  type Edit,
  fetchesLists,
  fetchLists,
  jobsOf,
  lineSpan,
  type ProposedFix,
  type Run,
} from 'azml-lint';

const NO_LISTS_NEEDED = 'update|clean|autoclean|distclean|dist-clean|autoremove|autopurge|remove|purge|check';

/** Programs that never call apt. */
const ON_THEIR_OWN = 'pip|conda|mamba|micromamba|uv|git|curl|wget';

export default defineRule({
  id: 'apt/update-alone',
  title: 'Package lists are fetched in a RUN that installs nothing',
  level: { inference: 'warning', training: 'warning', other: 'warning' },
  fix: 'unsafe',
  messages: {
    alone:
      '`{command}` stands in a RUN that installs nothing: the layer is cached, and once the lists are older than the ' +
      'archive, packages are not found. Write `apt-get update && apt-get install …` in one RUN.',
    used: 'these packages are looked up in the lists of the cached layer',
  },
  check({ file, report }) {
    for (const stage of file.stages) {
      const runs = stage.runs.filter(({ onbuild }) => !onbuild);
      let install: { readonly run: Run; readonly command: Command } | undefined;
      for (const run of runs.reverse()) {
        const update = run.commands.find(fetchesLists);
        if (update && !run.isMounted(APT_LISTS) && !needsLists(run)) {
          report({
            at: update.head,
            message: 'alone',
            data: { command: update.head.text },
            related: install ? [{ at: install.command.head, message: 'used' }] : [],
            fix: install && moved(run, install.run, install.command),
          });
        }
        const command = run.installs.find(({ manager }) => manager === 'apt')?.command;
        if (command) install = { run, command };
      }
    }
  },
});

/** Whether anything in a RUN uses the lists, or may: what a stranger's program does is not known. */
function needsLists(run: Run): boolean {
  return jobsOf(run).some(({ command, work }) => {
    if (command.is(`${APT}|apt-cache|apt-file`)) return !command.is(APT, NO_LISTS_NEEDED);
    return work !== 'packages' && !command.is(ON_THEIR_OWN);
  });
}

/** A RUN that does nothing else is taken out, and the one that installs fetches the lists itself. */
function moved(update: Run, install: Run, command: Command): ProposedFix | undefined {
  const { file } = update.stage;
  const { instruction } = update;
  const isAlone = update.commands.length === 1 && instruction.mounts.length === 0;
  const edits = isAlone ? fetchLists(install, command) : undefined;
  if (!edits || update.before.user.name !== install.before.user.name) return undefined;
  const lines: Edit = {
    start: lineSpan(file.source, instruction.startLine).start,
    end: lineSpan(file.source, instruction.endLine).end,
    text: '',
  };
  return { title: 'Fetch the lists in the RUN that installs', edits: [lines, ...edits] };
}
