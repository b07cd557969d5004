/** Finds which of some words occur in a text, in one pass over the text, however many words there are. */
export class WordFinder {
  /** The words of two or more characters, by their first two. */
  readonly #byBeginning: (readonly string[] | undefined)[] = new Array(SIZE * SIZE).fill(undefined);
  readonly #single: readonly string[];

  /** @param words of ASCII characters */
  constructor(words: Iterable<string>) {
    const all = [...new Set(words)];
    this.#single = all.filter(({ length }) => length === 1);
    for (const word of all) {
      if (word.length === 1) continue;
      const at = word.charCodeAt(0) * SIZE + word.charCodeAt(1);
      this.#byBeginning[at] = [...(this.#byBeginning[at] ?? []), word];
    }
  }

  /** The words that occur in a text, in exact spelling. */
  in(text: string): ReadonlySet<string> {
    const found = new Set(this.#single.filter((word) => text.includes(word)));
    let before = text.charCodeAt(0);
    for (let at = 1; at < text.length; at++) {
      const here = text.charCodeAt(at);
      const words = before < SIZE && here < SIZE ? this.#byBeginning[before * SIZE + here] : undefined;
      if (words !== undefined) {
        for (const word of words) if (text.startsWith(word, at - 1)) found.add(word);
      }
      before = here;
    }
    return found;
  }
}

/** The ASCII characters. */
const SIZE = 128;
