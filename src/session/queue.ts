/** Indices of files that no thread has taken yet, lowest first. */
export class Queue {
  #next = 0;
  readonly #count: number;
  readonly #returned: number[] = [];

  constructor(count: number) {
    this.#count = count;
  }

  /** The number of indices that no thread has taken yet. */
  get left(): number {
    return this.#count - this.#next + this.#returned.length;
  }

  /** An index for this thread; those that a worker could not do come first. */
  takeOne(): number | undefined {
    return this.#returned.shift() ?? (this.#next < this.#count ? this.#next++ : undefined);
  }

  /** Indices for a worker; empty when none remain. */
  take(most: number): readonly number[] {
    const start = this.#next;
    this.#next = Math.min(this.#count, start + most);
    return Array.from({ length: this.#next - start }, (_, index) => start + index);
  }

  /** Takes back what a worker could not do. This thread finds out why, and reports it. */
  giveBack(indices: readonly number[]): void {
    this.#returned.push(...indices);
  }
}
