import { expect, test } from 'vitest';
import { randomNumbers } from '../bench/dockerfiles.ts';
import { killWhileFixing } from '../bench/kill.ts';
import { binary } from './cli.ts';

/** `bench/fix-kill.ts` does it a hundred times. */
const kills = 25;

test('whenever --fix is killed, every file is as it was or fixed', async () => {
  const random = randomNumbers(1);
  for (let round = 0; round < kills; round++) {
    const { broken, drafts } = await killWhileFixing(binary(), random);
    expect(broken).toEqual([]);
    expect(drafts.length).toBeLessThanOrEqual(1);
  }
}, 120_000);
