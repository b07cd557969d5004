/** Patterns for names and values, as allow lists hold them. */

/**
 * Does a pattern cover a whole text? `*` is any text without a slash, `**` any text at all, `?` one character other
 * than a slash. Case counts.
 *
 * Written by hand because loading a glob library takes longer than linting a file. The pattern is followed along all
 * its readings at once, so that the time grows with the product of both lengths and no pattern can make it explode.
 */
export function matchesGlob(pattern: string, text: string): boolean {
  const wildcard = pattern.search(/[*?]/);
  if (wildcard === -1) return pattern === text;
  // Most patterns are those of other names, which how they begin tells.
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

/** Adds what is reached when stars stand for nothing. */
function skipStars(tokens: readonly string[], places: Set<number>): Set<number> {
  // A set hands out what is added to it while it is walked.
  for (const place of places) {
    if (tokens[place]?.startsWith('*')) places.add(place + 1);
  }
  return places;
}
