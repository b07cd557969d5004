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
 * Replaces a file, or creates it. The new file is written beside it and renamed when it is complete and on disk, so a
 * reader finds the old file or the new one, even if the process is killed. A signal leaves no draft; what `kill -9`
 * leaves, a later run removes.
 *
 * @param path not a symbolic link: see {@link linkedPath}
 * @param write fills the new file
 * @param confirm called right before the renaming. If `write` or `confirm` throws, nothing has changed.
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

/** The target of a symbolic link, so that the link is kept. A path that does not exist is itself. */
export function linkedPath(path: string): string {
  return statSync(path, { throwIfNoEntry: false }) === undefined ? path : realpathSync(path);
}

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/**
 * Makes a signal that ends the process remove a draft first.
 *
 * @returns a function to call when the draft is gone. A signal that came before then ends the process in that call.
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
    // Signals are delivered between two turns of the event loop, and would be lost without a listener.
    await new Promise((resolve) => setImmediate(resolve));
    forget();
  };
}

const looked = new Set<string>();

/** In milliseconds. A process on another machine with the same disk may have the number of a dead one here. */
const surelyOver = 60 * 60_000;

/** Removes the drafts of dead processes. Each directory is checked once. */
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
    // This does not concern the run: its own writing reports its own errors.
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
