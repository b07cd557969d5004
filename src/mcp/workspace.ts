import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { isDirectory, isInTree } from '../config/tree.ts';
import { UserError } from '../session/user-error.ts';

/** A path in one of the folders of a client. */
export interface Placed {
  /** The folder, absolute. */
  readonly folder: string;
  /** Absolute. */
  readonly file: string;
}

/**
 * Where a path leads: relative to the folder in which it exists, or absolute.
 *
 * @throws {UserError} if it leads out of all folders, by its name or through a link
 */
export function placeOf(path: string, folders: readonly string[]): Placed {
  const inside = folders
    .map((folder) => ({ folder, file: resolve(folder, path) }))
    .filter(({ folder, file }) => isInTree(file, [folder]));
  const placed = inside.find(({ file }) => existsSync(file)) ?? inside[0];
  if (placed !== undefined) return placed;
  const where = folders.map((folder) => `\`${folder}\``).join(', ');
  throw new UserError(
    `\`${path}\` is outside of the workspace`,
    `Paths lead into ${where}; of any other file, give the \`text\`.`,
  );
}

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
