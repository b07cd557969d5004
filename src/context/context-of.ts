import { normalizePath } from '../text/paths.ts';
import type { BuildContext } from './context.ts';
import { readIgnoreFile } from './ignore-file.ts';

const DOCKERIGNORE = '.dockerignore';

/**
 * A context with exactly the given files. One of them may be `.dockerignore`.
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
  const ignoreFile = readIgnoreFile(texts.get(`/${DOCKERIGNORE}`) ?? '', DOCKERIGNORE);
  return {
    stat(path) {
      const at = clean(path);
      if (!names.has(at) && !texts.has(at)) return 'missing';
      if (at !== '/' && ignoreFile.ignoredBy(at)) return 'ignored';
      return names.has(at) ? 'directory' : 'file';
    },
    ignoredBy: ignoreFile.ignoredBy,
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
