import type { Span } from '../text/fragment.ts';
import type { sourceLines } from './source-lines.ts';

/** A node of the parser, or anything else that has such a place. */
export interface Located {
  readonly lineno?: number;
  readonly col_offset?: number;
  readonly end_lineno?: number;
  readonly end_col_offset?: number;
}

/** Where nodes are in a text. */
export interface Places {
  readonly text: string;
  spanOf(node: Located): Span;
}

/** The places in a text. */
export function placesIn(text: string, lines: ReturnType<typeof sourceLines>): Places {
  return {
    text,
    spanOf({ lineno = 1, col_offset = 0, end_lineno = lineno, end_col_offset = col_offset }) {
      return { start: lines.offsetOf(lineno, col_offset), end: lines.offsetOf(end_lineno, end_col_offset) };
    },
  };
}
