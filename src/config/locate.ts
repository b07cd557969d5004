import { statSync } from 'node:fs';
import { resolveModule } from './modules.ts';
import { isInTree, packageOf, type Tree } from './tree.ts';

/** A file that a configuration names, and where the files may lie that it names itself. */
export interface Located {
  /** Absolute. */
  readonly path: string;
  readonly tree: Tree;
}

/** What a configuration names lies where it may not reach. */
export class OutOfTree extends Error {}

/**
 * The file that an entry of `extends` or `plugins` stands for. A path stays in the tree of the file that names it; an
 * installed package may lie elsewhere, and what it names lies in the package or in that tree.
 *
 * @throws {OutOfTree}
 * @throws {Error} if there is no such package, or if a path leads to a device or a pipe
 */
export async function locate(specifier: string, from: Located): Promise<Located> {
  const path = await resolveModule(specifier, from.path);
  const home = isPackageName(specifier) ? packageOf(path) : undefined;
  const tree = from.tree && home !== undefined ? [...from.tree, home] : from.tree;
  if (!isInTree(path, tree)) throw new OutOfTree();
  const stats = statSync(path, { throwIfNoEntry: false });
  if (stats !== undefined && !stats.isFile() && !stats.isDirectory())
    throw new Error('it is no regular file');
  return { path, tree };
}

/** `name`, `@scope/name`, or a file of one of these; not a URL, and no path through one to somewhere else. */
function isPackageName(specifier: string): boolean {
  const [first = '', ...others] = specifier.split('/');
  return (
    /^@?[\w~-][\w.~-]*$/.test(first) &&
    others.every((part) => /^[\w@~.-]*$/.test(part) && !/^\.{1,2}$/.test(part))
  );
}
