import type { Fix } from '../rule/finding.ts';
import type { Edit } from '../text/edit.ts';
import { lineAt, lineText, type SourceFile } from '../text/source.ts';

/** One place that a fix changes: whole lines before and after, without what both have in common at the ends. */
export interface Change {
  /** The line, from 1, at which the first of `removed` is, or before which `added` goes. */
  readonly line: number;
  readonly removed: readonly string[];
  readonly added: readonly string[];
}

/** A fix that touches more text than this is described by its title alone. */
const mostText = 10_000;

/** What a fix makes of the lines of a file, in order of place. */
export function changesOf(source: SourceFile, fix: Pick<Fix, 'edits'>): readonly Change[] {
  const groups: Edit[][] = [];
  let lastLine = 0;
  for (const edit of fix.edits) {
    if (groups.length > 0 && lineAt(source, edit.start) <= lastLine) groups.at(-1)!.push(edit);
    else groups.push([edit]);
    lastLine = lineAt(source, edit.end);
  }
  return groups.flatMap((edits) => changeOf(source, edits));
}

/** Edits whose lines touch, as one change. */
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

/** What is new in the line at an index of `added`, as offsets of it, beside the line in the same place of `removed`. */
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
