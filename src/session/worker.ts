import type { MessagePort } from 'node:worker_threads';
import { builtIn } from '../config/built-in.ts';
import { configurationLoader } from '../config/load.ts';
import { type Examined, examineFile } from './examine.ts';
import { Projects } from './projects.ts';
import type { Batch, BatchResult, WorkerData } from './worker-pool.ts';

/** The work of a worker thread: it examines the files it is sent and sends back the results. */
export function serve(port: MessagePort, { load, task, answers, projects: before }: WorkerData): void {
  const projects = new Projects(load.cwd, before);
  const answering = answers && import('./shellcheck.ts').then(({ withAnswers }) => withAnswers(answers));
  const configurationOf = configurationLoader(load, builtIn);
  port.on('message', async (batch: Batch) => {
    const result: [number, Examined | undefined][] = [];
    for (const [index, { file, shown: path }] of batch) {
      try {
        const configuration = await configurationOf(file);
        const plain = configuration.settingsFor(file);
        const around = await projects.around({ file, configuration, circumstances: plain, text: undefined });
        const own = around ? { ...plain, surroundings: around.surroundings } : plain;
        const settings = configuration.shellcheck.value ? ((await answering)?.(own) ?? own) : own;
        const examined = await examineFile({ file, path, configuration, settings }, task);
        result.push([index, { ...examined, notes: projects.notes }]);
      } catch {
        // The thread that sent the file will find out what is wrong.
        result.push([index, undefined]);
      }
    }
    port.postMessage(result satisfies BatchResult);
  });
}
