import { isMainThread, parentPort, workerData } from 'node:worker_threads';
import { main } from '../cli/main.ts';
import { serve } from '../session/worker.ts';
import { tellLateFailures } from './late-failures.ts';

/** The program as one file, without Node. Its threads begin with the same file. */
if (isMainThread) {
  const late = tellLateFailures(process);
  void main(process.argv.slice(2), process, __filename).then((status) => {
    process.exitCode = late.status ?? status;
  });
} else serve(parentPort!, workerData);
