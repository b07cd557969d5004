import type { Span } from '../text/fragment.ts';
import type { TextMasker } from '../text/masker.ts';
import { masked } from '../text/secrets.ts';
import { type Cell, cellsOf, wrapText } from './cells.ts';
import { escapeText } from './escape.ts';

/**
 * Words of a file, or about it, in printable form: without secrets, and without characters that act or hide. The
 * original text is not accessible.
 */
export class PrintedText {
  readonly #text: string;
  readonly #masker: TextMasker;
  #found: readonly Span[] | undefined;

  constructor(text: string, masker: TextMasker) {
    this.#text = text;
    this.#masker = masker;
  }

  /** Worked out when the text is first printed, and kept, because a text is measured before it is printed. */
  get #secrets(): readonly Span[] {
    this.#found ??= this.#masker.find(this.#text);
    return this.#found;
  }

  /** Unchanged, with visible line ends. */
  get shown(): string {
    return escapeText(masked(this.#text, this.#secrets));
  }

  /** On one line: line ends and the blanks around them become a blank. */
  get line(): string {
    return escapeText(masked(this.#text, this.#secrets).replaceAll(/\s*[\r\n]\s*/g, ' '));
  }

  /** The characters as a terminal shows them. */
  get cells(): readonly Cell[] {
    return cellsOf(this.#text, this.#secrets);
  }

  /** In lines of a maximum width in columns. */
  wrapped(width: number): readonly string[] {
    return wrapText(this.#text, this.#secrets, width);
  }

  /** The same with words before it. */
  after(words: string): PrintedText {
    return new PrintedText(words + this.#text, this.#masker);
  }
}

/** A name within a printed row, such as a path. */
export function printedName(name: string, masker: TextMasker): string {
  return escapeText(masked(name, masker.find(name)));
}
