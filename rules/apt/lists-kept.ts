import {
  APT_LISTS,
  type Command,
  defineRule,
  type File,
  fetchesLists,
  fetchLists,
  type ListsUse,
  needsLists,
  type ProposedFix,
  type Run,
  removeLists,
  removesLists,
  usesOfLists,
} from 'azml-lint';

export default defineRule({
  id: 'apt/lists-kept',
  aliases: ['DL3009'],
  title: 'Package lists of apt stay in the image',
  level: { inference: 'error', training: 'warning', other: 'warning' },
  fix: 'safe',
  messages: {
    kept:
      '`{command}` leaves its package lists in this layer: tens of megabytes that every node pulls when the endpoint ' +
      'scales. Remove them at the end of this RUN: `&& rm -rf /var/lib/apt/lists/*`.',
    tooLate: 'removed here, they are hidden but still in the layer above',
  },
  check({ file, report }) {
    const removals = laterRemovals(file);
    const uses = usesOfLists(file);
    for (const run of file.runs) {
      if (!run.stage.shipped || run.isMounted(APT_LISTS)) continue;
      const update = run.commands.findLast(fetchesLists);
      if (!update || isCleanedUp(run, update)) continue;
      const removal = removals.get(run);
      report({
        at: update.head,
        message: 'kept',
        data: { command: update.head.text },
        related: removal ? [{ at: removal.head, message: 'tooLate' }] : [],
        fix: removed(run, update, uses.get(run) ?? []),
      });
    }
  },
});

/** Later RUNs that install from the lists have to fetch them anew; a RUN that is there for nothing else is left to them. */
function removed(run: Run, update: Command, uses: readonly ListsUse[]): ProposedFix | undefined {
  const title = 'Remove the lists at the end of the RUN';
  const edit = removeLists(run, update);
  if (uses.length === 0) return edit && { title, edits: [edit] };
  if (!run.commands.some(needsLists)) return undefined;
  const all = [[edit], ...uses.map((use) => fetchLists(use.run, use.command) ?? [undefined])].flat();
  const edits = all.filter((one) => one !== undefined);
  return edits.length < all.length
    ? undefined
    : { title: `${title}, and fetch them where they are used later`, edits };
}

/** In the order they run: what follows `bash <<EOF` on its line comes after the here-document. */
function isCleanedUp({ commands }: Run, update: Command): boolean {
  const later = commands.slice(commands.indexOf(update) + 1);
  return later.some((command) => removesLists(command) || isCleaner(command));
}

/** `/scripts/cleanup.sh`, `bash clean-layer.sh`: a program of the author's own that may well do it. */
function isCleaner({ name, operands, nameWord }: Command): boolean {
  const isShell = /^(?:ba|da)?sh$/.test(name);
  return /clean/i.test(isShell ? (operands[0]?.text ?? '') : (nameWord?.text ?? ''));
}

/** For each RUN of the shipped image the first removal after it. */
function laterRemovals(file: File): ReadonlyMap<Run, Command> {
  const removals = new Map<Run, Command>();
  let removal: Command | undefined;
  for (const run of file.runs.filter(({ stage }) => stage.shipped).reverse()) {
    if (removal) removals.set(run, removal);
    removal = run.commands.find(removesLists) ?? removal;
  }
  return removals;
}
