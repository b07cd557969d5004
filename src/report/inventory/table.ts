import { type Cell, cellsOf, shownText, widthOf } from '../cells.ts';
import { paletteOf } from '../palette.ts';
import {
  endShown,
  type InventoryView,
  imageShown,
  type PlacedEntry,
  placedEntries,
  untilShown,
} from './view.ts';

/** How a table is printed. */
export interface TableLook {
  readonly color: boolean;
  /** Of the terminal, in columns; without it, lines are as long as they need to be. */
  readonly width: number | undefined;
}

type Paint = (text: string) => string;

interface Column {
  readonly title: string;
  /** The lines of a cell. */
  readonly lines: (one: PlacedEntry) => readonly string[];
  /** It can be as narrow as that; a narrower text is never wrapped. */
  readonly least: number;
  /** Those with the highest number are left out first where the table is too wide. */
  readonly rank: number;
  readonly paint?: (one: PlacedEntry) => Paint;
}

interface Sized extends Column {
  readonly width: number;
}

const GAP = '  ';

/** For people: a row for each stage and environment, in lines that fit the terminal. */
export function inventoryTable(view: InventoryView, { color, width }: TableLook): string {
  const entries = placedEntries(view);
  if (entries.length === 0) return '';
  const columns = fitted(
    columnsFor(view.now, color, width !== undefined),
    entries,
    width ?? Number.POSITIVE_INFINITY,
  );
  const { place } = paletteOf(color);
  const head = rowOf(columns, ({ title }) => [{ lines: [title], paint: place }]);
  const rows = entries.map((one) =>
    rowOf(columns, (column) => [{ lines: column.lines(one), paint: column.paint?.(one) }]),
  );
  return [head, ...rows].join('');
}

/** @param isNarrow there is a terminal; elsewhere each row is one line, which can be searched */
function columnsFor(now: string, color: boolean, isNarrow: boolean): readonly Column[] {
  const { severity, fix, path } = paletteOf(color);
  const lines = (text: string | undefined) => (text === undefined ? [] : [text]);
  return [
    { title: 'FILE', lines: ({ file, entry }) => [`${file.path}:${entry.line}`], least: 14, rank: 0 },
    { title: 'STAGE', lines: ({ entry }) => lines(entry.name), least: 6, rank: 3 },
    {
      title: 'IMAGE',
      lines: ({ entry }) => [imageShown(entry)],
      least: 18,
      rank: 0,
      paint: ({ entry }) => (entry.image.stage === undefined ? same : path),
    },
    { title: 'FAMILY', lines: ({ entry }) => lines(entry.family), least: 9, rank: 5 },
    {
      title: 'SUPPORTED UNTIL',
      lines: ({ entry }) => untilLines(entry, isNarrow),
      least: 12,
      rank: 0,
      paint: ({ entry: { supported, supportedUntil } }) => {
        if (supported === false) return severity.error;
        return supportedUntil !== undefined && supportedUntil < yearAfter(now) ? severity.warning : same;
      },
    },
    {
      title: 'USE INSTEAD',
      lines: ({ entry }) => (entry.image.stage === undefined ? lines(entry.successor) : []),
      least: 18,
      rank: 2,
      paint: () => fix,
    },
    { title: 'USER', lines: ({ entry }) => lines(entry.user), least: 6, rank: 1 },
    { title: 'ENTRY SCRIPT', lines: ({ entry }) => lines(entry.entryScript), least: 8, rank: 4 },
  ];
}

function untilLines(entry: PlacedEntry['entry'], isNarrow: boolean): readonly string[] {
  const texts = [untilShown(entry), endShown(entry) ?? ''].filter((text) => text !== '');
  return isNarrow || texts.length === 0 ? texts : [texts.join(', ')];
}

function same(text: string): string {
  return text;
}

function yearAfter(day: string): string {
  return `${Number(day.slice(0, 4)) + 1}${day.slice(4)}`;
}

/** The columns that have something in them, as narrow as the terminal needs them, without those that do not fit at all. */
function fitted(all: readonly Column[], entries: readonly PlacedEntry[], room: number): readonly Sized[] {
  let columns = all.flatMap((column): Sized[] => {
    const texts = entries.flatMap((one) => column.lines(one));
    if (texts.length === 0) return [];
    const longest = texts.reduce((most, text) => Math.max(most, widthOf(cellsOf(text, []))), 0);
    return [{ ...column, width: Math.max(longest, column.title.length) }];
  });
  const leastOf = ({ least, width }: Sized) => Math.min(least, width);
  const isTooWide = (of: (column: Sized) => number) =>
    columns.reduce((sum, column) => sum + of(column) + GAP.length, -GAP.length) > room;
  while (isTooWide(leastOf) && columns.some(({ rank }) => rank > 0)) {
    const last = Math.max(...columns.map(({ rank }) => rank));
    columns = columns.filter(({ rank }) => rank !== last);
  }
  while (isTooWide(({ width }) => width)) {
    const widest = columns.filter((one) => one.width > leastOf(one)).sort((a, b) => b.width - a.width)[0];
    if (widest === undefined) break;
    columns = columns.map((one) => (one === widest ? { ...one, width: one.width - 1 } : one));
  }
  return columns;
}

interface Content {
  readonly lines: readonly string[];
  readonly paint: Paint | undefined;
}

/** The lines of a row. */
function rowOf(columns: readonly Sized[], contentOf: (column: Sized) => readonly Content[]): string {
  const cells = columns.map((column) =>
    contentOf(column).flatMap(({ lines, paint = same }) =>
      lines.flatMap((line) => wrapped(line, column.width)).map((cells) => padded(cells, column.width, paint)),
    ),
  );
  const height = Math.max(1, ...cells.map(({ length }) => length));
  return Array.from({ length: height }, (_, line) => {
    const row = columns.map(({ width }, index) => cells[index]![line] ?? ' '.repeat(width));
    return `${row.join(GAP).trimEnd()}\n`;
  }).join('');
}

function padded(cells: readonly Cell[], width: number, paint: Paint): string {
  return paint(shownText(cells)) + ' '.repeat(Math.max(0, width - widthOf(cells)));
}

/** A name in lines of at most so many columns: broken after a slash or another separator, or else anywhere. */
function wrapped(text: string, width: number): readonly (readonly Cell[])[] {
  const lines: Cell[][] = [];
  let line: Cell[] = [];
  let left = width;
  for (const part of text.split(/(?<=[/:@_ -])/)) {
    const cells = cellsOf(part, []);
    if (widthOf(cells) > left && line.length > 0) breakLine();
    for (const cell of cells) {
      if (cell.width > left && line.length > 0) breakLine();
      line.push(cell);
      left -= cell.width;
    }
  }
  return [...lines, line];

  function breakLine(): void {
    lines.push(line);
    line = [];
    left = width;
  }
}
