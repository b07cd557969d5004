/** A word as shown, possibly with colors. */
export interface ShownWord {
  readonly shown: string;
  /** In columns of the terminal. */
  readonly width: number;
}

/** Fills lines of at most `width` columns with words, separated by one blank. A longer word has a line of its own. */
export function fillLines(words: readonly ShownWord[], width: number): readonly string[] {
  const lines: string[] = [];
  let used = Number.POSITIVE_INFINITY;
  for (const word of words) {
    if (used + 1 + word.width <= width) {
      lines.push(`${lines.pop()} ${word.shown}`);
      used += 1 + word.width;
    } else {
      lines.push(word.shown);
      used = word.width;
    }
  }
  return lines;
}
