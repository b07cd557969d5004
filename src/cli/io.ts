import type { Readable, Writable } from 'node:stream';
import { UserError } from '../session/user-error.ts';

/** A stream that may be a terminal. */
export interface Output extends Writable {
  readonly isTTY?: boolean;
  readonly columns?: number;
}

/** All that the command line touches of the process; `process` itself is one. */
export interface Io {
  readonly stdin: Readable;
  readonly stdout: Output;
  readonly stderr: Output;
  readonly env: Readonly<Record<string, string | undefined>>;
  cwd(): string;
}

/**
 * Writes a text and waits until it is gone. A reader who has left (`azml-lint | head`) is no failure: what is left to
 * say is dropped. Throws {@link UserError} for any other error, such as a full disk.
 */
export function write(stream: Output, text: string): Promise<void> {
  if (text === '') return Promise.resolve();
  return new Promise((resolve, reject) => {
    const failed = (error: NodeJS.ErrnoException): void => {
      if (hasLeft(error)) resolve();
      else reject(new UserError(`the output cannot be written: ${error.message}`));
    };
    stream.once('error', failed);
    stream.write(text, (error) => {
      // The stream tells an error twice, here and by an event that comes later; the listener stays for that one.
      if (error) return failed(error);
      stream.off('error', failed);
      resolve();
    });
  });
}

function hasLeft({ code }: NodeJS.ErrnoException): boolean {
  return code === 'EPIPE' || code === 'ERR_STREAM_DESTROYED';
}
