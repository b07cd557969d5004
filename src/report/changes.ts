/** The changes that fixes make in the lines of a file, unmasked. */
import type { Fix } from '../rule/finding.ts';
import type { Edit } from '../text/edit.ts';
import { lastAt } from '../text/search.ts';
import { lineAt, lineText, type SourceFile } from '../text/source.ts';

/** One place that a fix changes: whole lines before and after, without the lines that are equal at both ends. */
export interface Change {
  /** The line (from 1) of the first of `removed`, or before which `added` is inserted. */
  readonly line: number;
  readonly removed: readonly string[];
  readonly added: readonly string[];
}

/** If a fix touches more text, only its title describes it. */
const mostText = 10_000;

/** The edits of a fix in one file. */
export type FixPart = Pick<Fix, 'safety' | 'edits'>;

/** The changes that some fixes make in the lines of a file, each once. */
export function changesOf(source: SourceFile, fixes: readonly FixPart[]): readonly Change[] {
  const changes = combined(fixes).flatMap((edits) => changesOfEdits(source, edits));
  // The first of equal changes.
  return [...new Map(changes.toReversed().map((one) => [JSON.stringify(one), one])).values()].reverse();
}

/** Joins edits of fixes that are equally safe and do not touch, so that each line is shown once. */
function combined(fixes: readonly FixPart[]): readonly (readonly Edit[])[] {
  const together: Record<Fix['safety'], Edit[]> = { safe: [], unsafe: [] };
  const apart = fixes.filter(({ safety, edits }) => {
    const others = together[safety];
    if (edits.some((edit) => touches(edit, others))) return true;
    for (const edit of edits) insert(edit, others);
    return false;
  });
  return [together.safe, together.unsafe, ...apart.map(({ edits }) => edits)];
}

/** Whether an edit changes what one of some sorted edits does; two insertions at one place are compatible. */
function touches({ start, end }: Edit, others: readonly Edit[]): boolean {
  const after = indexFrom(start, others);
  const [before, next] = [others[after - 1], others[after]];
  return (before !== undefined && before.end > start) || (next !== undefined && next.start < end);
}

/** Inserts an edit into sorted ones, insertions before what replaces the text behind them; equal edits become one. */
function insert(edit: Edit, others: Edit[]): void {
  let at = indexFrom(edit.start, others);
  for (; others[at]?.start === edit.start && others[at]!.end <= edit.end; at++)
    if (others[at]!.end === edit.end && others[at]!.text === edit.text) return;
  others.splice(at, 0, edit);
}

/** The index of the first edit that begins at a place or after it. */
function indexFrom(start: number, edits: readonly Edit[]): number {
  return lastAt(edits.length, (index) => edits[index]!.start, start - 1) + 1;
}

/** The changes that edits make in the lines of a file, in order of place. */
function changesOfEdits(source: SourceFile, all: readonly Edit[]): readonly Change[] {
  const groups: Edit[][] = [];
  let lastLine = 0;
  for (const edit of all) {
    if (groups.length > 0 && lineAt(source, edit.start) <= lastLine) groups.at(-1)!.push(edit);
    else groups.push([edit]);
    lastLine = lineAt(source, edit.end);
  }
  return groups.flatMap((edits) => changeOf(source, edits));
}

/** Joins edits whose lines touch into one change. */
function changeOf(source: SourceFile, edits: readonly Edit[]): readonly Change[] {
  const first = lineAt(source, edits[0]!.start);
  const last = lineAt(source, edits.at(-1)!.end);
  const start = source.lineStarts[first - 1]!;
  const end = source.lineStarts[last - 1]! + lineText(source, last).length;
  if (end - start > mostText) return [];

  let after = '';
  let at = start;
  for (const edit of edits) {
    after += source.text.slice(at, edit.start) + edit.text;
    at = edit.end;
  }
  const removed = source.text.slice(start, end).split(/\r?\n/);
  const added = (after + source.text.slice(at, end)).split(/\r?\n/);

  let before = 0;
  while (before < removed.length && before < added.length && removed[before] === added[before]) before++;
  let behind = 0;
  const most = Math.min(removed.length, added.length) - before;
  while (behind < most && removed.at(-1 - behind) === added.at(-1 - behind)) behind++;
  return [
    {
      line: first + before,
      removed: removed.slice(before, removed.length - behind),
      added: added.slice(before, added.length - behind),
    },
  ];
}

/** The new part of the line at an index of `added`, in offsets of that line, compared with the same line of `removed`. */
export function newPart(
  { removed, added }: Change,
  index: number,
): { readonly start: number; readonly end: number } {
  const before = removed[index] ?? '';
  const after = added[index]!;
  const most = Math.min(before.length, after.length);
  let start = 0;
  while (start < most && before[start] === after[start]) start++;
  let same = 0;
  while (same < most - start && before.at(-1 - same) === after.at(-1 - same)) same++;
  return { start, end: after.length - same };
}
