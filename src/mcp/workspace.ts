import { existsSync } from 'node:fs';
import { relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { isInside } from '../config/paths.ts';
import { isDirectory, isInTree, realPath } from '../config/tree.ts';
import { UserError } from '../session/user-error.ts';

/** A path in one of the folders of a client. */
export interface Placed {
  /** The folder, absolute. */
  readonly folder: string;
  /** Absolute. */
  readonly file: string;
}

/**
 * Where a path leads: relative to the folder in which it exists, or absolute, as a `file:` address, too.
 *
 * @param elsewhere what to do about a file of no folder
 * @throws {UserError} if it leads out of all folders, by its name or through a link
 */
export function placeOf(path: string, folders: readonly string[], elsewhere: string): Placed {
  const given = isAddress.test(path) ? pathOf(path) : path;
  if (given === undefined)
    throw new UserError(`\`${path}\` is no address of a file on this system`, 'Give its path.');
  const inside = folders
    .map((folder) => ({ folder, file: resolve(folder, given) }))
    .filter(({ folder, file }) => isInTree(file, [folder]))
    .map(({ folder, file }) => ({ folder, file: asBelow(folder, file) }));
  const placed = inside.find(({ file }) => existsSync(file)) ?? inside[0];
  if (placed !== undefined) return placed;
  const where = folders.map((folder) => `\`${folder}\``).join(', ');
  throw new UserError(`\`${path}\` is outside of the workspace`, `Paths lead into ${where}; ${elsewhere}.`);
}

/** A file as its folder is named: either may be named without the links on the way to it. */
function asBelow(folder: string, file: string): string {
  return isInside(file, folder) ? file : resolve(folder, relative(realPath(folder), file));
}

const isAddress = /^file:\/\//i;

/** The directories among the roots that a client has told. */
export function foldersAmong(roots: readonly unknown[]): readonly string[] {
  return roots.flatMap((root) => {
    const uri = typeof root === 'object' && root !== null && 'uri' in root ? root.uri : undefined;
    const folder = typeof uri === 'string' ? pathOf(uri) : undefined;
    return folder !== undefined && isDirectory(folder) ? [folder] : [];
  });
}

function pathOf(uri: string): string | undefined {
  try {
    return fileURLToPath(uri);
  } catch {
    return undefined;
  }
}
