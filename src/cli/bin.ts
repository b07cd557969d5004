#!/usr/bin/env node
import { join } from 'node:path';
import { CompiledProgram } from './compiled.ts';

const program = new CompiledProgram(join(__dirname, 'program'));
const { main, warmUp } = program.load('program.cjs') as typeof import('./program.ts');
main(process.argv.slice(2), process, join(__dirname, 'worker.cjs')).then((status) => {
  process.exitCode = status;
  if (!program.canBeKept()) return;
  try {
    warmUp();
    program.keep();
  } catch {
    // The next run compiles again.
  }
});
