import { closeSync, fsyncSync, openSync, realpathSync, renameSync, rmSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';

/**
 * Puts a new file in the place of another, or where there is none. It is written beside it and renamed once it is whole
 * and on the disk, so that whoever reads, and whatever kills the process, there is the old file or the new one.
 *
 * @param path not a symbolic link: see {@link linkedPath}
 * @param write fills the new file
 * @param confirm is called right before the new file gets its name. When one of the two throws, nothing has happened.
 */
export async function replaceFile(
  path: string,
  write: (descriptor: number) => void | Promise<void>,
  confirm?: () => void,
): Promise<void> {
  const draft = join(dirname(path), `.azml-lint-${process.pid}-${Math.random().toString(36).slice(2)}.tmp`);
  const descriptor = openSync(draft, 'wx');
  try {
    try {
      await write(descriptor);
      fsyncSync(descriptor);
    } finally {
      closeSync(descriptor);
    }
    confirm?.();
    renameSync(draft, path);
  } catch (error) {
    rmSync(draft, { force: true });
    throw error;
  }
}

/** Where a symbolic link leads, so that it stays one. A path that leads to nothing is itself. */
export function linkedPath(path: string): string {
  return statSync(path, { throwIfNoEntry: false }) === undefined ? path : realpathSync(path);
}
