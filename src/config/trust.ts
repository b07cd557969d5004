import { isAbsolute, relative, sep } from 'node:path';

/** How a configuration came to be used. Paths are absolute. */
export interface Circumstances {
  readonly configFile: string;
  /** The user named it with `--config`. */
  readonly explicit: boolean;
  /** The user gave `--trust`. */
  readonly trust: boolean;
  /** The run is part of a CI run. */
  readonly ci: boolean;
  /** The tree that is linted: the repository, or the working directory. */
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

function isInside(file: string, directory: string): boolean {
  const path = relative(directory, file);
  return path !== '..' && !path.startsWith(`..${sep}`) && !isAbsolute(path);
}
