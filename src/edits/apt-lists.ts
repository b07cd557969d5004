import { APT_LISTS, fetchesAptLists, leavesNoAptLists } from '../facts/packages/apt.ts';
import type { ListsReader } from '../facts/packages/apt-lists.ts';
import type { RunStep } from '../model/model.ts';
import type { ProposedFix } from '../rule/rule.ts';
import type { Command } from '../shell/script.ts';
import type { Edit } from '../text/edit.ts';
import { positionAt } from '../text/source.ts';
import { appendCommand } from './append-command.ts';
import { prependCommand } from './prepend-command.ts';

/** The edit that removes the package lists at the end of a RUN, with the privileges of one of its commands. */
export function deleteAptListsEdit(run: RunStep, beside: Command): Edit | undefined {
  const rights = rightsOf(run, beside);
  return rights === undefined ? undefined : appendCommand(run, beside, `${rights}rm -rf ${APT_LISTS}/*`);
}

/**
 * The fix that removes the package lists at the end of a RUN. Commands that certainly read them later fetch them again;
 * if something only may read them, the fix needs a review.
 *
 * @param edit the removal, from {@link deleteAptListsEdit}
 * @returns `undefined` if nothing can be put at the end, or lists that are read cannot be fetched again
 */
export function deleteAptListsFix(
  run: RunStep,
  update: Command,
  edit: Edit | undefined,
  readers: readonly ListsReader[],
): ProposedFix | undefined {
  const title = 'Remove the lists at the end of the RUN';
  const fetches: readonly (readonly Edit[] | undefined)[] = readers
    .filter(({ reading }) => reading === 'yes')
    .map(({ use }) => use && fetchAptListsEdit(use.run, use.command, update));
  if (!edit || fetches.includes(undefined)) return undefined;
  if (readers.length === 0) return { title, edits: [edit] };
  const edits = [edit, ...fetches.flatMap((own) => own ?? [])];
  const perhaps = readers.find(({ reading }) => reading === 'perhaps');
  const line = perhaps && positionAt(run.stage.file.source, perhaps.at.start).line;
  const what = fetches.length > 0 ? `${title}, and fetch them where they are read later` : title;
  return { title: line ? `${what}; line ${line} may read them too` : what, edits, safety: 'unsafe' };
}

/**
 * The edits that fetch the package lists before a command needs them, and remove them at the end of the RUN.
 *
 * @param like the command that fetched them so far: its options, such as `-o Acquire::Check-Valid-Until=false`, are
 * kept
 */
export function fetchAptListsEdit(
  run: RunStep,
  beside: Command,
  like?: Command,
): readonly Edit[] | undefined {
  const rights = rightsOf(run, beside);
  if (rights === undefined) return undefined;
  const isFetched = run.commands.some((command) => fetchesAptLists(command) && command.start < beside.start);
  const fetch = isFetched
    ? []
    : [prependCommand(run, beside, rights + (like ? writtenUpdate(run, like) : UPDATE))];
  const leavesThem = run.stage.shipped && !run.isMounted(APT_LISTS) && !leavesNoAptLists(run);
  const edits = leavesThem ? [...fetch, deleteAptListsEdit(run, beside)] : fetch;
  return edits.includes(undefined) ? undefined : edits.filter((edit) => edit !== undefined);
}

const UPDATE = 'apt-get update';

/** The words of its author, unless they are more than plain words on one line. */
function writtenUpdate(run: RunStep, { nameWord, words }: Command): string {
  const last = words.at(-1);
  if (!nameWord || !last || words.some(({ literal, quoted }) => !literal || quoted)) return UPDATE;
  const text = run.stage.file.source.text.slice(nameWord.start, last.end);
  return /^[\w./:=@ -]+$/.test(text) ? text : UPDATE;
}

/**
 * The prefix that gives a command the privileges of another; `undefined` if those come from a program that must not be
 * called twice.
 */
function rightsOf(run: RunStep, { wrappers, user }: Command): string | undefined {
  const program = wrappers.find(({ name }) => name === 'sudo' || name === 'doas')?.name;
  if (program) return `${program} `;
  return user === undefined || run.before.user.root === true ? '' : undefined;
}
