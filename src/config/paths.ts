import { isAbsolute, relative, resolve, sep } from 'node:path';

/** A path with forward slashes on every system. */
export function slashed(path: string): string {
  return sep === '/' ? path : path.replaceAll(sep, '/');
}

/** A path as shown to people: relative to the working directory. */
export function shownPath(path: string, cwd: string): string {
  return slashed(relative(cwd, path)) || '.';
}

/** Whether a file is in a directory, at any depth. Both are absolute. */
export function isInside(file: string, directory: string): boolean {
  const path = relative(directory, file);
  return path !== '..' && !path.startsWith(`..${sep}`) && !isAbsolute(path);
}

/**
 * The path that globs of a configuration are matched against: relative to the directory of the configuration, or to the
 * working directory for files outside of it.
 */
export function globPath(path: string, directory: string, cwd: string): string {
  const file = resolve(cwd, path);
  return shownPath(file, isInside(file, directory) ? directory : cwd);
}
