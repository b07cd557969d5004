/**
 * Text that knows where it is in the file.
 *
 * The builder rarely sees what the file holds: line continuations and the comments between them are gone, JSON escapes
 * are decoded, tabs before a `<<-` heredoc are cut. A fragment is the text as the builder sees it, together with the
 * way back, so that every word, flag and option can be underlined where the author wrote it.
 */
import { lastAt } from './search.ts';

/** A stretch of the file: UTF-16 offsets from 0, `end` exclusive. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** A run of text: the characters from `index` on were taken from `start`..`end` of the file. */
export interface Piece {
  readonly index: number;
  readonly start: number;
  readonly end: number;
}

/** The pieces of a text, in order of `index`; the first has index 0. All fragments cut from that text share them. */
export type Pieces = readonly Piece[];

/** A span of the file with the text that the builder sees there. */
export interface Fragment extends Span {
  readonly text: string;
  /** Where the characters came from; `text[i]` is character `from + i` of the text that the pieces describe. */
  readonly pieces: Pieces;
  readonly from: number;
}

/** A fragment for a whole text assembled from `pieces`; without pieces it is an empty text at `at`. */
export function fragmentOf(text: string, pieces: Pieces, at: number): Fragment {
  const known = pieces.length > 0 ? pieces : [{ index: 0, start: at, end: at }];
  return { text, pieces: known, from: 0, start: known[0]!.start, end: known[known.length - 1]!.end };
}

/** A fragment for text that is in the file as it is, beginning at offset `start`. */
export function verbatim(text: string, start: number): Fragment {
  const end = start + text.length;
  return { text, pieces: [{ index: 0, start, end }], from: 0, start, end };
}

/**
 * The part `[from, to)` of a fragment, in indices of its text. An empty part is placed where it would begin.
 *
 * @example
 * const [stage] = readDockerfile('FROM ubuntu:24.04\n').stages;
 * const tag = slice(stage!.from.image!, 'ubuntu:'.length);
 * [tag.text, tag.start, tag.end]; // => ['24.04', 12, 17]
 */
export function slice(fragment: Fragment, from: number, to: number = fragment.text.length): Fragment {
  const start = offsetAt(fragment, from);
  return {
    text: fragment.text.slice(from, to),
    pieces: fragment.pieces,
    from: fragment.from + from,
    start,
    end: to > from ? endOffset(fragment, to - 1) : start,
  };
}

/** The offset in the file of character `index` of the fragment's text; past the end, the offset after the last. */
export function offsetAt(fragment: Fragment, index: number): number {
  const length = fragment.text.length;
  if (index >= length) return length > 0 ? endOffset(fragment, length - 1) : fragment.start;
  const at = fragment.from + index;
  const piece = pieceAt(fragment.pieces, at);
  return Math.min(piece.start + (at - piece.index), piece.end);
}

/** The offset just after character `index`: for a decoded escape, after the whole escape. */
function endOffset(fragment: Fragment, index: number): number {
  const at = fragment.from + index;
  const { pieces } = fragment;
  const position = pieceIndexAt(pieces, at);
  const piece = pieces[position]!;
  const next = pieces[position + 1];
  return next?.index === at + 1 ? piece.end : Math.min(piece.start + (at - piece.index) + 1, piece.end);
}

/** The index of the first character of a fragment that is at or after an offset of the file. */
export function indexAt(fragment: Fragment, offset: number): number {
  let low = 0;
  let high = fragment.text.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (offsetAt(fragment, middle) < offset) low = middle + 1;
    else high = middle;
  }
  return low;
}

function pieceAt(pieces: Pieces, at: number): Piece {
  return pieces[pieceIndexAt(pieces, at)]!;
}

/** The position in `pieces` of the piece that holds character `at` of the text they describe. */
function pieceIndexAt(pieces: Pieces, at: number): number {
  return Math.max(
    0,
    lastAt(pieces.length, (index) => pieces[index]!.index, at),
  );
}

/** Joins fragments into one text, without what is between them in the file; `at` is the place of an empty result. */
export function concat(fragments: readonly Fragment[], at: number): Fragment {
  const pieces: Piece[] = [];
  let text = '';
  for (const fragment of fragments) {
    appendPieces(pieces, text.length, fragment);
    text += fragment.text;
  }
  const end = pieces.at(-1)?.end;
  // The empty piece at the end marks where the last character ends, in case it was decoded from an escape.
  if (end !== undefined) pieces.push({ index: text.length, start: end, end });
  return fragmentOf(text, pieces, at);
}

/** Text that is not in the file, placed at an offset where it could be. */
export function inserted(text: string, at: number): Fragment {
  return substitute(text, { start: at, end: at });
}

/** Text in place of a stretch of the file, such as the meaning of an escape: each part of it is placed at the whole stretch. */
export function substitute(text: string, { start, end }: Span): Fragment {
  const pieces = [
    { index: 0, start, end },
    { index: text.length, start: end, end },
  ];
  return { text, pieces, from: 0, start, end };
}

function appendPieces(pieces: Piece[], index: number, fragment: Fragment): void {
  const { from, text } = fragment;
  const to = from + text.length;
  for (let at = pieceIndexAt(fragment.pieces, from), done = from; done < to; at++) {
    const piece = fragment.pieces[at]!;
    const next = Math.min(fragment.pieces[at + 1]?.index ?? to, to);
    const start = Math.min(piece.start + (done - piece.index), piece.end);
    const whole = next === (fragment.pieces[at + 1]?.index ?? -1);
    const end = whole ? piece.end : Math.min(piece.start + (next - piece.index), piece.end);
    if (next > done) pieces.push({ index: index + done - from, start, end });
    done = next;
  }
}
