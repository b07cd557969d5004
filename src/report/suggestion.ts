import type { Edit, Fix } from '../rule/finding.ts';
import { lineAt, lineText, type Source } from '../text/source.ts';
import { cellsOf, cropTo, ellipsis, shownText } from './cells.ts';
import { type Canvas, gutter, gutterWidth } from './frame.ts';

/** One place that a fix changes: whole lines before and after, without what both have in common at the ends. */
interface Change {
  /** The line, from 1, at which the first of `removed` stands, or before which `added` goes. */
  readonly line: number;
  readonly removed: readonly string[];
  readonly added: readonly string[];
}

/** How a changed line is told. */
export interface Painting {
  readonly removed: (text: string) => string;
  readonly added: (text: string) => string;
}

/** A fix that touches more text than this is described by its title alone. */
const mostText = 10_000;

/** More lines than this of one side of a change are counted instead of shown. */
const mostLines = 6;

/** A fix as a small diff: lines with `-` and `+` in the place of the gutter's rule. */
export function suggestionRows(canvas: Canvas, fix: Fix, paint: Painting): readonly string[] {
  return changesOf(canvas.source, fix).flatMap(({ line, removed, added }) => {
    const focus = (index: number) => commonStart(removed[index] ?? '', added[index] ?? '');
    return [
      ...rowsOf(canvas, '-', line, removed, focus).map(paint.removed),
      ...rowsOf(canvas, '+', line, added, focus).map(paint.added),
    ];
  });
}

function changesOf(source: Source, fix: Fix): readonly Change[] {
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
function changeOf(source: Source, edits: readonly Edit[]): readonly Change[] {
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

function commonStart(a: string, b: string): number {
  let at = 0;
  while (at < a.length && a[at] === b[at]) at++;
  return at;
}

function rowsOf(
  canvas: Canvas,
  sign: '-' | '+',
  line: number,
  texts: readonly string[],
  focus: (index: number) => number,
): readonly string[] {
  const shown = texts.length > mostLines ? texts.slice(0, mostLines - 1) : texts;
  const rows = shown.map(
    (text, index) => `${gutter(canvas, line + index)}${sign} ${lineOf(canvas, text, focus(index))}`,
  );
  if (shown.length < texts.length)
    rows.push(`${gutter(canvas, '')}${sign} … ${texts.length - shown.length} more lines`);
  return rows.map((row) => row.trimEnd());
}

function lineOf(canvas: Canvas, text: string, focus: number): string {
  const crop = cropTo(cellsOf(text, canvas.masker.find(text)), focus, canvas.width - gutterWidth(canvas));
  return `${crop.cutBefore ? ellipsis : ''}${shownText(crop.cells)}${crop.cutAfter ? ellipsis : ''}`;
}
