/** Finds what a misspelled word was probably meant to be. The only measure of how close two words are. */

/** Nothing that we know has a longer name; comparing longer words would only take time. */
const LONGEST = 255;
/** Too many words begin with fewer letters than this. */
const SHORTEST_BEGINNING = 3;

/**
 * The candidate that was probably meant, regardless of case. At most a third of the letters of the longer word may be
 * wrong. If no candidate is that close, the shortest one that continues the word is taken, as `warning` continues
 * `warn`.
 *
 * @param within the largest number of wrong letters, where that is fewer than a third
 *
 * @example
 * closestMatch('requirments', ['requirements', 'readme']); // => 'requirements'
 * closestMatch('warn', ['warning', 'error']); // => 'warning'
 * closestMatch('flask', ['numpy', 'pandas']); // => undefined
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
    // The lengths alone rule out most candidates.
    if (Math.abs(other.length - text.length) <= Math.min(most, fewest - 1)) {
      const edits = editDistance(text, other);
      if (edits <= most && edits < fewest) [best, fewest] = [candidate, edits];
    }
    if (continues(other, text) && (longer === undefined || candidate.length < longer.length))
      longer = candidate;
  }
  return best ?? longer;
}

/** A candidate, and the number of wrong letters if it was meant. */
export interface NearMatch {
  readonly candidate: string;
  readonly edits: number;
}

/**
 * The candidates that differ from a text in at most `within` letters, closest first. For names that are so similar to each
 * other that a third of the letters would be too many: case matters, and a mere beginning does not match.
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

/** Whether a word continues another within the same word: `warning` and `warn`, but not `user/root` and `user`. */
function continues(word: string, beginning: string): boolean {
  return (
    beginning.length >= SHORTEST_BEGINNING &&
    word.startsWith(beginning) &&
    /[\p{L}\p{N}]/u.test(word.slice(beginning.length, beginning.length + 1))
  );
}

/**
 * The number of letters to insert, delete or replace to turn one text into the other; two swapped neighbors count as
 * one ("optimal string alignment"). The time is proportional to the product of the lengths.
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
