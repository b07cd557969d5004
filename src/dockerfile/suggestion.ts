/** What somebody may have meant. */
import { closest, distance } from 'fastest-levenshtein';

const FARTHEST = 2;

/** The known word that is no more than two letters away, if there is one. Compares as given. */
export function suggestionFor(word: string, known: readonly string[]): string | undefined {
  const near = known.filter((other) => Math.abs(other.length - word.length) <= FARTHEST);
  if (near.length === 0) return undefined;
  const best = closest(word, near);
  return distance(word, best) <= FARTHEST ? best : undefined;
}
