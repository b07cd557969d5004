/** What the files that `npx azml-lint` and its worker threads start with get from the rest of the program. */

export { main } from '../cli/main.ts';
export { serve } from '../session/worker.ts';
export { tellLateFailures } from './late-failures.ts';
export { warmUp } from './warm-up.ts';
