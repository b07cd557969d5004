import { appendCommand, type Command, defineRule, isWithin, type ProposedFix, type Run } from 'azml-lint';

const LISTS = '/var/lib/apt/lists';

export default defineRule({
  id: 'apt/lists-kept',
  aliases: ['DL3009'],
  title: 'Package lists of apt stay in the image',
  level: { inference: 'error', training: 'warning', other: 'warning' },
  fix: 'safe',
  messages: {
    kept:
      '`{command}` leaves its package lists in this layer: tens of megabytes that every node pulls when the endpoint scales. ' +
      'Add `&& rm -rf /var/lib/apt/lists/*` at the end of this RUN; in a later RUN it no longer makes the image smaller.',
  },
  check({ file, report }) {
    for (const run of file.runs) {
      if (!run.stage.shipped || run.isMounted(LISTS)) continue;
      const update = run.commands.find((command) => command.is('apt-get|apt', 'update'));
      if (!update || removesLists(run, update)) continue;
      report({ at: update, message: 'kept', data: { command: update.name }, fix: removal(run, update) });
    }
  },
});

function removal(run: Run, update: Command): ProposedFix | undefined {
  const sudo = update.wrappers.includes('sudo') ? 'sudo ' : '';
  const edit = appendCommand(run, update, `${sudo}rm -rf ${LISTS}/*`);
  return edit && { title: 'Remove the lists at the end of the RUN', edits: [edit] };
}

/** The removal must name the lists, or a directory above them, and come after the update. */
function removesLists(run: Run, update: Command): boolean {
  return run.commands.some(
    (command) =>
      command.start > update.start &&
      (command.is('rm') || (command.is('find') && command.flag('-delete') !== undefined)) &&
      command.operands.some(
        ({ text }) =>
          text.startsWith(LISTS) || (isWithin(LISTS, text) && command.flag('-r', '-R') !== undefined),
      ),
  );
}
