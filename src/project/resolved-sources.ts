import { type Files, fromRoot } from '../context/files.ts';
import { goNameMatcher } from '../text/go-glob.ts';
import { resolvePath } from '../text/paths.ts';

/**
 * Whether a source of a COPY leads to something in a folder; `undefined` if that cannot be known. `.` does in every folder
 * that there is.
 */
export function resolvesIn(files: Files, folder: string, source: string): boolean | undefined {
  const parts = fromRoot(source).split('/').slice(1);
  const pattern = parts.findIndex((part) => /[*?[\\]/.test(part));
  if (pattern !== -1)
    return matchesBelow(files, resolvePath(folder, parts.slice(0, pattern).join('/')), parts.slice(pattern));
  const entry = files.stat(resolvePath(folder, parts.join('/')));
  return entry === 'unknown' ? undefined : entry !== 'missing';
}

/** Whether anything matches a pattern, part by part as Go's `filepath.Match` does: no part matches several directories. */
function matchesBelow(files: Files, folder: string, [part, ...rest]: readonly string[]): boolean | undefined {
  if (part === undefined) return true;
  const names = files.list(folder);
  if (names === undefined) return files.stat(folder) === 'missing' ? false : undefined;
  const matches = goNameMatcher(part);
  if (!matches) return undefined;
  const found = names.filter(matches).map((name) => matchesBelow(files, resolvePath(folder, name), rest));
  if (found.includes(true)) return true;
  return found.includes(undefined) ? undefined : false;
}
