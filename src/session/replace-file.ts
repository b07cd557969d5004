import {
  closeSync,
  fsyncSync,
  openSync,
  readdirSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs';
import { dirname, join } from 'node:path';

/**
 * Puts a new file in the place of another, or where there is none. It is written beside it and renamed once it is whole
 * and on the disk, so that whoever reads, and whatever kills the process, there is the old file or the new one. What a
 * signal interrupts leaves nothing else behind; what `kill -9` leaves, a later run removes.
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
  removeLeftovers(dirname(path));
  const draft = join(dirname(path), `.azml-lint-${process.pid}-${Math.random().toString(36).slice(2)}.tmp`);
  const done = removeWhenInterrupted(draft);
  try {
    const descriptor = openSync(draft, 'wx');
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
  } finally {
    await done();
  }
}

/** Where a symbolic link leads, so that it stays one. A path that leads to nothing is itself. */
export function linkedPath(path: string): string {
  return statSync(path, { throwIfNoEntry: false }) === undefined ? path : realpathSync(path);
}

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/**
 * From now on a signal that ends the process removes a draft before.
 *
 * @returns to be called when the draft is gone. A signal that has come by then ends the process there.
 */
function removeWhenInterrupted(draft: string): () => Promise<void> {
  const end = (signal: NodeJS.Signals) => {
    rmSync(draft, { force: true });
    forget();
    process.kill(process.pid, signal);
  };
  const forget = () => {
    for (const signal of signals) process.off(signal, end);
  };
  for (const signal of signals) process.on(signal, end);
  return async () => {
    // Signals are told between two turns of the loop, and would be lost without a listener.
    await new Promise((resolve) => setImmediate(resolve));
    forget();
  };
}

const looked = new Set<string>();

/** In milliseconds. A process elsewhere, on the same disk, may have the number of one that is not here. */
const surelyOver = 60 * 60_000;

/** Removes the drafts of processes that are no more. A directory is looked at once. */
function removeLeftovers(directory: string): void {
  if (looked.has(directory)) return;
  looked.add(directory);
  try {
    for (const name of readdirSync(directory)) {
      const [, pid] = /^\.azml-lint-(\d+)-[a-z\d]+\.tmp$/.exec(name) ?? [];
      if (pid === undefined || isRunning(Number(pid))) continue;
      const path = join(directory, name);
      if (Date.now() - statSync(path).mtimeMs > surelyOver) rmSync(path);
    }
  } catch {
    // It is no matter of this run: what it writes, it tells about itself.
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
