import { setImmediate as turn } from 'node:timers/promises';
import type { Examined } from './examine.ts';
import { Queue } from './queue.ts';
import type { WorkerPool } from './worker-pool.ts';

/** The result of one of many files. */
export interface Result {
  readonly examined: Examined;
  /** It was examined before its turn: other files have been settled since it was read. */
  readonly early: boolean;
}

/** Work that can be done here or, in pieces, by worker threads. */
export interface Work {
  /** The number of files. */
  readonly count: number;
  /** Examines one of them in this thread. */
  examine(index: number): Promise<Examined>;
  /** Starts workers, which take indices from the queue and report their results. */
  startWorkers(most: number, queue: Queue): Promise<WorkerPool>;
  /** The largest number of threads, including this one; by default as many as exist and are worthwhile. */
  readonly jobs: number | undefined;
}

/**
 * Examines many files and returns the results in their order, each as soon as those before it are there. A result is a
 * function, which throws if the file could not be examined.
 *
 * This thread works too. It begins alone: other threads cost {@link workerCost} before they are of use, so they are
 * started when they are known to be worth it.
 */
export async function* examineAll(work: Work): AsyncGenerator<() => Result> {
  const queue = new Queue(work.count);
  const results = new Map<number, () => Result>();
  const started = performance.now();
  let wanted = work.jobs === undefined ? 0 : Math.min(work.jobs, work.count) - 1;
  let pool: WorkerPool | undefined;
  try {
    for (let next = 0; next < work.count; next++) {
      while (!results.has(next)) {
        if (pool === undefined && wanted > 0) pool = await work.startWorkers(wanted, queue);
        const index = queue.takeOne();
        if (index === undefined) await pool!.news();
        else {
          results.set(index, await attempted(index, index !== next));
          // Messages of workers are received in between.
          if (pool !== undefined) await turn();
          else if (work.jobs === undefined) wanted = workersWorthwhile();
        }
        for (const [done, examined] of pool?.done() ?? [])
          results.set(done, () => ({ examined, early: true }));
      }
      yield results.get(next)!;
      results.delete(next);
    }
  } finally {
    pool?.stop();
  }

  async function attempted(index: number, early: boolean): Promise<() => Result> {
    try {
      const examined = await work.examine(index);
      return () => ({ examined, early });
    } catch (error) {
      return () => {
        throw error;
      };
    }
  }

  /** The number of workers that would be worthwhile, given the time that the files have taken so far. */
  function workersWorthwhile(): number {
    const elapsed = performance.now() - started;
    if (elapsed < patience) return 0;
    const each = elapsed / (work.count - queue.left);
    return Math.floor((each * queue.left) / workerCost);
  }
}

/** How long to work alone before the remaining time can be estimated, in milliseconds. */
const patience = 150;

/** The work that makes a worker worthwhile, in milliseconds: several times the cost of starting one. */
const workerCost = 400;
