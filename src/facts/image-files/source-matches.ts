import { fromRoot } from '../../context/files.ts';
import { goNameMatcher, hasGoWildcard } from '../../text/go-glob.ts';
import { memoized } from '../../text/memoized.ts';
import { resolvePath } from '../../text/paths.ts';
import { ContextTree, type ContextView, MOST_ENTRIES } from './context-tree.ts';
import type { FileTree } from './file-tree.ts';

/**
 * The paths of a tree that a source of COPY names, as Go's `filepath.Match` does it: `*` does not cross a slash, and `**`
 * is the same as `*`. A source without wildcards names one path.
 *
 * @returns `undefined` if it is not known, or if there is too much to look at
 */
export function matchesIn(tree: FileTree | ContextView, source: string): readonly string[] | undefined {
  const known = matchesOf(tree instanceof ContextTree ? tree.view : tree);
  if (!known.has(source)) known.set(source, findMatches(tree, source));
  return known.get(source);
}

/** The answers of a tree. */
const matchesOf = memoized((_tree: object) => new Map<string, readonly string[] | undefined>());

function findMatches(tree: FileTree | ContextView, source: string): readonly string[] | undefined {
  const pattern = fromRoot(source);
  if (hasGoWildcard(pattern)) return globMatches(tree, pattern);
  const path = pattern.replace(/\\(.)/g, '$1');
  const entry = tree.at(path);
  if (entry === 'unknown' || (entry === 'absent' && path !== pattern)) return undefined;
  return entry === 'absent' ? [] : [path];
}

function globMatches(tree: FileTree | ContextView, pattern: string): readonly string[] | undefined {
  let looked = 0;
  let found: readonly string[] = ['/'];
  for (const part of pattern.slice(1).split('/')) {
    const next: string[] = [];
    for (const directory of found) {
      if (!hasGoWildcard(part)) {
        const path = resolvePath(directory, part.replace(/\\(.)/g, '$1'));
        const entry = tree.at(path);
        if (entry === 'unknown') return undefined;
        if (entry !== 'absent') next.push(path);
        continue;
      }
      const isMatch = goNameMatcher(part);
      const { names, isComplete } = tree.list(directory);
      looked += names.length;
      if (!isMatch || !isComplete || looked > MOST_ENTRIES) return undefined;
      next.push(...names.filter(isMatch).map((name) => resolvePath(directory, name)));
    }
    found = next;
  }
  return found;
}
