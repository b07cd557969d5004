import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { BuildContext, ContextEntry } from '../context/context.ts';
import { readIgnoreFile } from '../context/ignore-file.ts';
import { normalizePath } from '../text/paths.ts';

/**
 * The folder of a Dockerfile as its build context, if it has an ignore file; else nothing is known of the context. The file
 * named after the Dockerfile is used in place of `.dockerignore`.
 * Source: https://docs.docker.com/build/concepts/context/#filename-and-location
 *
 * @param file the Dockerfile, an absolute path
 */
export function folderContext(file: string): BuildContext | undefined {
  const folder = dirname(file);
  const name = [`${basename(file)}.dockerignore`, '.dockerignore'].find((one) =>
    existsSync(join(folder, one)),
  );
  const text = name === undefined ? undefined : textOf(join(folder, name));
  if (name === undefined || text === undefined) return undefined;
  const ignoreFile = readIgnoreFile(text, name);
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
