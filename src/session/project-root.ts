import { homedir, tmpdir } from 'node:os';
import { dirname, parse } from 'node:path';
import { realPath } from '../config/tree.ts';
import type { Extent } from '../project/namings.ts';
import { repositoryRoot } from './repository.ts';

/** The folder in which everything is that may belong to a file. */
export interface ProjectRoot {
  /** Absolute. */
  readonly path: string;
  readonly extent: Extent;
}

/** So many folders above that of a file belong to it without a repository. */
const LEVELS = 3;

/**
 * The root of the repository of a folder. Without one it is the folder three levels up, but none in which files of all kinds
 * come together: the home directory, that for temporary files, the root of the file system.
 *
 * @param folder absolute
 */
export function projectRoot(folder: string): ProjectRoot {
  const repository = repositoryRoot(folder);
  if (repository !== undefined) return { path: repository, extent: 'repository' };
  const shared = new Set([homedir(), tmpdir(), parse(folder).root].map(realPath));
  let path = folder;
  for (let level = 0; level < LEVELS && !shared.has(realPath(dirname(path))); level++) path = dirname(path);
  return { path, extent: shared.has(realPath(path)) ? 'shared' : 'folder' };
}
