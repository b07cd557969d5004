import { readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { BuildContext } from '../context/context.ts';
import type { FileEntry, Files } from '../context/files.ts';
import { folderContext } from '../context/folder.ts';
import { type SourceFile, sourceOf } from '../text/source.ts';
import { ignoreFileOf } from './ignore-file-of.ts';

/**
 * The folder of a Dockerfile as its build context, if it has an ignore file; else nothing is known of the context.
 *
 * @param file the Dockerfile, an absolute path
 */
export function contextOfFolder(file: string): BuildContext | undefined {
  if (ignoreFileOf(file) === undefined) return undefined;
  const folder = dirname(file);
  const files = filesIn(folder);
  const dockerfile = file.slice(folder.length);
  const reason = 'the folder of the Dockerfile, which has an ignore file';
  return folderContext(files, { path: '/', shown: '.', certainty: 'guessed', reason, dockerfile });
}

function filesIn(folder: string): Files {
  const on = (path: string) => join(folder, path);
  const sources = new Map<string, SourceFile | undefined>();
  return {
    stat: (path) => entryAt(on(path)),
    list: (path) => namesIn(on(path)),
    read(path) {
      if (!sources.has(path)) {
        const text = textOf(on(path));
        sources.set(path, text === undefined ? undefined : sourceOf(text, path.slice(1)));
      }
      return sources.get(path);
    },
    size: (path) => statSync(on(path), { throwIfNoEntry: false })?.size,
  };
}

function entryAt(path: string): FileEntry {
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
