/** Places as the protocol counts them: lines and characters from 0, characters in the units that were agreed upon. */
import type { Position, Range } from 'vscode-languageserver-protocol/node';
import type { Span } from '../text/fragment.ts';
import { lastAt } from '../text/search.ts';

/** The units of characters that are offered. */
export const encodings = ['utf-16', 'utf-8'] as const;
export type Encoding = (typeof encodings)[number];

/**
 * The lines of a text. Unlike for a builder, a carriage return alone ends a line for an editor; a byte-order mark is no
 * character of the first line.
 */
export class Lines {
  readonly #text: string;
  readonly #starts: readonly number[];
  readonly #encoding: Encoding;

  constructor(text: string, encoding: Encoding) {
    const starts = [text.startsWith('\u{feff}') ? 1 : 0];
    for (const { index, 0: end } of text.matchAll(/\r\n?|\n/g)) starts.push(index + end.length);
    this.#text = text;
    this.#starts = starts;
    this.#encoding = encoding;
  }

  positionAt(offset: number): Position {
    const line = Math.max(
      0,
      lastAt(this.#starts.length, (index) => this.#starts[index]!, offset),
    );
    const start = this.#starts[line]!;
    // No place is between the two characters that end a line.
    const end = Math.max(start, Math.min(offset, this.#endOf(line)));
    const before = this.#text.slice(start, end);
    return { line, character: this.#encoding === 'utf-8' ? byteLength(before) : before.length };
  }

  /** A place beyond the end of a line is the end of that line; one beyond the last line, the end of the text. */
  offsetAt({ line, character }: Position): number {
    const start = this.#starts[line];
    if (start === undefined) return line < 0 ? 0 : this.#text.length;
    const text = this.#text.slice(start, this.#endOf(line));
    if (this.#encoding === 'utf-16') return start + Math.min(Math.max(0, character), text.length);
    let bytes = 0;
    let units = 0;
    for (const one of text) {
      bytes += byteLength(one);
      if (bytes > character) break;
      units += one.length;
    }
    return start + units;
  }

  rangeOf({ start, end }: Span): Range {
    return { start: this.positionAt(start), end: this.positionAt(end) };
  }

  spanOf({ start, end }: Range): Span {
    const [a, b] = [this.offsetAt(start), this.offsetAt(end)];
    return { start: Math.min(a, b), end: Math.max(a, b) };
  }

  /** The end of a line, before what ends it. */
  #endOf(line: number): number {
    const next = this.#starts[line + 1];
    if (next === undefined) return this.#text.length;
    return this.#text.startsWith('\r\n', next - 2) ? next - 2 : next - 1;
  }
}

function byteLength(text: string): number {
  let length = 0;
  for (const one of text) {
    const code = one.codePointAt(0)!;
    length += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
  }
  return length;
}

const known = new WeakMap<object, Lines>();

/** The lines of a file, which are worked out once. */
export function linesOf(source: { readonly text: string }, encoding: Encoding): Lines {
  const lines = known.get(source) ?? new Lines(source.text, encoding);
  known.set(source, lines);
  return lines;
}
