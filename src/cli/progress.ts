import type { Output } from './io.ts';

/** How long a run may be silent, and the interval at which the line is updated, in milliseconds. */
const patience = 800;
const interval = 100;

/** One line on a terminal with the progress of a long run; elsewhere nothing. */
export class Progress {
  readonly #stream: Output;
  readonly #total: number;
  #next: number;
  #shown = false;

  constructor(stream: Output, total: number, quiet: boolean) {
    this.#stream = stream;
    this.#total = total;
    this.#next = stream.isTTY === true && !quiet ? Date.now() + patience : Number.POSITIVE_INFINITY;
  }

  /** Updates the number of files that are done. */
  report(done: number): void {
    const now = Date.now();
    if (now < this.#next) return;
    this.#next = now + interval;
    this.#shown = true;
    this.#stream.write(`\r${done} of ${this.#total} files`);
  }

  /** Removes the line. */
  clear(): void {
    if (this.#shown) this.#stream.write('\r\x1b[K');
    this.#shown = false;
  }
}
