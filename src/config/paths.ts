import { relative, sep } from 'node:path';

/** A path with forward slashes on every system. */
export function slashed(path: string): string {
  return sep === '/' ? path : path.replaceAll(sep, '/');
}

/** A path as people are shown it: relative to the working directory. */
export function shownPath(path: string, cwd: string): string {
  return slashed(relative(cwd, path)) || '.';
}
