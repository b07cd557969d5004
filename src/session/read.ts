import { isUtf8 } from 'node:buffer';
import { closeSync, openSync, readSync } from 'node:fs';
import type { Readable } from 'node:stream';
import { UserError } from './user-error.ts';

/** No Dockerfile is larger, and a larger file could be endless (`/dev/zero`). */
const largest = 64 * 1024 * 1024;

/** The text that was read. */
export interface Input {
  readonly text: string;
  /** Whether the text is exactly what was read: written again, it gives the same bytes. */
  readonly isExact: boolean;
}

/** Reads a file as text. Throws {@link UserError} when it cannot be read, or is not text. */
export function readText(file: string): Input {
  try {
    return inputOf(readBytes(file));
  } catch (error) {
    if (error instanceof UserError) throw error;
    throw new UserError(reasonOf(error as NodeJS.ErrnoException));
  }
}

/** Reads standard input to its end. Throws as {@link readText} does. */
export async function readStandardInput(stdin: Readable): Promise<Input> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of stdin) {
    const bytes = Buffer.from(chunk);
    chunks.push(bytes);
    size += bytes.length;
    if (size > largest) throw tooLarge();
  }
  return inputOf(Buffer.concat(chunks));
}

/** The buffer for reading. It is used for one file after the other, because allocating takes longer than reading. */
const piece = Buffer.allocUnsafe(64 * 1024);

/** The content of a file, valid until the next one is read. A pipe has no size, so everything is read in pieces. */
function readBytes(file: string): Buffer {
  const descriptor = openSync(file, 'r');
  try {
    const full: Buffer[] = [];
    for (let size = 0, filled = 0; ; ) {
      const count = readSync(descriptor, piece, filled, piece.length - filled, null);
      filled += count;
      size += count;
      if (size > largest) throw tooLarge();
      if (count === 0) {
        const rest = piece.subarray(0, filled);
        return full.length === 0 ? rest : Buffer.concat([...full, rest]);
      }
      if (filled < piece.length) continue;
      full.push(Buffer.from(piece));
      filled = 0;
    }
  } finally {
    closeSync(descriptor);
  }
}

/** Bytes that are not UTF-8 become U+FFFD: a build tolerates them in comments. No Dockerfile contains NUL. */
function inputOf(bytes: Buffer): Input {
  const isUtf16 = (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff);
  if (isUtf16) throw new UserError('is UTF-16, which a build cannot read: save it as UTF-8');
  if (bytes.includes(0)) throw new UserError('is a binary file, not a Dockerfile');
  return { text: bytes.toString('utf8'), isExact: isUtf8(bytes) };
}

function tooLarge(): UserError {
  return new UserError('is larger than 64 MB: that is not a Dockerfile');
}

/** Why something could not be read, in words that follow its name. */
export function reasonOf({ code, message }: NodeJS.ErrnoException): string {
  switch (code) {
    case 'EACCES':
    case 'EPERM':
      return 'cannot be read: permission denied';
    case 'ENOENT':
      return 'is gone';
    case 'ELOOP':
      return 'is a symbolic link that leads round in a circle';
    default:
      return `cannot be read: ${message}`;
  }
}
