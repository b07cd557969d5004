import { setFlagsFromString } from 'node:v8';

/** The number of files from which on a run is a long one. */
export const longRun = 500;

/** In bytes of bytecode; what V8 has by itself is an eighth of it. */
const budget = 540_672;

/**
 * Lets V8 wait longer before it optimizes a function. A lint runs many functions a little: of each file it asks hundreds of
 * questions. Optimizing what is only warm took a fifth of the processor time of five thousand files, in other threads, and gave
 * little back. Newer versions than that of Node 20 have a cheaper step in between.
 */
export function prepareForLongRun(): void {
  if (process.versions.v8.startsWith('11.')) setFlagsFromString(`--interrupt-budget=${budget}`);
}
