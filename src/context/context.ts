/**
 * The build context: the files that COPY, ADD and bind mounts can reach, besides the text of the linted file. It is an
 * interface, so that rules ask a folder on disk, a test and a browser the same questions. An answer may be unknown: the file
 * is then neither present nor missing.
 */
import type { SourceFile } from '../text/source.ts';

/**
 * The entry at a path of the context.
 *
 * - `ignored`: it exists, but is excluded from the build (`.dockerignore`)
 * - `missing`: it certainly does not exist
 * - `unknown`: the context, or that part of it, is not known
 */
export type ContextEntry = 'file' | 'directory' | 'ignored' | 'missing' | 'unknown';

/**
 * How sure it is that a folder is the build context.
 *
 * - `given`: by the command line, the configuration, or the program that calls
 * - `named`: by an Azure ML YAML, a compose file, a devcontainer, a build line in a workflow or Makefile
 * - `guessed`: all that the Dockerfile copies is there, or some of it and it looks like a context
 * - `unknown`: no folder fits, or none was looked for
 */
export type Certainty = 'given' | 'named' | 'guessed' | 'unknown';

/**
 * The files of a build. Paths are like those of a COPY: from the root of the context, with forward slashes, optionally with
 * one at the start; `..` does not lead out of the context. Case matters in names.
 */
export interface BuildContext {
  readonly certainty: Certainty;
  /** The folder as shown to people, `.` for the working directory; `undefined` while it is not known. */
  readonly folder: string | undefined;
  /** Why, in words that follow "The build context is …": `named by env/environment.yml:4`. `undefined`: none was looked for. */
  readonly reason: string | undefined;
  /** The entry at a path. The root is a directory, or unknown. */
  stat(path: string): ContextEntry;
  /** The names in a directory, in order, ignored ones too; `undefined` if they are not known, or it is not a directory. */
  list(directory: string): readonly string[] | undefined;
  /** The text of a file; `undefined` if it is not known, or not a text file. */
  read(path: string): string | undefined;
  /** The same as a file to which findings can refer; the same object each time. */
  source(path: string): SourceFile | undefined;
  /** The size of a file in bytes; `undefined` if it is not known. */
  size(path: string): number | undefined;
  /** What keeps a path out of the build, whether or not something is there; `undefined` if nothing does, or it is not known. */
  ignoredBy(path: string): IgnoredBy | undefined;
  /**
   * What keeps a path from being uploaded to Azure ML, which does not read `.dockerignore`, but `.amlignore` in the root of the
   * context, or without one `.gitignore`. Source: azure-ai-ml 1.35.2, `_utils/_asset_utils.py`.
   */
  keptBackBy(path: string): IgnoredBy | undefined;
  /** Whether git ignores a path, so that what is there is made before a build, and lacks in a fresh clone. */
  isUntracked(path: string): boolean;
}

/** Which folder was taken as a build context, and why. */
export type ContextFound = Pick<BuildContext, 'certainty' | 'folder' | 'reason'>;

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
  certainty: 'unknown',
  folder: undefined,
  reason: undefined,
  stat: () => 'unknown',
  list: () => undefined,
  read: () => undefined,
  source: () => undefined,
  size: () => undefined,
  ignoredBy: () => undefined,
  keptBackBy: () => undefined,
  isUntracked: () => false,
};
