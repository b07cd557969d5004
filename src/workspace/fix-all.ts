import { diffLines } from 'diff';
import { fixSource } from '../fix/fix.ts';
import type { Edit } from '../text/edit.ts';
import type { Subject } from './subject.ts';

/** The edits of all safe fixes of a text, as `--fix` makes them; none that touches a line without need. */
export function fixAllEdits({ text, settings, path, kind, brought }: Subject): readonly Edit[] {
  const fixed = fixSource(text, settings, { unsafe: false }, path, kind, brought);
  return lineEdits(text, fixed.text);
}

/** The edits of whole lines that turn a text into another. */
function lineEdits(before: string, after: string): readonly Edit[] {
  const edits: Edit[] = [];
  let at = 0;
  for (const { value, added, removed } of diffLines(before, after)) {
    const last = edits.at(-1);
    const continues = last !== undefined && last.end === at;
    if (removed) edits.push({ start: at, end: at + value.length, text: '' });
    else if (added && continues) edits[edits.length - 1] = { ...last, text: last.text + value };
    else if (added) edits.push({ start: at, end: at, text: value });
    if (!added) at += value.length;
  }
  return edits;
}
