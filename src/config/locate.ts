import { statSync } from 'node:fs';
import { resolveModule } from './modules.ts';
import { isInTree, packageOf, type Tree } from './tree.ts';

/** A file that a configuration names, and where the files that it names itself may be. */
export interface Located {
  /** Absolute. */
  readonly path: string;
  readonly tree: Tree;
}

/** A configuration names a file that it must not read. */
export class OutOfTree extends Error {}

/**
 * The file that an entry of `extends` or `plugins` refers to. A path stays in the tree of the file that names it; an
 * installed package may be elsewhere, and what it names is in the package or in that tree.
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

/** `name`, `@scope/name`, or a file of one of these; not a URL, and not a path that leads out of a package. */
function isPackageName(specifier: string): boolean {
  const [first = '', ...others] = specifier.split('/');
  return (
    /^@?[\w~-][\w.~-]*$/.test(first) &&
    others.every((part) => /^[\w@~.-]*$/.test(part) && !/^\.{1,2}$/.test(part))
  );
}
