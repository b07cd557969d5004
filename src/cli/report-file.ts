import { closeSync, mkdirSync, openSync, statSync, writeSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { linkedPath, replaceFile } from '../session/replace-file.ts';
import { UserError } from '../session/user-error.ts';

type Pieces = Iterable<string> | AsyncIterable<string>;

/**
 * Writes a report to a file, and creates its directories. A simultaneous reader sees the old report or the new one,
 * never half of one. Throws {@link UserError} when it cannot be written.
 */
export async function writeReportFile(file: string, cwd: string, pieces: Pieces): Promise<void> {
  try {
    const path = linkedPath(resolve(cwd, file));
    mkdirSync(dirname(path), { recursive: true });
    if (canBeReplaced(path)) await replaceFile(path, (descriptor) => writeAll(descriptor, pieces));
    else await writeTo(path, pieces);
  } catch (error) {
    throw new UserError(`the report ${file} cannot be written: ${(error as Error).message}`);
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
