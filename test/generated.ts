/** Makes the code that is not in git before anything is tested, so that no test runs on the rules of an older state. */
import { spawnSync } from 'node:child_process';

export default function setup(): void {
  const { status } = spawnSync(process.execPath, ['scripts/generate.mjs', '--code'], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  // It has said what is wrong, and nothing can be tested.
  if (status !== 0) process.exit(1);
}
