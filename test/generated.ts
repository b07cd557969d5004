/** Generates the code that is not in git before the tests, so that no test runs on an older state of the rules. */
import { spawnSync } from 'node:child_process';

export default function setup(): void {
  const { status } = spawnSync(process.execPath, ['scripts/generate.mjs', '--code'], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  // The generator has reported the problem, and nothing can be tested.
  if (status !== 0) process.exit(1);
}
