#!/usr/bin/env node
import { join } from 'node:path';
import { CompiledProgram } from './compiled.ts';

const program = new CompiledProgram(join(__dirname, 'program'));
const { main, tellLateFailures, warmUp } = program.load('program.cjs') as typeof import('./program.ts');
const late = tellLateFailures(process);
main(process.argv.slice(2), process, join(__dirname, 'worker.cjs')).then((status) => {
  process.exitCode = late.status ?? status;
  if (!program.canBeKept()) return;
  try {
    warmUp();
    program.keep();
  } catch {
    // The next run compiles again.
  }
});
