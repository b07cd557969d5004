import type { Span } from '../text/fragment.ts';
import { lineAt, lineText, type Source } from '../text/source.ts';
import { type Cell, type Crop, cellsOf, cropTo, ellipsis, shownText, widthOf, wrap } from './cells.ts';
import type { Masker } from './secrets.ts';

/** A place to underline in a code frame. */
export interface Mark {
  readonly span: Span;
  /** What to write beside the line; may be empty. */
  readonly label: string;
  /** The character to underline with. */
  readonly underline: string;
  readonly paint: (text: string) => string;
}

/** What a frame is drawn from and into. */
export interface Canvas {
  readonly source: Source;
  readonly masker: Masker;
  /** Columns that a row may take, its gutter included. */
  readonly width: number;
  readonly paintGutter: (text: string) => string;
}

/** A place that runs over more lines than this is shown by its first lines and its last. */
const mostLines = 5;
const firstLines = 3;

/** A label is put under its line rather than squeezed into less than this. */
const labelRoom = 24;

/** The lines that hold the marks, the marks underlined; lines left out between them show as `┆`. */
export function frameRows(canvas: Canvas, marks: readonly Mark[]): readonly string[] {
  const rows: string[] = [];
  let previous: number | undefined;
  for (const line of linesToShow(canvas.source, marks)) {
    // A single line left out takes no more room than the mark for leaving it out.
    if (previous !== undefined && line - previous === 2) rows.push(...lineRows(canvas, previous + 1, marks));
    else if (previous !== undefined && line - previous > 2)
      rows.push(canvas.paintGutter(`${gutter(canvas, '')}┆`));
    rows.push(...lineRows(canvas, line, marks));
    previous = line;
  }
  return rows;
}

/** Columns of the gutter of every frame of a file, up to the code. */
export function gutterWidth({ source }: Canvas): number {
  return 2 + String(source.lineStarts.length).length + 3;
}

/** The gutter up to its rule, with a line number or without. */
export function gutter({ source }: Canvas, number: number | ''): string {
  return `  ${String(number).padStart(String(source.lineStarts.length).length)} `;
}

function linesToShow(source: Source, marks: readonly Mark[]): readonly number[] {
  const lines = new Set<number>();
  for (const { span } of marks) {
    const { first, last } = linesOf(source, span);
    const isLong = last - first >= mostLines;
    for (let line = first; line <= (isLong ? first + firstLines - 1 : last); line++) lines.add(line);
    lines.add(last);
  }
  return [...lines].sort((a, b) => a - b);
}

function linesOf(source: Source, span: Span): { readonly first: number; readonly last: number } {
  return { first: lineAt(source, span.start), last: lineAt(source, Math.max(span.start, span.end - 1)) };
}

/** A line of code with a row under it for each mark. Where the line is too long for the marks, they get one crop each. */
function lineRows(canvas: Canvas, line: number, marks: readonly Mark[]): readonly string[] {
  const stretch = stretchOf(canvas.source, line);
  const parts = marks.flatMap((mark) => partOn(canvas.source, line, stretch, mark));
  const room = canvas.width - gutterWidth(canvas);
  if (parts.length === 0) return codeRow(canvas, line, cropAround(canvas, stretch, stretch.start, room));

  const whole = cropAround(canvas, stretch, parts[0]!.start, room);
  const isWhole = !whole.cutBefore && !whole.cutAfter;
  if (isWhole)
    return [...codeRow(canvas, line, whole), ...parts.flatMap((part) => markRows(canvas, whole, part, room))];
  return parts.flatMap((part) => {
    const crop = cropAround(canvas, stretch, part.start, room);
    return [...codeRow(canvas, line, crop), ...markRows(canvas, crop, part, room)];
  });
}

/** The span of a line without its line end. */
function stretchOf(source: Source, line: number): Span {
  const start = source.lineStarts[line - 1]!;
  return { start, end: start + lineText(source, line).length };
}

/** What of a mark lies on one line. */
interface Part extends Span {
  readonly mark: Mark;
  readonly isLast: boolean;
}

function partOn(source: Source, line: number, stretch: Span, mark: Mark): readonly Part[] {
  const { first, last } = linesOf(source, mark.span);
  if (line < first || line > last) return [];
  const isFirst = line === first;
  const isLast = line === last;
  const start = Math.min(
    isFirst ? Math.max(mark.span.start, stretch.start) : contentStart(source, stretch),
    stretch.end,
  );
  const end = Math.min(Math.max(mark.span.end, start), stretch.end);
  const isBlankBetween = start === end && !isFirst && !(isLast && mark.label !== '');
  return isBlankBetween ? [] : [{ start, end, mark, isLast }];
}

/** Where the text of a line begins after its indentation. */
function contentStart(source: Source, { start, end }: Span): number {
  let at = start;
  while (at < end && (source.text[at] === ' ' || source.text[at] === '\t')) at++;
  return at;
}

/** The part of a line around an offset. Looks only at as much of the line as can be seen. */
function cropAround({ source, masker }: Canvas, stretch: Span, focus: number, room: number): Crop {
  // A cell shows at least half a column per code unit, but for accents without end.
  const reach = 4 * room;
  const from = wholeCharacter(source.text, Math.max(stretch.start, focus - reach));
  const to = wholeCharacter(source.text, Math.min(stretch.end, focus + reach));
  const secrets = masker
    .within(from, to)
    .map(({ start, end }) => ({ start: Math.max(start, from) - from, end: Math.min(end, to) - from }));
  const cells = cellsOf(source.text.slice(from, to), secrets).map((cell) => moved(cell, from));
  const crop = cropTo(cells, focus, room - (from > stretch.start ? 1 : 0) - (to < stretch.end ? 1 : 0));
  return {
    cells: crop.cells,
    cutBefore: crop.cutBefore || from > stretch.start,
    cutAfter: crop.cutAfter || to < stretch.end,
  };
}

function moved(cell: Cell, by: number): Cell {
  return { ...cell, start: cell.start + by, end: cell.end + by };
}

/** An offset that does not split a surrogate pair. */
function wholeCharacter(text: string, offset: number): number {
  const isLow = (text.charCodeAt(offset) & 0xfc00) === 0xdc00;
  const isHighBefore = (text.charCodeAt(offset - 1) & 0xfc00) === 0xd800;
  return isLow && isHighBefore ? offset - 1 : offset;
}

function codeRow(canvas: Canvas, line: number, crop: Crop): readonly string[] {
  const code = `${crop.cutBefore ? ellipsis : ''}${shownText(crop.cells)}${crop.cutAfter ? ellipsis : ''}`;
  return [`${canvas.paintGutter(`${gutter(canvas, line)}│`)} ${code}`.trimEnd()];
}

/** The underline of a part, and its label beside it, or below where there is no room. */
function markRows(canvas: Canvas, crop: Crop, part: Part, room: number): readonly string[] {
  const { column, length } = underlineOf(crop, part, room);
  const { mark } = part;
  const underline = mark.paint(mark.underline.repeat(length));
  const row = (columns: number, text: string) =>
    `${canvas.paintGutter(`${gutter(canvas, '')}│`)} ${' '.repeat(columns)}${text}`;
  if (!part.isLast || mark.label === '') return [row(column, underline)];

  const label = cellsOf(mark.label, canvas.masker.find(mark.label));
  const beside = column + length + 1;
  const needed = Math.min(labelRoom, widthOf(label));
  if (room - beside >= needed) {
    const [first, ...more] = wrap(label, room - beside).map(mark.paint);
    return [row(column, `${underline} ${first}`), ...more.map((text) => row(beside, text))];
  }
  const below = Math.max(0, Math.min(column, room - needed));
  const lines = wrap(label, Math.max(room - below, 1)).map(mark.paint);
  return [row(column, underline), ...lines.map((text) => row(below, text))];
}

/** Where to draw the underline, in columns of the row. An empty span gets one column, the last where the row is full. */
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
