import { standardInput } from './discover.ts';
import { type Examined, examineFile, examineInput, type Task } from './examine.ts';
import { examineAll, type Result } from './examine-all.ts';
import type { Host } from './host.ts';
import type { SessionOptions } from './options.ts';
import type { Prepared } from './prepare.ts';
import type { Projects } from './projects.ts';
import type { WorkerData } from './worker-pool.ts';

/** What files are examined with. */
interface Means {
  readonly task: Task;
  readonly options: SessionOptions;
  readonly host: Pick<Host, 'readStandardInput'>;
  readonly projects: Projects;
  /** What ShellCheck said of the scripts. */
  readonly answers: WorkerData['answers'];
  /** The script of worker threads; without it there are no threads. */
  readonly worker: string | undefined;
}

/** Examines files, in this thread and, where it is worthwhile, in others: see {@link examineAll}. */
export function examinePrepared(
  prepared: readonly Prepared[],
  { task, options, host, projects, answers, worker }: Means,
): AsyncGenerator<() => Result> {
  return examineAll({
    count: prepared.length,
    jobs: worker === undefined ? 1 : options.jobs,
    examine: (index) => examinePreparedFile(prepared[index]!, task, host),
    async startWorkers(most, queue) {
      const { startWorkers, spareThreads } = await import('./worker-pool.ts');
      const count = options.jobs === undefined ? Math.min(most, spareThreads()) : most;
      const workerData = { load: options.load, task, answers, projects: projects.found };
      const targets = prepared.map(({ target }) => target);
      return startWorkers({ script: worker!, count, workerData, targets, queue });
    },
  });
}

/** Examines one file as it is on disk, or what comes from standard input. */
export async function examinePreparedFile(one: Prepared, task: Task, host: Means['host']): Promise<Examined> {
  if (one.target.file !== standardInput) return examineFile(one, task);
  return examineInput(await host.readStandardInput(), one, task);
}
