import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import type { Examined } from '../src/session/examine.ts';
import { examineAll } from '../src/session/examine-all.ts';
import type { Queue } from '../src/session/queue.ts';

test('what is looked at before its turn is marked, in whichever thread that was', async () => {
  const examined = {} as Examined;
  const startWorkers = async (_: number, queue: Queue) => {
    // A slow worker: it has the first file, and this thread examines the others meanwhile.
    const taken = [...queue.take(1)];
    const arrival = sleep(20);
    let isThere = false;
    void arrival.then(() => {
      isThere = true;
    });
    return {
      done: () => (isThere ? taken.splice(0).map((index) => [index, examined] as const) : []),
      news: () => arrival,
      stop: () => undefined,
    };
  };
  const early: boolean[] = [];
  for await (const result of examineAll({ count: 3, jobs: 2, examine: async () => examined, startWorkers }))
    early.push(result().early);
  expect(early).toEqual([true, true, true]);

  const alone: boolean[] = [];
  for await (const result of examineAll({ count: 3, jobs: 1, examine: async () => examined, startWorkers }))
    alone.push(result().early);
  expect(alone).toEqual([false, false, false]);
});
