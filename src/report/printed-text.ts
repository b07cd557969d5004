import { masked } from '../text/secrets.ts';
import { type Cell, cellsOf, wrapText } from './cells.ts';
import { escapeText } from './escape.ts';
import type { TextMasker } from './secrets.ts';

/**
 * Words of a file, or about it, as they can be printed: without secrets, and with nothing in them that acts or hides. What
 * they are made of cannot be had back.
 */
export class PrintedText {
  readonly #text: string;
  readonly #masker: TextMasker;

  constructor(text: string, masker: TextMasker) {
    this.#text = text;
    this.#masker = masker;
  }

  /** As it is, line ends visible. */
  get shown(): string {
    return escapeText(this.#masker.mask(this.#text));
  }

  /** As one line: line ends and the blanks around them become a blank. */
  get line(): string {
    return escapeText(this.#masker.mask(this.#text).replaceAll(/\s*[\r\n]\s*/g, ' '));
  }

  /** What a terminal shows, character by character. */
  get cells(): readonly Cell[] {
    return cellsOf(this.#text, this.#masker.find(this.#text));
  }

  /** In lines of at most so many columns. */
  wrapped(width: number): readonly string[] {
    return wrapText(this.#text, this.#masker.find(this.#text), width);
  }

  /** The same with words before it. */
  after(words: string): PrintedText {
    return new PrintedText(words + this.#text, this.#masker);
  }
}

/** A name that is printed in a row among others, such as a path. */
export function printedName(name: string, masker: TextMasker): string {
  return escapeText(masked(name, masker.find(name)));
}
