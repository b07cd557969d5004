/** Makes the code that is not in git before anything is tested, so that no test runs on the rules of an older state. */
import { execFileSync } from 'node:child_process';

export default function setup(): void {
  execFileSync(process.execPath, ['scripts/generate.mjs', '--code'], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
}
