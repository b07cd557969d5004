/** Where the files may lie that a configuration names: in its tree, seen from where they really are. */
import { existsSync, realpathSync } from 'node:fs';
import { basename, dirname, join, relative, resolve, sep } from 'node:path';
import { isInside } from './paths.ts';

/** Directories, absolute; nothing means that a file may lie anywhere. */
export type Tree = readonly string[] | undefined;

/**
 * Whether a file lies in a tree once all symbolic links are followed, its own and those on the way to it. What git keeps for
 * itself, such as the credentials in `.git/config`, is in no tree. The file need not be there.
 *
 * @param path absolute
 */
export function isInTree(path: string, tree: Tree): boolean {
  if (tree === undefined) return true;
  const roots = tree.flatMap((root) => [root, realPath(root)]);
  // A path that leads out by its name alone is not even looked at: that may be a share in the network.
  if (!roots.some((root) => isInside(path, root))) return false;
  const real = realPath(path);
  return tree.map(realPath).some((root) => isInside(real, root) && !isGitsOwn(relative(root, real)));
}

/** The directory of the package that a file belongs to, if it belongs to one. */
export function packageOf(path: string): string | undefined {
  for (let at = dirname(path); ; at = dirname(at)) {
    if (existsSync(join(at, 'package.json'))) return at;
    if (dirname(at) === at) return undefined;
  }
}

/** A path without symbolic links, as far as it is there. */
function realPath(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    const parent = dirname(path);
    return parent === path ? path : resolve(realPath(parent), basename(path));
  }
}

/** Names are compared without case, as some file systems do. */
function isGitsOwn(path: string): boolean {
  return path.split(sep).some((name) => name.toLowerCase() === '.git');
}
