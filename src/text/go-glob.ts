/** Patterns of Go's `filepath.Match`, by which COPY and ADD name their sources. */
import { type PathMatcher, pathMatcher } from './path-glob.ts';

/**
 * Compiles a pattern for one name: `*` is any text, `?` one character, `[a-z]` and `[^a-z]` one of these or any other,
 * `\` takes the meaning from the next character. Nothing else is special. `undefined`: Go refuses the pattern.
 * Source: https://pkg.go.dev/path/filepath#Match
 */
export function goNameMatcher(pattern: string): PathMatcher | undefined {
  let glob = '';
  for (let at = 0; at < pattern.length; at++) {
    const char = pattern[at]!;
    if (char === '\\') {
      const next = pattern[++at];
      if (next === undefined) return undefined;
      glob += `\\${next}`;
    } else if (char === '[') {
      const found = classAt(pattern, at);
      if (!found) return undefined;
      glob += found.glob;
      at = found.end;
    } else if (char === '*') {
      while (pattern[at + 1] === '*') at++;
      glob += '*';
    } else glob += char === '?' ? char : `\\${char}`;
  }
  return pathMatcher(glob);
}

/** Whether COPY takes a text as a pattern. */
export function hasGoWildcard(text: string): boolean {
  return /^(?:[^\\*?[]|\\.)*[*?[]/s.test(text);
}

/** The class that begins at a bracket, and the place of its last character. */
function classAt(
  pattern: string,
  start: number,
): { readonly glob: string; readonly end: number } | undefined {
  let at = start + 1;
  const isNegated = pattern[at] === '^';
  if (isNegated) at++;
  let glob = isNegated ? '[^' : '[';
  for (const first = at; pattern[at] !== ']' || at === first; ) {
    const low = characterAt(pattern, at);
    if (!low) return undefined;
    glob += `\\${low.char}`;
    at = low.end;
    if (pattern[at] !== '-') continue;
    const high = characterAt(pattern, at + 1);
    if (!high) return undefined;
    glob += `-\\${high.char}`;
    at = high.end;
  }
  return { glob: `${glob}]`, end: at };
}

/** A character of a class, perhaps after a backslash. */
function characterAt(
  pattern: string,
  at: number,
): { readonly char: string; readonly end: number } | undefined {
  const isEscaped = pattern[at] === '\\';
  const place = isEscaped ? at + 1 : at;
  const char = pattern[place];
  if (char === undefined || (!isEscaped && (char === '-' || char === ']'))) return undefined;
  return { char, end: place + 1 };
}
