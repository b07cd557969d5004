import { distance } from 'fastest-levenshtein';

/**
 * The candidate that was probably meant, in any case of letters, if one is near enough.
 *
 * @param within how many letters may be wrong; by default at most a third of them
 */
export function nearest(
  wrong: string,
  candidates: Iterable<string>,
  within = Math.max(1, Math.floor(wrong.length / 3)),
): string | undefined {
  const text = wrong.toLowerCase();
  let best: string | undefined;
  let fewest = within + 1;
  for (const candidate of candidates) {
    // The lengths alone tell that most candidates are too far away.
    if (Math.abs(candidate.length - wrong.length) >= fewest) continue;
    const edits = distance(text, candidate.toLowerCase());
    if (edits < fewest) [best, fewest] = [candidate, edits];
  }
  return best;
}
