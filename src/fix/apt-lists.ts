import { APT_LISTS, fetchesLists, removesLists } from '../facts/apt.ts';
import type { Run } from '../facts/file.ts';
import type { Edit } from '../rule/finding.ts';
import type { Command } from '../shell/script.ts';
import { appendCommand } from './append.ts';
import { prependCommand } from './prepend.ts';

/** The edit that removes the package lists at the end of a RUN, with the rights that a command of it has. */
export function removeLists(run: Run, beside: Command): Edit | undefined {
  return appendCommand(run, beside, `${prefixOf(beside)}rm -rf ${APT_LISTS}/*`);
}

/** The edits that fetch the package lists before a command needs them, and remove them at the end of the RUN. */
export function fetchLists(run: Run, beside: Command): readonly Edit[] | undefined {
  const isFetched = run.commands.some((command) => fetchesLists(command) && command.start < beside.start);
  const fetch = isFetched ? [] : [prependCommand(run, beside, `${prefixOf(beside)}apt-get update`)];
  const leavesThem = run.stage.shipped && !run.isMounted(APT_LISTS) && !run.commands.some(removesLists);
  const edits = leavesThem ? [...fetch, removeLists(run, beside)] : fetch;
  return edits.includes(undefined) ? undefined : edits.filter((edit) => edit !== undefined);
}

function prefixOf({ wrappers }: Command): string {
  return wrappers.includes('sudo') ? 'sudo ' : '';
}
