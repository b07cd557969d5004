/** What the files that `npx azml-lint` and its worker threads start with get from the rest of the program. */
export { tellLateFailures } from './late-failures.ts';
export { main } from './main.ts';
export { warmUp } from './warm-up.ts';
export { serve } from './worker.ts';
