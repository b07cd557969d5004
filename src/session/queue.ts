/** Indices that nobody has taken yet, the lowest first. */
export class Queue {
  #next = 0;
  readonly #count: number;
  readonly #returned: number[] = [];

  constructor(count: number) {
    this.#count = count;
  }

  /** How many have not been taken by anybody yet. */
  get left(): number {
    return this.#count - this.#next + this.#returned.length;
  }

  /** One for this thread: first what a worker could not do. */
  takeOne(): number | undefined {
    return this.#returned.shift() ?? (this.#next < this.#count ? this.#next++ : undefined);
  }

  /** Some for a worker; none when there are no more. */
  take(most: number): readonly number[] {
    const start = this.#next;
    this.#next = Math.min(this.#count, start + most);
    return Array.from({ length: this.#next - start }, (_, index) => start + index);
  }

  /** Takes back what a worker could not do. This thread finds out why, and says so. */
  giveBack(indices: readonly number[]): void {
    this.#returned.push(...indices);
  }
}
