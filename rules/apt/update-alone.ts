import { defineRule, deleteLines, type Edit, type ProposedFix, positionAt, type RunStep } from 'azml-lint';
import {
  aptUpdatesIn,
  fetchAptListsEdit,
  fetchesForOthers,
  type ListsReader,
  readersInWords,
  readersOfLists,
} from 'azml-lint/facts';

export default defineRule({
  id: 'apt/update-alone',
  title: 'Package lists are fetched in a RUN that installs nothing',
  level: { inference: 'warning', training: 'warning', other: 'warning' },
  fix: 'unsafe',
  messages: {
    join:
      '`{command}` is in a RUN that installs nothing: the layer is cached, and once the lists are older than the ' +
      'archive, packages are not found. Join it with the `{reader}` of line {line}, and end that RUN with ' +
      '`&& rm -rf /var/lib/apt/lists/*`.{others}',
    alone:
      '`{command}` is in a RUN that installs nothing: the layer is cached, and once the lists are older than the ' +
      'archive, packages are not found. Write `apt-get update && … && rm -rf /var/lib/apt/lists/*` in the RUN that ' +
      'needs them.',
    read: 'packages are looked up in the lists of the cached layer here',
  },
  check({ file, report }) {
    for (const [run, [update]] of aptUpdatesIn(file)) {
      if (!update || run.onbuild || !fetchesForOthers(run)) continue;
      const later = readersOfLists(file).get(run) ?? [];
      // Lists that nothing reads are only superfluous: apt/lists-kept reports them.
      if (later.length === 0) continue;
      const command = update.head.text;
      const at = update.head;
      const fix = moved(run, later);
      const first = later.find(({ reading }) => reading === 'yes');
      const reader = first?.use?.command;
      if (!first || !reader) {
        report({ at, message: 'alone', data: { command }, fix });
        continue;
      }
      const { line } = positionAt(file.source, reader.head.start);
      const related = [{ at: reader.head, message: 'read' as const }];
      const others = readersInWords(
        file,
        later.filter((other) => other !== first),
      );
      report({
        at,
        message: 'join',
        data: { command, reader: reader.head.text, line, others },
        related,
        fix,
      });
    }
  },
});

/** Removes a RUN that does nothing else, and lets the first reader of its lists in each RUN fetch them itself. */
function moved(update: RunStep, readers: readonly ListsReader[]): ProposedFix | undefined {
  const { instruction, stage, commands, before } = update;
  if (commands.length !== 1 || instruction.mounts.length > 0) return undefined;
  const lines = deleteLines(stage.file, instruction.startLine, instruction.endLine);
  const fetches: readonly (readonly Edit[] | undefined)[] = readers.map(({ use }) => {
    const isSameUser = use?.run.before.user.name === before.user.name;
    return use && isSameUser ? fetchAptListsEdit(use.run, use.command, commands[0]) : undefined;
  });
  if (!lines || fetches.includes(undefined)) return undefined;
  return {
    title: 'Fetch the lists where they are read',
    edits: [lines, ...fetches.flatMap((edits) => edits ?? [])],
  };
}
