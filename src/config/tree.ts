/** Where the files that a configuration names may be: in its tree, with all symbolic links followed. */
import { existsSync, realpathSync, statSync } from 'node:fs';
import { basename, dirname, join, relative, resolve, sep } from 'node:path';
import { isInside } from './paths.ts';

/** Directories, absolute; `undefined` means that a file may be anywhere. */
export type Tree = readonly string[] | undefined;

/**
 * Whether a file is in a tree after all symbolic links are followed, its own and those on the way to it. Git's own
 * files, such as the credentials in `.git/config`, are in no tree. The file need not exist.
 *
 * @param path absolute
 */
export function isInTree(path: string, tree: Tree): boolean {
  if (tree === undefined) return true;
  const roots = tree.flatMap((root) => [root, realPath(root)]);
  // A path whose name alone leads out is not even looked at: it may be a network share.
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

/** Whether a path is a directory. */
export function isDirectory(path: string): boolean {
  try {
    return statSync(path).isDirectory();
  } catch {
    return false;
  }
}

/** A path without symbolic links, as far as it exists. */
export function realPath(path: string): string {
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
