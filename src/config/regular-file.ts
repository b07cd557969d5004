import { closeSync, constants, fstatSync, openSync, readSync, type Stats, statSync } from 'node:fs';

/** A file that cannot be read; the message continues a sentence that begins with the file's name. */
export class UnreadableFile extends Error {}

/**
 * Reads a file that is named in someone else's text. Devices, pipes and what the kernel generates (`/proc`) are
 * refused, because they have no end or wait for one; so are files that are too large.
 *
 * @param largest in bytes
 * @throws {UnreadableFile} for such files, and what `open` throws for a file that is missing or not readable
 */
export function readRegularFile(path: string, largest: number): string {
  // Opening a device may already have an effect.
  check(statSync(path), largest);
  // Without O_NONBLOCK, opening a pipe waits until something writes into it. Windows has neither.
  const descriptor = openSync(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
  try {
    const stats = fstatSync(descriptor);
    check(stats, largest);
    return readAll(descriptor, stats.size);
  } finally {
    closeSync(descriptor);
  }
}

function check(stats: Stats, largest: number): void {
  if (stats.isDirectory()) throw new UnreadableFile('is a directory');
  if (!stats.isFile()) throw new UnreadableFile('is no regular file');
  if (stats.size > largest) throw new UnreadableFile(`is larger than ${largest / 1024 / 1024} MB`);
}

/** Reads as many bytes as the file is said to have. A file of the kernel has more. */
function readAll(descriptor: number, size: number): string {
  const bytes = Buffer.alloc(size + 1);
  let read = 0;
  while (read <= size) {
    const count = readSync(descriptor, bytes, read, size + 1 - read, null);
    if (count === 0) return bytes.toString('utf8', 0, read);
    read += count;
  }
  throw new UnreadableFile('is no regular file');
}
