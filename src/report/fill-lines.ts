/** A word as it is shown, which may have colors in it. */
export interface ShownWord {
  readonly shown: string;
  /** Columns of the terminal. */
  readonly width: number;
}

/** Words in lines of at most `width` columns, with one blank between two. A word that is longer has a line of its own. */
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
