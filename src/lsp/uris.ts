import { resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

/**
 * The file that a URI names; `undefined` if it is in no file of this computer: `untitled:`, `git:`.
 *
 * @param windows whether paths are those of Windows
 */
export function fileOfUri(uri: string, windows = process.platform === 'win32'): string | undefined {
  if (!/^file:/i.test(uri)) return undefined;
  try {
    return withLargeDrive(fileURLToPath(uri, { windows }));
  } catch {
    return undefined;
  }
}

/** The URI of a file. */
export function uriOfFile(file: string): string {
  return pathToFileURL(file).href;
}

/** A name for a text that is in no file: one that it might have in a folder. */
export function namelessFile(uri: string, folder: string): string {
  const name = uri.replace(/^[\w+.-]*:/, '').replace(/[^\w.-]+/g, '_');
  return resolve(folder, name === '' ? 'untitled' : name);
}

/** Editors write the letter of a drive as they like; it is one and the same drive. */
function withLargeDrive(path: string): string {
  return path.replace(/^[a-z](?=:[\\/])/, (letter) => letter.toUpperCase());
}
