import { applyEdits } from '../edits/apply-edits.ts';
import type { Finding } from '../rule/finding.ts';
import type { Edit } from '../text/edit.ts';
import { lastAt } from '../text/search.ts';

/** A finding that has a fix. */
export type Fixable = Finding & Required<Pick<Finding, 'fix'>>;

/** The result of one pass of fixing. */
export interface FixPass {
  readonly text: string;
  /** The findings whose fixes are in the text, in the given order. */
  readonly applied: readonly Fixable[];
  /** Their edits, in order of place. */
  readonly edits: readonly Edit[];
}

/**
 * Applies the fixes of findings whose edits do not touch each other. Of two that touch, the first one wins, and the
 * other waits for the next pass: its purpose may be fulfilled by then.
 */
export function applyFixes(text: string, findings: readonly Fixable[]): FixPass {
  const applied: Fixable[] = [];
  const edits: Edit[] = [];
  for (const finding of findings) {
    if (finding.fix.edits.some((edit) => touches(edits, edit))) continue;
    applied.push(finding);
    for (const edit of finding.fix.edits) edits.splice(indexFor(edits, edit), 0, edit);
  }
  return { text: applyEdits(text, edits), applied, edits };
}

/** Maps a place of a text to its place after sorted edits; text that they insert there comes after it. */
export function offsetsAfter(edits: readonly Edit[]): (offset: number) => number {
  const shifts = [0];
  for (const { start, end, text } of edits) shifts.push(shifts.at(-1)! + text.length - (end - start));
  return (offset) => {
    const last = lastAt(edits.length, (index) => edits[index]!.start, offset - 1);
    // The last edit that begins before the place may reach beyond it, and what it removes there is not before the
    // place.
    const beyond = last === -1 ? 0 : Math.max(0, edits[last]!.end - offset);
    return offset + shifts[last + 1]! + beyond;
  };
}

/** Whether an edit overlaps others, or directly adjoins one. */
function touches(edits: readonly Edit[], edit: Edit): boolean {
  const index = indexFor(edits, edit);
  const [before, after] = [edits[index - 1], edits[index]];
  return (
    (before !== undefined && before.end >= edit.start) || (after !== undefined && after.start <= edit.end)
  );
}

/** Where an edit belongs among sorted ones. */
function indexFor(edits: readonly Edit[], { start }: Edit): number {
  return lastAt(edits.length, (index) => edits[index]!.start, start) + 1;
}
