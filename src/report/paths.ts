import { posix } from 'node:path';
import type { Code } from './code.ts';

/** The path of the code in which a place of a file's report lies: mostly that of the file itself. */
export function pathOf(file: { readonly path: string; readonly code: Code }, code: Code): string {
  return code === file.code ? file.path : code.path;
}

/** Whether a path begins at the root of a file system. */
export function isAbsolute(path: string): boolean {
  return path.startsWith('/') || /^[A-Za-z]:\//.test(path);
}

/**
 * A path as seen from another directory; an absolute one is the same from everywhere.
 *
 * @param directory the working directory as seen from there, with forward slashes
 */
export function pathFrom(directory: string, path: string): string {
  return isAbsolute(path) ? path : posix.join(directory, path);
}

/** Where a run is in its repository. Paths have forward slashes. */
export interface Checkout {
  /** The working directory, absolute. */
  readonly cwd: string;
  /** The root of the repository, absolute. */
  readonly root: string;
}

/** A path as seen from the root of the repository; an absolute one, such as that on another drive, is the same from everywhere. */
export function pathInRepository({ cwd, root }: Checkout, path: string): string {
  return isAbsolute(path) ? path : posix.relative(root, posix.join(cwd, path));
}
