import { mkdir, open, realpath, rename, rm, stat } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { UserError } from './errors.ts';

type Pieces = Iterable<string> | AsyncIterable<string>;

/**
 * Writes a report to a file, with its directories. Who reads it at the same time sees the old report or the new one,
 * never half of one. Throws {@link UserError} when it cannot be written.
 */
export async function writeReportFile(file: string, cwd: string, pieces: Pieces): Promise<void> {
  try {
    const path = await realpath(resolve(cwd, file)).catch(() => resolve(cwd, file));
    await mkdir(dirname(path), { recursive: true });
    await ((await canBeReplaced(path)) ? replace(path, pieces) : writeTo(path, pieces));
  } catch (error) {
    throw new UserError(`the report cannot be written: ${(error as Error).message}`);
  }
}

/** A pipe or a device (`/dev/stderr`) must be written to itself. */
async function canBeReplaced(path: string): Promise<boolean> {
  return stat(path).then(
    (found) => found.isFile(),
    () => true,
  );
}

async function replace(path: string, pieces: Pieces): Promise<void> {
  const draft = `${path}.${process.pid}.tmp`;
  try {
    await writeTo(draft, pieces);
    await rename(draft, path);
  } catch (error) {
    await rm(draft, { force: true });
    throw error;
  }
}

async function writeTo(path: string, pieces: Pieces): Promise<void> {
  const handle = await open(path, 'w');
  try {
    for await (const piece of pieces) await handle.write(piece);
  } finally {
    await handle.close();
  }
}
