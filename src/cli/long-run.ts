import { setFlagsFromString } from 'node:v8';

/** The number of files from which a run counts as long. */
export const longRun = 500;

/**
 * The number of files of a long run after which its workers have started. Flags that changed earlier would make the code that is
 * kept for them useless.
 */
export const workersStarted = 150;

/** In bytes of bytecode; V8's own value is an eighth of it. */
const budget = 540_672;

/**
 * Makes V8 wait longer before it optimizes a function. A lint runs many functions a little, because it asks hundreds of
 * questions about each file. Optimizing functions that are only warm took a fifth of the processor time of five thousand
 * files, in other threads, for little gain. V8 versions after that of Node 20 have a cheaper step in between.
 */
export function prepareForLongRun(): void {
  if (process.versions.v8.startsWith('11.')) setFlagsFromString(`--interrupt-budget=${budget}`);
}
