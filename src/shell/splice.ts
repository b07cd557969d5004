import { type Fragment, fragmentOf, type Piece, pieceIndexAt, type Span, slice } from '../text/fragment.ts';

/** Text that stands for a stretch of the file without being it: a decoded escape, or text the file does not hold. */
export interface Substitute extends Span {
  readonly text: string;
}

/** Joins texts into one that still knows where each character came from. An empty list stands at `at`. */
export function splice(parts: readonly (Fragment | Substitute)[], at: number): Fragment {
  const pieces: Piece[] = [];
  let text = '';
  let end = at;
  for (const part of parts) {
    if (part.text === '') continue;
    if ('pieces' in part) appendPieces(pieces, part, text.length);
    else pieces.push({ index: text.length, start: part.start, end: part.end });
    text += part.text;
    end = part.end;
  }
  // A last piece of no length says how many characters the one before it holds.
  if (pieces.length > 0) pieces.push({ index: text.length, start: end, end });
  return fragmentOf(text, pieces, at);
}

/** Part `[from, to)` of a fragment with the escape at `from` decoded: the text `decoded` stands for all of it. */
export function decode(fragment: Fragment, from: number, to: number, decoded: string): Substitute {
  const { start, end } = slice(fragment, from, to);
  return { text: decoded, start, end };
}

/** Copies the pieces that a fragment is made of, so that its first character has index `shift`. */
function appendPieces(pieces: Piece[], part: Fragment, shift: number): void {
  const last = part.from + part.text.length;
  for (let at = pieceIndexAt(part.pieces, part.from); ; at++) {
    const piece = part.pieces[at]!;
    const next = part.pieces[at + 1];
    const skipped = Math.max(0, part.from - piece.index);
    const isLast = next === undefined || next.index >= last;
    pieces.push({
      index: shift + piece.index + skipped - part.from,
      start: Math.min(piece.start + skipped, piece.end),
      end: isLast ? part.end : piece.end,
    });
    if (isLast) return;
  }
}
