/** The patterns of `${x#pattern}` and similar: `*`, `?`, and a backslash before a character to be taken literally. */

/** A literal character, or any one character. */
type Token = { readonly literal: string } | 'any';

/** The texts before, between and after the stars: `a*b?` has the segments `a` and `b?`. */
export type Pattern = readonly (readonly Token[])[];

/** The stretch of a text that a pattern matches, in characters, `to` exclusive. */
interface Match {
  readonly from: number;
  readonly to: number;
}

/** Reads a pattern. */
export function patternOf(text: string): Pattern {
  const segments: Token[][] = [[]];
  let escaped = false;
  for (const character of text) {
    if (!escaped && character === '\\') {
      escaped = true;
      continue;
    }
    if (!escaped && character === '*') segments.push([]);
    else segments.at(-1)!.push(!escaped && character === '?' ? 'any' : { literal: character });
    escaped = false;
  }
  return segments;
}

/** The text without the shortest, or longest, head that the pattern matches. */
export function withoutPrefix(text: string, pattern: Pattern, longest: boolean): string {
  const characters = [...text];
  const match = matchAt(characters, 0, pattern, longest);
  return match ? characters.slice(match.to).join('') : text;
}

/** The text without the shortest, or longest, tail that the pattern matches. */
export function withoutSuffix(text: string, pattern: Pattern, longest: boolean): string {
  const backwards = [...text].reverse();
  const mirrored = pattern.map((segment) => segment.toReversed()).reverse();
  const match = matchAt(backwards, 0, mirrored, longest);
  return match ? backwards.slice(match.to).reverse().join('') : text;
}

/** The text with the first match, or all matches, replaced; each match is the longest one. */
export function replaced(text: string, pattern: Pattern, replacement: string, all: boolean): string {
  const characters = [...text];
  const parts: string[] = [];
  let done = 0;
  let at = 0;
  while (at <= characters.length) {
    const match = find(characters, at, pattern);
    if (!match) break;
    parts.push(characters.slice(done, match.from).join(''));
    // An empty match at the end of a match does not count.
    if (match.to > done || match.from === 0) parts.push(replacement);
    done = match.to;
    at = match.to > match.from ? match.to : match.to + 1;
    if (!all) break;
  }
  return parts.join('') + characters.slice(done).join('');
}

/**
 * The leftmost match from `at` on, and the longest one there. If the other segments do not follow the first match of
 * the first segment, they follow no later one.
 */
function find(characters: readonly string[], at: number, pattern: Pattern): Match | undefined {
  const from = indexOfSegment(characters, pattern[0]!, at, false);
  return from === undefined ? undefined : matchAt(characters, from, pattern, true);
}

/** The match that begins at `from`. Segments are found one after the other; `longest` decides where the last one is. */
function matchAt(
  characters: readonly string[],
  from: number,
  pattern: Pattern,
  longest: boolean,
): Match | undefined {
  const [first, ...others] = pattern;
  if (!fits(characters, from, first!)) return undefined;
  let to = from + first!.length;
  for (const [index, segment] of others.entries()) {
    const last = index === others.length - 1;
    const start = indexOfSegment(characters, segment, to, longest && last);
    if (start === undefined) return undefined;
    to = start + segment.length;
  }
  return { from, to };
}

/** Where a segment matches, from `at` on: the first or the last place. */
function indexOfSegment(
  characters: readonly string[],
  segment: readonly Token[],
  at: number,
  atLast: boolean,
): number | undefined {
  const end = characters.length - segment.length;
  for (let offset = 0; offset <= end - at; offset++) {
    const place = atLast ? end - offset : at + offset;
    if (fits(characters, place, segment)) return place;
  }
  return undefined;
}

function fits(characters: readonly string[], at: number, segment: readonly Token[]): boolean {
  if (at + segment.length > characters.length) return false;
  return segment.every((token, index) => token === 'any' || token.literal === characters[at + index]);
}
