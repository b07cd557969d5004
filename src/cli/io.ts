import type { Readable, Writable } from 'node:stream';
import { UserError } from '../session/user-error.ts';

/** A stream that may be a terminal. */
export interface Output extends Writable {
  readonly isTTY?: boolean;
  readonly columns?: number;
}

/** Everything of the process that the command line uses; `process` itself is an `Io`. */
export interface Io {
  readonly stdin: Readable;
  readonly stdout: Output;
  readonly stderr: Output;
  readonly env: Readonly<Record<string, string | undefined>>;
  cwd(): string;
}

/**
 * Writes a text and waits until it is written. A reader that has gone (`azml-lint | head`) is not an error: the rest of
 * the output is dropped. Throws {@link UserError} for any other error, such as a full disk.
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
      // The stream reports an error twice, here and by a later event; the listener stays for that event.
      if (error) return failed(error);
      stream.off('error', failed);
      resolve();
    });
  });
}

function hasLeft({ code }: NodeJS.ErrnoException): boolean {
  return code === 'EPIPE' || code === 'ERR_STREAM_DESTROYED';
}
