import {
  closeSync,
  mkdirSync,
  openSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs';
import { dirname, resolve } from 'node:path';
import { UserError } from './errors.ts';

type Pieces = Iterable<string> | AsyncIterable<string>;

/**
 * Writes a report to a file, with its directories. Who reads it at the same time sees the old report or the new one,
 * never half of one. Throws {@link UserError} when it cannot be written.
 */
export async function writeReportFile(file: string, cwd: string, pieces: Pieces): Promise<void> {
  try {
    const path = linkedPath(resolve(cwd, file));
    mkdirSync(dirname(path), { recursive: true });
    await (canBeReplaced(path) ? replace(path, pieces) : writeTo(path, pieces));
  } catch (error) {
    throw new UserError(`the report ${file} cannot be written: ${(error as Error).message}`);
  }
}

/** Where a link leads, so that it stays a link. */
function linkedPath(path: string): string {
  return statSync(path, { throwIfNoEntry: false }) === undefined ? path : realpathSync(path);
}

/** A pipe or a device (`/dev/stderr`) must be written to itself. */
function canBeReplaced(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isFile() ?? true;
}

async function replace(path: string, pieces: Pieces): Promise<void> {
  const draft = `${path}.${process.pid}.tmp`;
  try {
    await writeTo(draft, pieces);
    renameSync(draft, path);
  } catch (error) {
    rmSync(draft, { force: true });
    throw error;
  }
}

async function writeTo(path: string, pieces: Pieces): Promise<void> {
  const descriptor = openSync(path, 'w');
  try {
    for await (const piece of pieces) writeSync(descriptor, piece);
  } finally {
    closeSync(descriptor);
  }
}
