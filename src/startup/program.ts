/** What the entry files of `npx azml-lint` and of its worker threads use of the rest of the program. */

export { main } from '../cli/main.ts';
export { serve } from '../session/worker.ts';
export { tellLateFailures } from './late-failures.ts';
export { warmUp } from './warm-up.ts';
