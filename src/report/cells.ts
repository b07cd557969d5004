import { eastAsianWidth } from 'get-east-asian-width';
import type { Span } from '../text/fragment.ts';
import { mask } from '../text/secrets.ts';
import { hazardAt, visible } from './escape.ts';
import { fillLines } from './fill-lines.ts';

/**
 * The presentation of a few characters in a terminal: a letter with its accents, an escaped control character, a masked
 * secret. Underlining and cropping work on cells, so they stay right however something is shown.
 */
export interface Cell extends Span {
  readonly shown: string;
  /** In columns of the terminal. */
  readonly width: number;
}

const tab = '    ';

/** The cells of a one-line text. `secrets` are spans of that text, in order; so are the spans of the cells. */
export function cellsOf(text: string, secrets: readonly Span[]): readonly Cell[] {
  const cells: Cell[] = [];
  let secretIndex = 0;
  let at = 0;
  while (at < text.length) {
    const secret = secrets[secretIndex];
    if (secret !== undefined && at >= secret.start) {
      secretIndex++;
      if (secret.end <= at) continue;
      cells.push({ start: at, end: secret.end, shown: mask, width: mask.length });
      at = secret.end;
    } else {
      at = addCharacter(cells, text, at);
    }
  }
  return cells;
}

/** Adds the character at an offset, or joins it to the cell before. Returns the offset after it. */
function addCharacter(cells: Cell[], text: string, at: number): number {
  const code = text.codePointAt(at)!;
  if (code >= 0x20 && code < 0x7f && code !== 0x3a && code !== 0x23) return add(cells, at, text[at]!, 1);
  if (code === 0x09) return add(cells, at, tab, tab.length, 1);
  const hazard = hazardAt(text, at);
  if (hazard !== undefined) {
    const shown = visible(hazard);
    return add(cells, at, shown, shown.length, hazard.length);
  }

  const character = String.fromCodePoint(code);
  const before = cells.at(-1);
  const joined = before === undefined ? undefined : joinedWidth(before, code, character);
  if (before === undefined || joined === undefined) return add(cells, at, character, eastAsianWidth(code));
  const end = at + character.length;
  cells[cells.length - 1] = { start: before.start, end, shown: before.shown + character, width: joined };
  return end;
}

function add(cells: Cell[], at: number, shown: string, width: number, length: number = shown.length): number {
  cells.push({ start: at, end: at + length, shown, width });
  return at + length;
}

const combining = /^\p{M}$/u;

/** The width of a cell with a character that only modifies it; `undefined` if the character has a cell of its own. */
function joinedWidth(before: Cell, code: number, character: string): number | undefined {
  if (code === 0xfe0f) return 2;
  // Vowels and final consonants that complete a Korean syllable.
  if (code >= 0x1160 && code <= 0x11ff) return before.width;
  const isSkinTone = code >= 0x1f3fb && code <= 0x1f3ff;
  if (isSkinTone && before.width === 2) return before.width;
  return combining.test(character) ? before.width : undefined;
}

/** The number of columns of the cells. */
export function widthOf(cells: readonly Cell[]): number {
  let width = 0;
  for (const cell of cells) width += cell.width;
  return width;
}

/** The text of the cells. */
export function shownText(cells: readonly Cell[]): string {
  let text = '';
  for (const cell of cells) text += cell.shown;
  return text;
}

/** The part of a line's cells that fits, and whether something is missing at its ends. */
export interface Crop {
  readonly cells: readonly Cell[];
  readonly cutBefore: boolean;
  readonly cutAfter: boolean;
}

/** The mark for left-out text; one column wide. */
export const ellipsis = '…';

/**
 * The cells around offset `focus` that fit into `room` columns, ellipses included, with some of the text before it: at
 * most a third, and less if one of the offsets `ends`, in order, then also fits.
 */
export function cropTo(
  cells: readonly Cell[],
  focus: number,
  room: number,
  ends: readonly number[] = [],
): Crop {
  if (widthOf(cells) <= room) return { cells, cutBefore: false, cutAfter: false };
  const found = cells.findIndex((cell) => cell.end > focus);
  let from = found === -1 ? cells.length : found;
  let to = from;
  let left = Math.max(room - 2 * ellipsis.length, 1);

  const takeBefore = (columns: number) => {
    for (let spent = 0; from > 0 && spent + cells[from - 1]!.width <= columns; from--) {
      spent += cells[from - 1]!.width;
      left -= cells[from - 1]!.width;
    }
  };
  const spare = left - Math.max(0, ...widthsUpTo(cells.slice(from), ends).filter((width) => width <= left));
  takeBefore(Math.min(Math.floor(left / 3), spare));
  for (; to < cells.length && cells[to]!.width <= left; to++) left -= cells[to]!.width;
  takeBefore(left);
  return { cells: cells.slice(from, to), cutBefore: from > 0, cutAfter: to < cells.length };
}

/** For each offset, in order, the columns of the cells that begin before it. */
function widthsUpTo(cells: readonly Cell[], offsets: readonly number[]): readonly number[] {
  let index = 0;
  let width = 0;
  return offsets.map((offset) => {
    for (; index < cells.length && cells[index]!.start < offset; index++) width += cells[index]!.width;
    return width;
  });
}

/** Breaks cells into lines of at most `width` columns, if possible at blanks. The result has at least one line. */
export function wrap(cells: readonly Cell[], width: number): readonly string[] {
  const lines: string[] = [];
  let line: Cell[] = [];
  let room = width;
  const endLine = () => {
    lines.push(shownText(line).trimEnd());
    line = [];
    room = width;
  };
  for (const word of wordsOf(cells)) {
    const isBlank = word[0]!.shown === ' ';
    if (isBlank && line.length === 0 && lines.length > 0) continue;
    if (!isBlank && widthOf(word) > room && line.length > 0) endLine();
    for (const cell of word) {
      if (cell.width > room && line.length > 0) {
        endLine();
        if (isBlank) break;
      }
      line.push(cell);
      room -= cell.width;
    }
  }
  if (line.length > 0 || lines.length === 0) endLine();
  return lines;
}

/**
 * Breaks prose into lines like {@link wrap}. Most of it is plain words, which need no cells.
 *
 * @param secrets spans of the text, in order
 */
export function wrapText(text: string, secrets: readonly Span[], width: number): readonly string[] {
  const isPlain = secrets.length === 0 && plainWords.test(text) && !/::|##/.test(text);
  const words = isPlain ? text.split(' ') : [];
  if (!isPlain || words.some(({ length }) => length > width)) return wrap(cellsOf(text, secrets), width);
  return fillLines(
    words.map((word) => ({ shown: word, width: word.length })),
    width,
  );
}

const plainWords = /^[!-~]+(?: [!-~]+)*$/;

/** Alternating runs of blanks and of other characters. */
function wordsOf(cells: readonly Cell[]): readonly (readonly Cell[])[] {
  const words: Cell[][] = [];
  let wasBlank: boolean | undefined;
  for (const cell of cells) {
    const isBlank = cell.shown === ' ';
    if (isBlank === wasBlank) words.at(-1)!.push(cell);
    else words.push([cell]);
    wasBlank = isBlank;
  }
  return words;
}
