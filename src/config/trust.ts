import { parse } from 'node:path';
import { isInside } from './paths.ts';

/** How a configuration came to be used. Paths are absolute. */
export interface Circumstances {
  readonly configFile: string;
  /** The user named it with `--config`. */
  readonly explicit: boolean;
  /** The user gave `--trust`. */
  readonly trust: boolean;
  /** The run is part of a CI run. */
  readonly ci: boolean;
  /** The tree that is linted: see {@link lintedTree}. */
  readonly lintedRoot: string;
}

/**
 * Whether a configuration may run code: load plugins and packages. In CI the tree that is linted may be a stranger's pull
 * request, so that a configuration in it may not unless the one who set up the run says so. At one's own machine it may, as
 * the scripts of package.json may.
 */
export function mayExecute({ configFile, explicit, trust, ci, lintedRoot }: Circumstances): boolean {
  return explicit || trust || !ci || !isInside(configFile, lintedRoot);
}

/**
 * The tree that a file is linted as a part of: its repository or, without one, the working directory. For a file outside of
 * both nothing is known, so that any directory may be part of the tree.
 */
export function lintedTree(file: string, repository: string | undefined, cwd: string): string {
  return repository ?? (isInside(file, cwd) ? cwd : parse(file).root);
}
