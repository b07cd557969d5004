import { closeSync, constants, fstatSync, openSync, readSync, type Stats, statSync } from 'node:fs';

/** What cannot be read as a file is read: in words that go on after its name. */
export class UnreadableFile extends Error {}

/**
 * Reads a file that somebody else's text names. Devices, pipes and what the kernel makes up (`/proc`) are refused, because
 * they have no end or wait for one; so is what is too large.
 *
 * @param largest in bytes
 * @throws {UnreadableFile} when it is none of that, and what `open` throws when it is not there or not to be read
 */
export function readRegularFile(path: string, largest: number): string {
  // To open a device may do something already.
  check(statSync(path), largest);
  // Without O_NONBLOCK the opening of a pipe waits for who writes into it. Windows has neither.
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

/** Reads what a file is said to hold. A file of the kernel holds more. */
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
