/** Globs for names and values, as used in allow lists. */

/**
 * Whether a pattern matches a whole text. `*` is any text without a slash, `**` any text at all, `?` one character
 * other than a slash. Case matters.
 *
 * Written by hand because loading a glob library takes longer than linting a file. All readings of the pattern are
 * followed at once: the time grows with the product of both lengths, so no pattern can make it explode.
 *
 * @example
 * matchesGlob('azureml/*', 'azureml/minimal'); // => true
 * matchesGlob('azureml/*', 'azureml/curated/pytorch'); // => false
 * matchesGlob('azureml/**', 'azureml/curated/pytorch'); // => true
 */
export function matchesGlob(pattern: string, text: string): boolean {
  const wildcard = pattern.search(/[*?]/);
  if (wildcard === -1) return pattern === text;
  // Most patterns fail on their first letters.
  if (!text.startsWith(pattern.slice(0, wildcard))) return false;
  const tokens = pattern.match(/\*\*|\*|\?|[^*?]/gs) ?? [];
  let places = skipStars(tokens, new Set([0]));
  for (const character of text) {
    const next = new Set<number>();
    for (const place of places) {
      const token = tokens[place];
      if (token === '**' || (token === '*' && character !== '/')) next.add(place);
      else if (token === character || (token === '?' && character !== '/')) next.add(place + 1);
    }
    places = skipStars(tokens, next);
  }
  return places.has(tokens.length);
}

/** Adds the places that are reached when stars match nothing. */
function skipStars(tokens: readonly string[], places: Set<number>): Set<number> {
  // Iterating over a set also visits what is added meanwhile.
  for (const place of places) {
    if (tokens[place]?.startsWith('*')) places.add(place + 1);
  }
  return places;
}
