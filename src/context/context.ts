/**
 * The build context: the files that COPY, ADD and bind mounts can reach, besides the text of the linted file. It is an
 * interface, so that rules ask a folder on disk, a test and a browser the same questions. An answer may be unknown: the file
 * is then neither present nor missing.
 */

/**
 * The entry at a path of the context.
 *
 * - `ignored`: it exists, but is excluded from the build (`.dockerignore`)
 * - `missing`: it certainly does not exist
 * - `unknown`: the context, or that part of it, is not known
 */
export type ContextEntry = 'file' | 'directory' | 'ignored' | 'missing' | 'unknown';

/**
 * The files of a build. Paths are like those of a COPY: from the root of the context, with forward slashes, optionally with
 * one at the start; `..` does not lead out of the context. Case matters in names.
 */
export interface BuildContext {
  /** The entry at a path. The root is a directory, or unknown. */
  stat(path: string): ContextEntry;
  /** The names in a directory, in order; `undefined` if they are not known, or it is not a directory. */
  list(directory: string): readonly string[] | undefined;
  /** The text of a file; `undefined` if it is not known, or not a text file. */
  read(path: string): string | undefined;
  /** What keeps a path out of the build, whether or not something is there; `undefined` if nothing does, or it is not known. */
  ignoredBy(path: string): IgnoredBy | undefined;
}

/** The line of an ignore file that keeps a path out of the build. For the root it is one that keeps out everything. */
export interface IgnoredBy {
  /** The name of the ignore file: `.dockerignore`. */
  readonly file: string;
  /** From 1. */
  readonly line: number;
  readonly pattern: string;
  /** The file also has lines with `!`, which may let in some of what is below the path. */
  readonly hasExceptions: boolean;
}

/** The context of a text about which nothing else is known. */
export const unknownContext: BuildContext = {
  stat: () => 'unknown',
  list: () => undefined,
  read: () => undefined,
  ignoredBy: () => undefined,
};
