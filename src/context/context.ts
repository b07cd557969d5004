/**
 * The build context: the files that COPY, ADD and bind mounts can reach, beside the text of the file that is linted. An interface,
 * so that rules ask the same of a folder on disk, of a test and of a browser. Not to know is an answer: what a context does not tell
 * is neither there nor missing.
 */
import { normalizePath } from '../text/paths.ts';

/**
 * What is at a path of the context.
 *
 * - `ignored`: it is there, but kept back from the build (`.dockerignore`)
 * - `missing`: it is certainly not there
 * - `unknown`: the context is not known, or not that part of it
 */
export type ContextEntry = 'file' | 'directory' | 'ignored' | 'missing' | 'unknown';

/**
 * The files of a build. Paths are those of a COPY: from the root of the context, with forward slashes, with or without one at the
 * start; `..` does not lead out of it. Names are compared letter by letter.
 */
export interface BuildContext {
  /** What is at a path. The root is a directory, or unknown. */
  stat(path: string): ContextEntry;
  /** The names in a directory, in order; `undefined` where that is not known, or is no directory. */
  list(directory: string): readonly string[] | undefined;
  /** The text of a file; `undefined` where that is not known, or is no text file. */
  read(path: string): string | undefined;
}

/** The context of a text of which nothing else is known. */
export const unknownContext: BuildContext = {
  stat: () => 'unknown',
  list: () => undefined,
  read: () => undefined,
};

/**
 * A context that holds exactly some files.
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

/** As Go's `path.Clean("/" + path)`, which BuildKit uses. */
function clean(path: string): string {
  return normalizePath(`/${path}`);
}
