import type { Output } from './io.ts';

/** How long a run may be silent, and how often the line is renewed, in milliseconds. */
const patience = 800;
const interval = 100;

/** One line on a terminal that says how far a long run is; nothing elsewhere. */
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

  /** Says that so many files are done. */
  report(done: number): void {
    const now = Date.now();
    if (now < this.#next) return;
    this.#next = now + interval;
    this.#shown = true;
    this.#stream.write(`\r${done} of ${this.#total} files`);
  }

  /** Takes the line away. */
  clear(): void {
    if (this.#shown) this.#stream.write('\r\x1b[K');
    this.#shown = false;
  }
}
