import {
  accessSync,
  constants,
  fchmodSync,
  fchownSync,
  fstatSync,
  readFileSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { linkedPath, replaceFile } from './replace-file.ts';
import { UserError } from './user-error.ts';

/**
 * Writes the fixed text of a file, and keeps its mode, its owner and the links to it. Throws {@link UserError} when
 * that is not possible, or when the file has changed since it was read; it is then untouched.
 *
 * @param before the text that was read
 * @param after the text to write
 */
export async function writeFixedFile(file: string, before: string, after: string): Promise<void> {
  try {
    const path = linkedPath(file);
    // The directory may allow what the file itself does not.
    accessSync(path, constants.W_OK);
    const write = (descriptor: number) => {
      becomeLike(descriptor, path);
      writeFileSync(descriptor, after);
    };
    const confirm = () => {
      if (readFileSync(path).equals(Buffer.from(before))) return;
      throw new UserError('is not fixed: it has changed since it was read. Run azml-lint again.');
    };
    await replaceFile(path, write, confirm);
  } catch (error) {
    if (error instanceof UserError) throw error;
    throw new UserError(`is not fixed: ${reasonOf(error as NodeJS.ErrnoException)}`);
  }
}

/** Gives an open file the owner and the mode of another. */
function becomeLike(descriptor: number, path: string): void {
  const own = fstatSync(descriptor);
  const other = statSync(path);
  if (own.uid !== other.uid || own.gid !== other.gid) {
    try {
      fchownSync(descriptor, other.uid, other.gid);
    } catch {
      throw new UserError('is not fixed: it belongs to somebody else, and would be yours afterwards');
    }
  }
  // Last, because a change of owner clears bits of the mode.
  fchmodSync(descriptor, other.mode & 0o7777);
}

function reasonOf({ code, message }: NodeJS.ErrnoException): string {
  switch (code) {
    case 'EACCES':
    case 'EPERM':
      return 'the file, or its directory, is not writable';
    case 'EROFS':
      return 'the file system is read-only';
    default:
      return `it cannot be written: ${message}`;
  }
}
