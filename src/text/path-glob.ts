/**
 * Globs for paths.
 *
 * A glob may come from a stranger's configuration, so no glob may make matching explode, as regular expressions made
 * from globs can. A glob becomes a small program instead, and all its readings are followed at once: the time grows
 * with the length of the path times the length of the glob.
 */

/** Whether a path, with forward slashes, matches. */
export type PathMatcher = (path: string) => boolean;

/** Whether a text can match more than one path. */
export function isPathGlob(text: string): boolean {
  return !isPlain(text) && tokensOf(text).some(({ kind }) => kind !== 'text');
}

/** Whether a glob has no special characters and so matches only itself. */
export function isPlain(glob: string): boolean {
  return !/[*?[{\\]/.test(glob);
}

/**
 * Compiles a glob into a matcher.
 *
 * - `*` is any text without a slash, `?` one character other than a slash
 * - `**` between slashes is any number of directories, including none; at the end it is everything in a directory
 * - `[abc]` and `[a-z]` are one of these characters, `[!a-z]` is any other character but a slash
 * - `{a,b}` is either of them; both may hold globs, and braces may be nested
 * - `\` before a character makes it an ordinary one
 *
 * Every other character is itself. Names that begin with a dot are like others. Case matters.
 */
export function pathMatcher(glob: string): PathMatcher {
  const tokens = tokensOf(glob);
  const prefix = prefixOf(tokens);
  const program = compile(tokens);
  return (path) =>
    path.startsWith(prefix) && program.shortest <= path.length && path !== '' && runs(program, path);
}

/** The directory that a glob searches in (`.` for the working directory), and the rest of it. */
export function splitPathGlob(glob: string): { readonly base: string; readonly rest: string } {
  const parts = glob.split('/');
  const first = parts.findIndex((part) => !isPlain(part));
  const names = parts.slice(0, first === -1 ? parts.length - 1 : first);
  const rest = parts.slice(names.length).join('/');
  if (names.length === 0) return { base: '.', rest };
  return { base: names.join('/') || '/', rest };
}

/** A piece of a glob. Braces are tokens of their own only where they are closed and offer a choice. */
type Token =
  | { readonly kind: 'text'; readonly char: string }
  | { readonly kind: 'star'; readonly isDouble: boolean }
  | { readonly kind: 'one'; readonly among: CharacterClass | undefined }
  | { readonly kind: 'open' }
  | { readonly kind: 'comma' }
  | { readonly kind: 'close' };

interface CharacterClass {
  readonly isNegated: boolean;
  readonly ranges: readonly (readonly [from: string, to: string])[];
}

function tokensOf(glob: string): readonly Token[] {
  const tokens: Token[] = [];
  const braces = new Braces();
  /** No class is closed after this place. */
  let lastClose = glob.lastIndexOf(']');
  for (let at = 0; at < glob.length; at++) {
    const char = glob[at]!;
    if (char === '\\' && at + 1 < glob.length) tokens.push({ kind: 'text', char: glob[++at]! });
    else if (char === '*') {
      const from = at;
      while (glob[at + 1] === '*') at++;
      tokens.push({ kind: 'star', isDouble: at > from });
    } else if (char === '?') tokens.push({ kind: 'one', among: undefined });
    else if (char === '[' && at < lastClose) {
      const found = classAt(glob, at);
      if (found === undefined) lastClose = -1;
      tokens.push(found ? { kind: 'one', among: found.among } : { kind: 'text', char });
      if (found) at = found.end;
    } else {
      tokens.push({ kind: 'text', char });
      braces.see(char, tokens.length - 1);
    }
  }
  braces.mark(tokens);
  return tokens;
}

/** The text that every match begins with: most paths are ruled out by it. */
function prefixOf(tokens: readonly Token[]): string {
  let prefix = '';
  for (const token of tokens) {
    if (token.kind !== 'text') break;
    prefix += token.char;
  }
  return prefix;
}

/** Braces nested deeper than this are plain text. */
const deepest = 30;

/** Finds the pairs of braces in one pass. */
class Braces {
  readonly #open: { at: number; commas: number[] }[] = [];
  readonly #kinds = new Map<number, 'open' | 'comma' | 'close'>();

  see(char: string, at: number): void {
    if (char === '{') this.#open.push({ at, commas: [] });
    else if (char === ',') this.#open.at(-1)?.commas.push(at);
    else if (char === '}') {
      const brace = this.#open.pop();
      if (brace === undefined || brace.commas.length === 0 || this.#open.length >= deepest) return;
      this.#kinds.set(brace.at, 'open').set(at, 'close');
      for (const comma of brace.commas) this.#kinds.set(comma, 'comma');
    }
  }

  mark(tokens: Token[]): void {
    for (const [at, kind] of this.#kinds) tokens[at] = { kind };
  }
}

/** The class that begins at `start`, and the offset of its closing bracket. */
function classAt(glob: string, start: number): { among: CharacterClass; end: number } | undefined {
  const isNegated = glob[start + 1] === '!' || glob[start + 1] === '^';
  const first = start + (isNegated ? 2 : 1);
  const chars: string[] = [];
  const dashes = new Set<number>();
  for (let at = first; at < glob.length; at++) {
    let char = glob[at]!;
    if (char === ']' && at > first) return { among: { isNegated, ranges: rangesOf(chars, dashes) }, end: at };
    if (char === '\\' && at + 1 < glob.length) char = glob[++at]!;
    else if (char === '-') dashes.add(chars.length);
    chars.push(char);
  }
  return undefined;
}

/** `a-z` is a range; a hyphen at the beginning or the end is a plain character. */
function rangesOf(chars: readonly string[], dashes: ReadonlySet<number>): CharacterClass['ranges'] {
  const ranges: [string, string][] = [];
  for (let at = 0; at < chars.length; at++) {
    const isRange = dashes.has(at + 1) && at + 2 < chars.length;
    ranges.push([chars[at]!, chars[isRange ? at + 2 : at]!]);
    if (isRange) at += 2;
  }
  return ranges;
}

/** One step: take a character and go on at the next step, or go on at either of two steps. */
type Step =
  | { readonly takes: 'text'; readonly char: string }
  | { readonly takes: 'any' }
  | { readonly takes: 'one'; readonly among: CharacterClass | undefined }
  | { readonly takes: 'nothing'; to: number; or: number | undefined };

interface Program {
  readonly steps: readonly Step[];
  /** The length of the shortest match. */
  readonly shortest: number;
}

function compile(tokens: readonly Token[]): Program {
  const steps: Step[] = [];
  const go = (to: number, or?: number) => {
    const step = { takes: 'nothing' as const, to, or };
    steps.push(step);
    return step;
  };
  const repeat = (taken: Step) => {
    const start = steps.length;
    go(start + 1, start + 3);
    steps.push(taken);
    go(start);
  };
  const optional = (fill: () => void) => {
    const skip = go(steps.length + 1);
    fill();
    skip.or = steps.length;
  };
  const slash: Step = { takes: 'text', char: '/' };
  const isSlash = (token: Token | undefined) => token?.kind === 'text' && token.char === '/';
  const isEnd = (token: Token | undefined) =>
    token === undefined || token.kind === 'comma' || token.kind === 'close';
  const isGlobstar = (at: number) => {
    const [before, token, after] = [tokens[at - 1], tokens[at], tokens[at + 1]];
    const isFirst =
      isSlash(before) || before === undefined || before.kind === 'open' || before.kind === 'comma';
    return token?.kind === 'star' && token.isDouble && isFirst && (isSlash(after) || isEnd(after));
  };

  /** Compiles up to the end, a comma or a closing brace; returns its place and the length of the shortest match. */
  const sequence = (from: number): { end: number; shortest: number } => {
    let shortest = 0;
    let at = from;
    while (at < tokens.length) {
      const token = tokens[at]!;
      if (token.kind === 'comma' || token.kind === 'close') break;
      if (token.kind === 'open') {
        const choice = alternatives(at + 1);
        shortest += choice.shortest;
        at = choice.end;
      } else if (isGlobstar(at) && isSlash(tokens[at + 1])) {
        optional(() => {
          repeat({ takes: 'any' });
          steps.push(slash);
        });
        at++;
      } else if (token.kind === 'star') {
        repeat(isGlobstar(at) ? { takes: 'any' } : { takes: 'one', among: undefined });
      } else {
        shortest++;
        steps.push(
          token.kind === 'one' ? { takes: 'one', among: token.among } : { takes: 'text', char: token.char },
        );
      }
      at++;
    }
    return { end: at, shortest };
  };

  /** Compiles the alternatives between braces; returns the place of the closing brace. */
  const alternatives = (from: number): { end: number; shortest: number } => {
    const exits: { to: number }[] = [];
    let shortest = Number.POSITIVE_INFINITY;
    for (let at = from; ; at++) {
      const choice = go(steps.length + 1);
      const one = sequence(at);
      shortest = Math.min(shortest, one.shortest);
      exits.push(go(-1));
      at = one.end;
      if (tokens[at]?.kind === 'close') {
        for (const exit of exits) exit.to = steps.length;
        return { end: at, shortest };
      }
      choice.or = steps.length;
    }
  };

  const { shortest } = sequence(0);
  return { steps, shortest };
}

/** Follows all readings of a program at once. It matches if one of them is complete when the path ends. */
function runs({ steps }: Program, path: string): boolean {
  /** For each step, the last place in the path where it was reached. */
  const seen = new Int32Array(steps.length + 1).fill(-1);
  const reach = (from: number, place: number, reached: number[]): void => {
    const open = [from];
    for (let at = open.pop(); at !== undefined; at = open.pop()) {
      if (seen[at] === place) continue;
      seen[at] = place;
      const step = steps[at];
      if (step?.takes !== 'nothing') reached.push(at);
      else {
        if (step.or !== undefined) open.push(step.or);
        open.push(step.to);
      }
    }
  };
  let current: number[] = [];
  reach(0, 0, current);
  for (let place = 0; place < path.length && current.length > 0; place++) {
    const next: number[] = [];
    for (const at of current) {
      const step = steps[at];
      if (step !== undefined && takes(step, path[place]!)) reach(at + 1, place + 1, next);
    }
    current = next;
  }
  return seen[steps.length] === path.length;
}

function takes(step: Step, char: string): boolean {
  if (step.takes === 'text') return step.char === char;
  if (step.takes === 'any') return true;
  if (step.takes === 'nothing' || char === '/') return false;
  const { among } = step;
  if (among === undefined) return true;
  return among.ranges.some(([from, to]) => from <= char && char <= to) !== among.isNegated;
}
