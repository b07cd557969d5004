/** Ignore files of Docker: which paths of a folder are kept out of the build context. */
import dockerignore from '@balena/dockerignore';
import { normalizePath } from '../text/paths.ts';
import type { IgnoredBy } from './context.ts';

/** What one ignore file says. */
export interface IgnoreFile {
  /** What keeps a path out, as {@link BuildContext.ignoredBy} has it. */
  ignoredBy(path: string): IgnoredBy | undefined;
}

/** The ignore file of a folder without one. */
export const nothingIgnored: IgnoreFile = { ignoredBy: () => undefined };

/** Its types say that the module has a default; it is the function itself. */
const createIgnore = dockerignore as unknown as typeof dockerignore.default;

interface Line {
  /** From 1. */
  readonly line: number;
  readonly pattern: string;
}

/**
 * Reads an ignore file. Lines are read as BuildKit does it: blanks around them do not count, nor does a slash at the start;
 * `#` begins a comment in the first column only. Source: moby/patternmatcher, `ignorefile`.
 *
 * @param name the name of the file, for messages
 */
export function readIgnoreFile(text: string, name: string): IgnoreFile {
  const lines = linesOf(text);
  const all = matcherOf(lines.map(({ pattern }) => pattern));
  const hasExceptions = lines.some(({ pattern }) => pattern.startsWith('!'));
  return {
    ignoredBy(path) {
      const asked = normalizePath(`/${path}`).slice(1);
      const by =
        asked === ''
          ? lines.find(({ pattern }) => EVERYTHING.test(pattern))
          : all(asked)
            ? lines.findLast(({ pattern }) => !pattern.startsWith('!') && matcherOf([pattern])(asked))
            : undefined;
      return by && { file: name, ...by, hasExceptions };
    },
  };
}

/** A pattern that keeps out whatever is in the root. */
const EVERYTHING = /^\*(?:\*(?:\/\*)?)?$/;

function linesOf(text: string): readonly Line[] {
  return text
    .replace(/^\uFEFF/, '')
    .split('\n')
    .map((line, index) => ({ line: index + 1, text: line.startsWith('#') ? '' : line.trim() }))
    .filter((line) => line.text !== '' && line.text !== '!')
    .map(({ line, text: written }) => ({ line, pattern: cleaned(written) }));
}

/** A pattern without what does not matter: `./a/`, `/a` and `a` are the same. One that leads out of the folder matches nothing. */
function cleaned(written: string): string {
  const [, not = '', pattern = ''] = /^(!?)\s*(.*)$/.exec(written) ?? [];
  const path = normalizePath(`/${pattern}`).slice(1);
  return leadsOut(pattern) ? `${not}${NOTHING}` : `${not}${path}`;
}

/** No path that is asked about has such a name. */
const NOTHING = '\0';

function leadsOut(pattern: string): boolean {
  let depth = 0;
  for (const part of pattern.startsWith('/') ? [] : pattern.split('/')) {
    if (part === '..') depth--;
    else if (part !== '' && part !== '.') depth++;
    if (depth < 0) return true;
  }
  return false;
}

function matcherOf(patterns: readonly string[]): (path: string) => boolean {
  const ignore = createIgnore({ ignorecase: false }).add(patterns.map(asLibraryHasIt).filter(isReadable));
  return (path) => ignore.ignores(path);
}

/**
 * The library takes some characters as they are in regular expressions, and `**a` as `**` and `/a`; for Go they are ordinary, and
 * `**a` is whatever ends in `a`. What Go says is in `fixtures/context/go-patterns.json`.
 */
function asLibraryHasIt(pattern: string): string {
  const [, not = '', rest = ''] = /^(!?)(.*)$/s.exec(pattern) ?? [];
  const ending = /^\*\*([^/*?[\\][^*?[\\]*)$/.exec(rest)?.[1];
  const same = ending === undefined ? rest : `**/*${ending}`;
  return not + same.replace(/\\.|\[[^\]]*\]|[+(){}|^]/gs, (part) => (part.length > 1 ? part : `\\${part}`));
}

/** A bracket that is not closed stops the build, and the library. */
function isReadable(pattern: string): boolean {
  try {
    createIgnore({ ignorecase: false }).add(pattern.replace(/^!/, '')).ignores('a');
    return true;
  } catch {
    return false;
  }
}

/** Whether paths match patterns like those of an ignore file: `COPY --exclude`. */
export function filesMatcher(patterns: readonly string[]): (path: string) => boolean {
  const matches = matcherOf(patterns.map(cleaned).filter((pattern) => pattern !== '' && pattern !== '!'));
  return (path) => {
    const asked = normalizePath(`/${path}`).slice(1);
    return asked !== '' && matches(asked);
  };
}
