import type { Span } from '../text/fragment.ts';
import { type Cell, type Crop, cropTo, ellipsis, shownText, widthOf, wrap } from './cells.ts';
import type { Change, Code } from './code.ts';
import type { Palette } from './palette.ts';
import type { PrintedText } from './printed-text.ts';
import { plural } from './summary.ts';

/** A place to underline in a code frame. */
export interface Mark {
  readonly span: Span;
  /** The text beside the line, if any. */
  readonly label: PrintedText | undefined;
  /** The character to underline with. */
  readonly underline: string;
  readonly paint: (text: string) => string;
  readonly paintLabel: (text: string) => string;
}

/** The input and the size of a frame. */
export interface Canvas {
  readonly code: Code;
  /** The columns of a row, including its gutter. */
  readonly width: number;
  readonly palette: Palette;
}

/** Of a place with more lines, only the first lines and the last are shown. */
const mostLines = 5;
const firstLines = 3;

/** If one side of a change has more lines, they are counted instead of shown. */
const mostChanged = 6;

/** A label with less room than this is put under its line. */
const labelRoom = 24;

/** Rows at a place of the file: the line's number, or a bit more or less for rows after or before that line. */
interface Block {
  readonly at: number;
  readonly rows: readonly string[];
}

/**
 * The lines with marks, each once, with the marks underlined, the first ones nearest to the line; and the changes among
 * them as a diff: `-` in the gutter for a removed line, `+` for an added one. `┆` replaces lines that are left out
 * inside a place.
 */
export function frameRows(
  canvas: Canvas,
  marks: readonly Mark[],
  changes: readonly Change[] = [],
): readonly string[] {
  const goes = new Set(
    changes.flatMap(({ line, removed }) => Array.from({ length: removed }, (_, at) => line + at)),
  );
  const lines = linesToShow(canvas.code, marks, changes);
  return [
    ...lines.map((line): Block => ({ at: line, rows: lineRows(canvas, line, marks, goes.has(line)) })),
    ...leftOut(canvas, lines, marks),
    ...changes.flatMap((change) => changeBlocks(canvas, change, lines)),
  ]
    .sort((a, b) => a.at - b.at)
    .flatMap(({ rows }) => rows);
}

/** The columns of the gutter of every frame of a file. */
function gutterWidth({ code }: Canvas): number {
  return 2 + String(code.lineCount).length + 3;
}

/** The gutter with or without a line number. */
function gutter({ code }: Canvas, number: number | ''): string {
  return `  ${String(number).padStart(String(code.lineCount).length)} `;
}

/** The lines that a frame shows, in order. */
export function linesToShow(
  code: Code,
  marks: readonly Mark[],
  changes: readonly Change[],
): readonly number[] {
  const lines = new Set<number>();
  for (const { span } of marks) {
    const { first, last } = code.linesOf(span);
    const isLong = last - first >= mostLines;
    for (let line = first; line <= (isLong ? first + firstLines - 1 : last); line++) lines.add(line);
    lines.add(last);
  }
  for (const { line, removed } of changes)
    for (let index = 0; index < shownOf(removed); index++) lines.add(line + index);
  return [...lines].sort((a, b) => a - b);
}

/** How many lines of one side of a change are shown; the row that counts the rest replaces at least two. */
function shownOf(count: number): number {
  return count > mostChanged ? mostChanged - 1 : count;
}

/** The row that replaces the lines of one place that are left out. */
function leftOut(canvas: Canvas, lines: readonly number[], marks: readonly Mark[]): readonly Block[] {
  const spans = marks.map(({ span }) => canvas.code.linesOf(span));
  return lines.slice(1).flatMap((line, index) => {
    const previous = lines[index]!;
    const isGap = line - previous > 1 && spans.some(({ first, last }) => first <= previous && last >= line);
    return isGap ? [{ at: previous + 0.1, rows: [canvas.palette.gutter(`${gutter(canvas, '')}┆`)] }] : [];
  });
}

/** The removed lines beyond those shown, as a count, and the added lines. */
function changeBlocks(canvas: Canvas, change: Change, lines: readonly number[]): readonly Block[] {
  const { line, removed, added } = change;
  const { palette } = canvas;
  const last = line + removed - 1;
  const hidden = removed - lines.filter((at) => line <= at && at <= last).length;
  const shown = shownOf(added);
  const rows = Array.from({ length: shown }, (_, index) => addedRow(canvas, change, index));
  const more = (sign: string, count: number) =>
    `${gutter(canvas, '')}${sign} … ${plural(count, 'more line')}`;
  if (shown < added) rows.push(palette.added(more('+', added - shown)));
  return [
    ...(hidden === 0 ? [] : [{ at: last + 0.2, rows: [palette.removed(more('-', hidden))] }]),
    { at: removed === 0 ? line - 0.5 : last + 0.3, rows },
  ];
}

function addedRow(canvas: Canvas, change: Change, index: number): string {
  const { palette } = canvas;
  const { cells, fresh } = change.addedLine(index);
  const { start, end } = fresh;
  const crop = cropTo(cells, start, canvas.width - gutterWidth(canvas), [end]);
  const part = (paint: (text: string) => string, test: (cell: Cell) => boolean) => {
    const shown = shownText(crop.cells.filter(test));
    return shown === '' ? '' : paint(shown);
  };
  const code = [
    part(palette.added, (cell) => cell.end <= start),
    part(palette.fresh, (cell) => cell.end > start && cell.start < end),
    part(palette.added, (cell) => cell.end > start && cell.start >= end),
  ].join('');
  const sign = palette.added(`${gutter(canvas, change.line + index)}+`);
  return `${sign} ${crop.cutBefore ? ellipsis : ''}${code}${crop.cutAfter ? ellipsis : ''}`.trimEnd();
}

/** A line of code with its marks underneath. A line that is too long for all of them is shown in several crops. */
function lineRows(canvas: Canvas, line: number, marks: readonly Mark[], goes: boolean): readonly string[] {
  const stretch = canvas.code.lineSpan(line);
  const room = canvas.width - gutterWidth(canvas);
  let left = marks.flatMap((mark) => partOn(canvas.code, line, stretch, mark));
  if (left.length === 0)
    return [codeRow(canvas, line, goes, cropAround(canvas, stretch, stretch.start, room))];
  const rows: string[] = [];
  while (left.length > 0) {
    const ends = left.map(({ end }) => end).sort((a, b) => a - b);
    const crop = cropAround(canvas, stretch, left[0]!.start, room, ends);
    const isIn = (part: Part) => part === left[0] || isWithin(crop, part);
    rows.push(codeRow(canvas, line, goes, crop), ...underlines(canvas, crop, left.filter(isIn), room));
    left = left.filter((part) => !isIn(part));
  }
  return rows;
}

/** Whether the whole part is visible. */
function isWithin({ cells, cutBefore, cutAfter }: Crop, { start, end }: Span): boolean {
  const from = cells[0]?.start ?? 0;
  const to = cells.at(-1)?.end ?? 0;
  return (!cutBefore || start >= from) && (!cutAfter || Math.max(end, start + 1) <= to);
}

/** The part of a mark on one line. */
interface Part extends Span {
  readonly mark: Mark;
  readonly isLast: boolean;
}

function partOn(code: Code, line: number, stretch: Span, mark: Mark): readonly Part[] {
  const { first, last } = code.linesOf(mark.span);
  if (line < first || line > last) return [];
  const isFirst = line === first;
  const isLast = line === last;
  const start = Math.min(
    isFirst ? Math.max(mark.span.start, stretch.start) : code.contentStart(stretch),
    stretch.end,
  );
  const end = Math.min(Math.max(mark.span.end, start), stretch.end);
  const isBlankBetween = start === end && !isFirst && !(isLast && mark.label !== undefined);
  return isBlankBetween ? [] : [{ start, end, mark, isLast }];
}

/** The part of a line around an offset. Examines only as much of the line as can be visible. */
function cropAround(
  { code }: Canvas,
  stretch: Span,
  focus: number,
  room: number,
  ends: readonly number[] = [],
): Crop {
  // A cell shows at least half a column per code unit, except for endless accents.
  const reach = 4 * room;
  const from = Math.max(stretch.start, focus - reach);
  const to = Math.min(stretch.end, focus + reach);
  const cells = code.cells({ start: from, end: to });
  const cut = (from > stretch.start ? 1 : 0) + (to < stretch.end ? 1 : 0);
  const crop = cropTo(cells, focus, room - cut, ends);
  return {
    cells: crop.cells,
    cutBefore: crop.cutBefore || from > stretch.start,
    cutAfter: crop.cutAfter || to < stretch.end,
  };
}

function codeRow(canvas: Canvas, line: number, goes: boolean, crop: Crop): string {
  const { gutter: dim, removed } = canvas.palette;
  const sign = goes ? removed('-') : dim('│');
  const code = `${crop.cutBefore ? ellipsis : ''}${shownText(crop.cells)}${crop.cutAfter ? ellipsis : ''}`;
  return `${dim(gutter(canvas, line))}${sign} ${code}`.trimEnd();
}

/** Where an underline is drawn, in columns of the row. */
interface Underline {
  readonly column: number;
  readonly length: number;
  readonly mark: Mark;
  readonly label: readonly Cell[];
}

/** The underlines of some parts, as many in each row as fit side by side. Only the last of a row has a label. */
function underlines(canvas: Canvas, crop: Crop, parts: readonly Part[], room: number): readonly string[] {
  const rows: Underline[][] = [];
  for (const { mark, isLast, ...span } of parts) {
    const label = (isLast && mark.label?.cells) || [];
    const underline = { ...underlineOf(crop, span, room), mark, label };
    const row = rows.find((row) => canFollow(row.at(-1)!, underline, room));
    if (row === undefined) rows.push([underline]);
    else row.push(underline);
  }
  return rows.flatMap((row) => underlineRows(canvas, row, room));
}

/** Whether an underline can follow another one, with its label beside it or directly under it. */
function canFollow(before: Underline, after: Underline, room: number): boolean {
  const isApart = before.label.length === 0 && before.column + before.length < after.column;
  return isApart && (after.label.length === 0 || placed(after, room).column >= after.column);
}

/** Where the rows of a label begin. */
interface Placed {
  readonly column: number;
  readonly lines: readonly string[];
  /** The first row is that of the underline, not the next one. */
  readonly startsBeside: boolean;
}

/** Beside the underline if it fits in that row, or if it then takes fewer rows than below. */
function placed({ column, length, label }: Underline, room: number): Placed {
  const width = widthOf(label);
  // A label that fits into one row is moved to the left until it does.
  const below = Math.max(0, Math.min(column, room - (width <= room ? width : Math.ceil((room * 2) / 3))));
  const under: Placed = { column: below, lines: wrap(label, Math.max(room - below, 1)), startsBeside: false };
  const right = column + length + 1;
  if (room - right < Math.min(labelRoom, width)) return under;
  const beside: Placed = { column: right, lines: wrap(label, room - right), startsBeside: true };
  return beside.lines.length === 1 || beside.lines.length <= under.lines.length ? beside : under;
}

/** Underlines side by side, and the label of the last one. */
function underlineRows(canvas: Canvas, row: readonly Underline[], room: number): readonly string[] {
  const rule = canvas.palette.gutter(`${gutter(canvas, '')}│`);
  let drawn = '';
  let end = 0;
  for (const { column, length, mark } of row) {
    drawn += ' '.repeat(column - end) + mark.paint(mark.underline.repeat(length));
    end = column + length;
  }
  const last = row.at(-1)!;
  if (last.label.length === 0) return [`${rule} ${drawn}`];
  const { column, lines, startsBeside } = placed(last, room);
  const { paintLabel } = last.mark;
  const indented = lines.map((line) => `${rule} ${' '.repeat(column)}${paintLabel(line)}`);
  if (!startsBeside) return [`${rule} ${drawn}`, ...indented];
  return [`${rule} ${drawn} ${paintLabel(lines[0]!)}`, ...indented.slice(1)];
}

/** An empty span is underlined by one column, the last one if the row is full. */
function underlineOf(
  crop: Crop,
  span: Span,
  room: number,
): { readonly column: number; readonly length: number } {
  let column = crop.cutBefore ? 1 : 0;
  let length = 0;
  for (const cell of crop.cells) {
    if (cell.end <= span.start) column += cell.width;
    else if (cell.start < span.end) length += cell.width;
  }
  return length > 0 ? { column, length } : { column: Math.min(column, room - 1), length: 1 };
}
