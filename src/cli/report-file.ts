import { closeSync, mkdirSync, openSync, realpathSync, statSync, writeSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { linkedPath, replaceFile } from '../session/replace-file.ts';
import { UserError } from '../session/user-error.ts';

type Pieces = Iterable<string> | AsyncIterable<string>;

/**
 * Writes a report to a file, and creates its directories. A simultaneous reader sees the old report or the new one,
 * never half of one. Throws {@link UserError} when it cannot be written.
 *
 * @param inputs what the report is made from, absolute: none of it is replaced by it
 */
export async function writeReportFile(
  file: string,
  cwd: string,
  pieces: Pieces,
  inputs: Iterable<string>,
): Promise<void> {
  const given = resolve(cwd, file);
  if (isOneOf(given, inputs))
    throw new UserError(`the report ${file} is not written: it would replace what it is made from`);
  try {
    const path = linkedPath(given);
    mkdirSync(dirname(path), { recursive: true });
    if (canBeReplaced(path)) await replaceFile(path, (descriptor) => writeAll(descriptor, pieces));
    else await writeTo(path, pieces);
  } catch (error) {
    throw new UserError(`the report ${file} cannot be written: ${(error as Error).message}`);
  }
}

/** Whether a path leads to one of some files, be it by links. A file that is not there yet leads to none. */
function isOneOf(path: string, files: Iterable<string>): boolean {
  const own = realPath(path);
  return own !== undefined && [...files].some((other) => realPath(other) === own);
}

function realPath(path: string): string | undefined {
  try {
    return realpathSync.native(path);
  } catch {
    return undefined;
  }
}

/** A pipe or a device (`/dev/stderr`) must be written to directly. */
function canBeReplaced(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isFile() ?? true;
}

async function writeTo(path: string, pieces: Pieces): Promise<void> {
  const descriptor = openSync(path, 'w');
  try {
    await writeAll(descriptor, pieces);
  } finally {
    closeSync(descriptor);
  }
}

async function writeAll(descriptor: number, pieces: Pieces): Promise<void> {
  for await (const piece of pieces) writeSync(descriptor, piece);
}
