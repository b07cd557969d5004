import { join } from 'node:path';
import { parentPort, workerData } from 'node:worker_threads';
import { CompiledProgram } from './compiled.ts';

const { serve } = new CompiledProgram(join(__dirname, 'program')).load(
  'program.cjs',
) as typeof import('./program.ts');
serve(parentPort!, workerData);
