/** Paths of a project: from its root, normalized. */
import { directoriesAbove, isAbsolute } from '../text/paths.ts';

/**
 * A relative path as seen from a directory, which is absolute and normalized; `undefined` if it is absolute itself or leads
 * above the root.
 *
 * @example
 * resolveBelowRoot('/env', '../docker'); // => '/docker'
 * resolveBelowRoot('/env', '../../docker'); // => undefined
 */
export function resolveBelowRoot(directory: string, path: string): string | undefined {
  if (isAbsolute(path)) return undefined;
  const parts = directory.split('/').filter((part) => part !== '');
  for (const part of path.split('/')) {
    if (part === '' || part === '.') continue;
    if (part !== '..') parts.push(part);
    else if (parts.pop() === undefined) return undefined;
  }
  return `/${parts.join('/')}`;
}

/**
 * The directory that holds a path; `/` for what is there. Absolute and normalized.
 *
 * @example
 * ['/opt/app', '/opt', '/'].map(directoryOf); // => ['/opt', '/', '/']
 */
export function directoryOf(path: string): string {
  return path.slice(0, Math.max(1, path.lastIndexOf('/')));
}

/**
 * The directories above a directory, the nearest first.
 *
 * @example
 * ancestorsOf('/opt/app'); // => ['/opt', '/']
 */
export function ancestorsOf(directory: string): readonly string[] {
  return directoriesAbove(directory).toReversed();
}
