/** What the file that `npx azml-lint` starts gets from the rest of the program. */
export { main } from './main.ts';
export { warmUp } from './warm-up.ts';
