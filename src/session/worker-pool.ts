/** Worker threads that examine files. Loaded only when they are worthwhile. */
import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import type { LoadOptions } from '../config/load-options.ts';
import type { Answers } from '../shellcheck/answered.ts';
import type { Target } from './discover.ts';
import type { Examined, Task } from './examine.ts';
import type { ProjectsBefore } from './projects.ts';
import type { Queue } from './queue.ts';

/** What a worker receives once. */
export interface WorkerData {
  readonly load: LoadOptions;
  readonly task: Task;
  /** What ShellCheck says of the scripts of the files that ask for it. */
  readonly answers: Answers | undefined;
  /** What is known of the projects of the files. */
  readonly projects: ProjectsBefore;
}

/** Files for a worker, by index. */
export type Batch = readonly (readonly [index: number, target: Target])[];

/** The results of a worker; `undefined` for a file that it could not examine. */
export type BatchResult = readonly (readonly [index: number, examined: Examined | undefined])[];

/** Running workers. */
export interface WorkerPool {
  /** The results since the last call. */
  done(): readonly (readonly [index: number, examined: Examined])[];
  /** Resolves when there is news, including the loss of a worker. */
  news(): Promise<void>;
  /** Ends the workers. */
  stop(): void;
}

/** The number of pieces that a worker has in advance, so that it need not wait; and the number of files in a piece. */
const batchesInAdvance = 2;
const largestBatch = 32;

/** The number of threads that this machine can run beside this one. */
export function spareThreads(): number {
  return availableParallelism() - 1;
}

/** How many workers to start, and for what. */
interface WorkerOptions {
  /** The script that they run. */
  readonly script: string;
  readonly count: number;
  readonly workerData: WorkerData;
  /** All files, by index. */
  readonly targets: readonly Target[];
  readonly queue: Queue;
}

/** Starts workers on a queue. Files that a worker cannot examine, for whatever reason, are given back. */
export function startWorkers({ script, count, workerData, targets, queue }: WorkerOptions): WorkerPool {
  let results: (readonly [number, Examined])[] = [];
  let tell = (): void => undefined;
  const workers = new Set<Worker>();
  for (let one = 0; one < count; one++) start();
  return {
    done() {
      const some = results;
      results = [];
      return some;
    },
    news: () =>
      new Promise((resolve) => {
        if (results.length > 0) resolve();
        else tell = resolve;
      }),
    stop() {
      for (const worker of workers) void worker.terminate();
    },
  };

  function start(): void {
    const worker = new Worker(script, { workerData });
    // By the first of the indices.
    const taken = new Map<number, readonly number[]>();
    workers.add(worker);
    worker.on('message', (result: BatchResult) => {
      taken.delete(result[0]![0]);
      for (const [index, examined] of result) {
        if (examined === undefined) queue.giveBack([index]);
        else results.push([index, examined]);
      }
      feed();
      tell();
    });
    // This thread will retry what the worker failed on, and report what is wrong.
    worker.on('error', () => undefined);
    worker.on('exit', () => {
      workers.delete(worker);
      queue.giveBack([...taken.values()].flat());
      tell();
    });
    for (let batch = 0; batch < batchesInAdvance; batch++) feed();

    function feed(): void {
      const share = Math.ceil(queue.left / (count + 1) / batchesInAdvance / 2);
      const indices = queue.take(Math.min(largestBatch, share));
      if (indices.length === 0) return;
      taken.set(indices[0]!, indices);
      const batch: Batch = indices.map((index) => [index, targets[index]!]);
      worker.postMessage(batch);
    }
  }
}
