/** Paths inside a Linux image: always with forward slashes, never touching the file system. */

/**
 * Whether a path begins at the root.
 *
 * @example
 * ['/opt/app', 'app', './app'].map(isAbsolute); // => [true, false, false]
 */
export function isAbsolute(path: string): boolean {
  return path.startsWith('/');
}

/**
 * The path without `.`, `..`, doubled slashes and a slash at the end (except for `/` itself).
 *
 * @example
 * normalizePath('/opt//app/./../model/'); // => '/opt/model'
 */
export function normalizePath(path: string): string {
  const parts: string[] = [];
  for (const part of path.split('/')) {
    if (part === '' || part === '.') continue;
    if (part === '..') parts.pop();
    else parts.push(part);
  }
  return `${isAbsolute(path) ? '/' : ''}${parts.join('/')}`;
}

/**
 * A path as seen from a directory; an absolute path stays as it is.
 *
 * @example
 * resolvePath('/opt/app', '../model'); // => '/opt/model'
 * resolvePath('/opt/app', '/model'); // => '/model'
 */
export function resolvePath(directory: string, path: string): string {
  return normalizePath(isAbsolute(path) ? path : `${directory}/${path}`);
}

/**
 * Whether `path` is `directory` or below it. Both are absolute and normalized.
 *
 * @example
 * isWithin('/opt/app/score.py', '/opt/app'); // => true
 * isWithin('/opt/application', '/opt/app'); // => false
 */
export function isWithin(path: string, directory: string): boolean {
  return path === directory || path.startsWith(directory === '/' ? '/' : `${directory}/`);
}

/** The directories that a path is in, `/` first and the one that holds it last; none for `/`. Absolute and normalized. */
export function directoriesAbove(path: string): readonly string[] {
  const directories = path === '/' ? [] : ['/'];
  for (let at = path.indexOf('/', 1); at !== -1; at = path.indexOf('/', at + 1))
    directories.push(path.slice(0, at));
  return directories;
}

/**
 * The last part of a path; '' for `/`.
 *
 * @example
 * baseName('/opt/app/score.py'); // => 'score.py'
 */
export function baseName(path: string): string {
  const normal = normalizePath(path);
  return normal.slice(normal.lastIndexOf('/') + 1);
}

/**
 * A path from a folder that is itself seen from another place: unlike {@link resolvePath}, what leads out of that place is kept.
 *
 * @example
 * pathFrom('../envs', './scoring/'); // => '../envs/scoring'
 * pathFrom('envs', '../../docker'); // => '../docker'
 * pathFrom('.', '.'); // => '.'
 */
export function pathFrom(folder: string, path: string): string {
  if (isAbsolute(path) || isAbsolute(folder)) return resolvePath(folder, path);
  const parts: string[] = [];
  for (const part of `${folder}/${path}`.split('/')) {
    if (part === '' || part === '.') continue;
    if (part === '..' && parts.length > 0 && parts.at(-1) !== '..') parts.pop();
    else parts.push(part);
  }
  return parts.join('/') || '.';
}

/** The folder of a path, `.` if it names none. */
export function folderOf(path: string): string {
  const slash = path.lastIndexOf('/');
  return slash === -1 ? '.' : path.slice(0, slash) || '/';
}
