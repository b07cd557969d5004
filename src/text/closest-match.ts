/** What somebody may have meant: the one measure of how near two words are. */

/** Longer words are names of nothing that we know; comparing them would only take time. */
const LONGEST = 255;
/** A word of fewer letters begins too many others. */
const SHORTEST_BEGINNING = 3;

/**
 * The candidate that was probably meant, in any case of letters. At most a third of the letters of the longer word may
 * be wrong; where none is so near, it is the shortest that goes on where the word ends, as `warning` does after `warn`.
 *
 * @param within how many letters may be wrong at most, if fewer than a third of them
 */
export function closestMatch(
  wrong: string,
  candidates: Iterable<string>,
  within = Number.POSITIVE_INFINITY,
): string | undefined {
  if (wrong.length > LONGEST) return undefined;
  const text = wrong.toLowerCase();
  let best: string | undefined;
  let fewest = within + 1;
  let longer: string | undefined;
  for (const candidate of candidates) {
    if (candidate.length > LONGEST) continue;
    const other = candidate.toLowerCase();
    const most = Math.floor(Math.max(text.length, other.length) / 3);
    // The lengths alone tell that most candidates are too far away.
    if (Math.abs(other.length - text.length) <= Math.min(most, fewest - 1)) {
      const edits = editDistance(text, other);
      if (edits <= most && edits < fewest) [best, fewest] = [candidate, edits];
    }
    if (continues(other, text) && (longer === undefined || candidate.length < longer.length))
      longer = candidate;
  }
  return best ?? longer;
}

/** A candidate, and how many letters are wrong if it was meant. */
export interface NearMatch {
  readonly candidate: string;
  readonly edits: number;
}

/**
 * The candidates from which a text differs in at most `within` letters, the nearest first. For names of which it is known how
 * much alike they are, where a third of the letters would be too many: capitals count, and a beginning is no name.
 */
export function matchesWithin(
  text: string,
  candidates: readonly string[],
  within: number,
): readonly NearMatch[] {
  return candidates
    .filter((candidate) => Math.abs(candidate.length - text.length) <= within)
    .map((candidate) => ({ candidate, edits: editDistance(text, candidate) }))
    .filter(({ edits }) => edits <= within)
    .sort((a, b) => a.edits - b.edits);
}

/** Whether a word is the other one with more letters, not one with more words (`user` and `user/root`). */
function continues(word: string, beginning: string): boolean {
  return (
    beginning.length >= SHORTEST_BEGINNING &&
    word.startsWith(beginning) &&
    /[\p{L}\p{N}]/u.test(word.slice(beginning.length, beginning.length + 1))
  );
}

/**
 * How many letters must be put in, taken out or changed to make one text of the other; two neighbors that have changed
 * places count as one ("optimal string alignment"). Takes time in proportion to the product of the lengths.
 */
export function editDistance(a: string, b: string): number {
  let twoAbove: readonly number[] = [];
  let above: readonly number[] = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let row = 1; row <= a.length; row++) {
    const here = [row];
    for (let column = 1; column <= b.length; column++) {
      const same = a[row - 1] === b[column - 1];
      let edits = Math.min(above[column]! + 1, here[column - 1]! + 1, above[column - 1]! + (same ? 0 : 1));
      if (row > 1 && column > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1]) {
        edits = Math.min(edits, twoAbove[column - 2]! + 1);
      }
      here.push(edits);
    }
    [twoAbove, above] = [above, here];
  }
  return above[b.length]!;
}
