import { readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { BuildContext, ContextEntry } from '../context/context.ts';
import { readIgnoreFile } from '../context/ignore-file.ts';
import { normalizePath } from '../text/paths.ts';
import { ignoreFileOf } from './ignore-file-of.ts';

/**
 * The folder of a Dockerfile as its build context, if it has an ignore file; else nothing is known of the context.
 *
 * @param file the Dockerfile, an absolute path
 */
export function folderContext(file: string): BuildContext | undefined {
  const folder = dirname(file);
  const path = ignoreFileOf(file);
  const text = path === undefined ? undefined : textOf(path);
  if (path === undefined || text === undefined) return undefined;
  const ignoreFile = readIgnoreFile(text, basename(path));
  // A path cannot lead out of the folder, because it is normalized from its root.
  const on = (path: string) => join(folder, normalizePath(`/${path}`));
  return {
    stat(path) {
      const entry = entryAt(on(path));
      const isThere = entry === 'file' || entry === 'directory';
      return isThere && on(path) !== on('/') && ignoreFile.ignoredBy(path) ? 'ignored' : entry;
    },
    list: (path) => namesIn(on(path)),
    read: (path) => textOf(on(path)),
    ignoredBy: ignoreFile.ignoredBy,
  };
}

function entryAt(path: string): ContextEntry {
  try {
    const stats = statSync(path);
    if (stats.isDirectory()) return 'directory';
    return stats.isFile() ? 'file' : 'unknown';
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ENOENT' ? 'missing' : 'unknown';
  }
}

function namesIn(path: string): readonly string[] | undefined {
  try {
    return readdirSync(path).sort();
  } catch {
    return undefined;
  }
}
/** Larger files are none that people write. */
const LARGEST = 256 * 1024;

function textOf(path: string): string | undefined {
  try {
    const stats = statSync(path);
    return stats.isFile() && stats.size <= LARGEST ? readFileSync(path, 'utf8') : undefined;
  } catch {
    return undefined;
  }
}
