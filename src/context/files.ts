/**
 * Files around a linted one, as an interface: a repository on disk, or texts in memory, so that the same questions work for
 * a test, an editor and a browser.
 */
import { normalizePath } from '../text/paths.ts';
import { type SourceFile, sourceOf } from '../text/source.ts';

/** What is at a path. `unknown`: it cannot be found out, or must not: the path leads out of what may be read. */
export type FileEntry = 'file' | 'directory' | 'missing' | 'unknown';

/**
 * A tree of files. Paths begin at its root, with forward slashes: `/docker/Dockerfile`. `..` does not lead out of it. Case
 * matters in names, whatever the file system says. Nothing throws.
 */
export interface Files {
  stat(path: string): FileEntry;
  /** The names in a directory, in order; `undefined` if they are not known, or it is not a directory. */
  list(directory: string): readonly string[] | undefined;
  /** A text file; the same object each time. `undefined` for what is not text, too large, or not known. */
  read(path: string): SourceFile | undefined;
  /** In bytes; `undefined` for what is no file, or not known. */
  size(path: string): number | undefined;
}

/**
 * Files in memory.
 *
 * @param texts by path from the root
 *
 * @example
 * const files = filesOf({ 'docker/Dockerfile': 'FROM ubuntu\n' });
 * ['/docker', '/docker/Dockerfile', '/Dockerfile'].map((path) => files.stat(path)); // => ['directory', 'file', 'missing']
 */
export function filesOf(texts: Readonly<Record<string, string>>): Files {
  const sources = new Map(
    Object.entries(texts).map(([path, text]) => {
      const at = fromRoot(path);
      return [at, sourceOf(text, at.slice(1))] as const;
    }),
  );
  const names = new Map<string, Set<string>>([['/', new Set()]]);
  for (const path of sources.keys()) {
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
      const at = fromRoot(path);
      if (names.has(at)) return 'directory';
      return sources.has(at) ? 'file' : 'missing';
    },
    list(directory) {
      const found = names.get(fromRoot(directory));
      return found && [...found].sort();
    },
    read: (path) => sources.get(fromRoot(path)),
    size: (path) => {
      const source = sources.get(fromRoot(path));
      return source && new TextEncoder().encode(source.text).length;
    },
  };
}

/** Like Go's `path.Clean("/" + path)`, which BuildKit uses: nothing leads above the root. */
export function fromRoot(path: string): string {
  return normalizePath(`/${path}`);
}
