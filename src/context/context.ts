/**
 * The build context: the files that COPY, ADD and bind mounts can reach, besides the text of the linted file. It is an
 * interface, so that rules ask a folder on disk, a test and a browser the same questions. An answer may be unknown: the file
 * is then neither present nor missing.
 */
import { normalizePath } from '../text/paths.ts';

/**
 * The entry at a path of the context.
 *
 * - `ignored`: it exists, but is excluded from the build (`.dockerignore`)
 * - `missing`: it certainly does not exist
 * - `unknown`: the context, or that part of it, is not known
 */
export type ContextEntry = 'file' | 'directory' | 'ignored' | 'missing' | 'unknown';

/**
 * The files of a build. Paths are like those of a COPY: from the root of the context, with forward slashes, optionally with
 * one at the start; `..` does not lead out of the context. Case matters in names.
 */
export interface BuildContext {
  /** The entry at a path. The root is a directory, or unknown. */
  stat(path: string): ContextEntry;
  /** The names in a directory, in order; `undefined` if they are not known, or it is not a directory. */
  list(directory: string): readonly string[] | undefined;
  /** The text of a file; `undefined` if it is not known, or not a text file. */
  read(path: string): string | undefined;
}

/** The context of a text about which nothing else is known. */
export const unknownContext: BuildContext = {
  stat: () => 'unknown',
  list: () => undefined,
  read: () => undefined,
};

/**
 * A context with exactly the given files.
 *
 * @param files their texts by path, from the root of the context
 *
 * @example
 * const context = contextOf({ 'src/score.py': 'def init(): …' });
 * ['/src', 'src/score.py', 'score.py'].map((path) => context.stat(path)); // => ['directory', 'file', 'missing']
 */
export function contextOf(files: Readonly<Record<string, string>>): BuildContext {
  const texts = new Map(Object.entries(files).map(([path, text]) => [clean(path), text]));
  const names = new Map<string, Set<string>>([['/', new Set()]]);
  for (const path of texts.keys()) {
    for (let at = path; at !== '/'; ) {
      const slash = at.lastIndexOf('/');
      const parent = at.slice(0, slash) || '/';
      const siblings = names.get(parent) ?? new Set();
      names.set(parent, siblings.add(at.slice(slash + 1)));
      at = parent;
    }
  }
  return {
    stat(path) {
      const at = clean(path);
      if (names.has(at)) return 'directory';
      return texts.has(at) ? 'file' : 'missing';
    },
    list(directory) {
      const found = names.get(clean(directory));
      return found && [...found].sort();
    },
    read: (path) => texts.get(clean(path)),
  };
}

/** Like Go's `path.Clean("/" + path)`, which BuildKit uses. */
function clean(path: string): string {
  return normalizePath(`/${path}`);
}
