/** The inventory of many files: as a lint reads them, with the same settings, but no rule runs. */
import type { InventoryFile } from '../report/inventory/view.ts';
import type { RunError } from '../report/run.ts';
import { Baselines } from './baselines.ts';
import type { Target } from './discover.ts';
import type { Task } from './examine.ts';
import { examinePrepared } from './examine-prepared.ts';
import type { Host } from './host.ts';
import type { SessionOptions } from './options.ts';
import { Failures, prepare } from './prepare.ts';
import { Projects, yamlAmong } from './projects.ts';

/** What was found. */
export interface InventoryTaken {
  /** In order of path. */
  readonly files: readonly InventoryFile[];
  /** The number of files that a configuration ignores. */
  readonly ignored: number;
  /** Of each named file that is skipped with `forceIgnore`, the title of the kind that it is none of. */
  readonly unrecognized: readonly string[];
  readonly failures: readonly RunError[];
  readonly notes: readonly string[];
}

/**
 * Takes the inventory of files. A failure of one file does not stop the others.
 *
 * @param worker the script of worker threads; without it there are no threads
 */
export async function takeInventory(
  targets: readonly Target[],
  given: SessionOptions,
  host: Pick<Host, 'readStandardInput' | 'print' | 'progress'>,
  worker?: string,
): Promise<InventoryTaken> {
  const options: SessionOptions = { ...given, fix: undefined, baseline: false, baselineAction: 'apply' };
  const task: Task = { fix: undefined, style: options.patchStyle, inventory: 'only' };
  const failures = new Failures(targets, options);
  const projects = new Projects(options.cwd, { yaml: yamlAmong(targets) });
  const baselines = new Baselines(options);
  const { prepared, ignored, unrecognized } = await prepare(targets, {
    options,
    host,
    baselines,
    failures,
    projects,
  });
  const results = examinePrepared(prepared, {
    task,
    options,
    host,
    projects,
    answers: undefined,
    worker,
  });
  const files: InventoryFile[] = [];
  let done = 0;
  for await (const result of results) {
    const one = prepared[done++]!;
    host.progress(done);
    try {
      const { input, inventory = [], notes = [] } = result().examined;
      for (const note of notes) projects.add(note);
      files.push({ path: one.path, text: input.text, entries: inventory });
    } catch (error) {
      failures.addError(one.target, error, one.path);
    }
  }
  return { files, ignored, unrecognized, failures: failures.all(), notes: projects.notes };
}
