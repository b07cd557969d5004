import { isCi } from '../cli/ci.ts';
import { isColored } from '../cli/color.ts';
import type { LintOptions } from '../cli/invocation.ts';
import type { Io } from '../cli/io.ts';
import { loadOptions } from '../cli/load-options.ts';
import { Progress } from '../cli/progress.ts';
import { printerFor } from '../cli/write-reports.ts';
import { builtIn } from '../config/built-in.ts';
import type { Configuration } from '../config/configuration.ts';
import type { FailOn } from '../config/schema.ts';
import type { FileReport, RunError } from '../report/run.ts';
import type { AnyRule } from '../rule/settings.ts';
import { Baselines } from './baselines.ts';
import { standardInput, type Target } from './discover.ts';
import { type Examined, examineFile, examineInput, type Task } from './examine.ts';
import { examineAll, type Result } from './examine-all.ts';
import type { PatchStyle } from './patch.ts';
import { Failures, type Prepared, prepare } from './prepare.ts';
import { readStandardInput, readText } from './read.ts';
import { misnamedNotes, unusedNotes } from './remarks.ts';
import { settle } from './settle.ts';

/** What became of one file. */
export interface Linted {
  readonly report: FileReport;
  readonly failOn: FailOn;
  /** Findings whose fixes are in the diff that was printed. */
  readonly inDiff: number;
}

/** What became of all files. */
export interface Outcome {
  /** In order of path, without what a configuration ignores. */
  readonly dockerfiles: readonly Linted[];
  /** How many files those are that a configuration ignores. */
  readonly ignored: number;
  /** Dockerfiles, and configurations with something to find in themselves, such as a setting that changes nothing. */
  readonly linted: readonly Linted[];
  /** All rules that were there for one of the files, or without any file the built-in ones, in order of id. */
  readonly rules: readonly AnyRule[];
  readonly failures: readonly RunError[];
  /** What else there is to say: fixes that were refused, entries of baselines that are out of date. */
  readonly notes: readonly string[];
  /** Whether the report on standard output has been printed. */
  readonly isPrinted: boolean;
}

/**
 * Lints files, and fixes them. What goes wrong with one of them does not keep the others from being linted.
 *
 * @param worker the script of worker threads; without it there are none
 */
export async function lintTargets(
  targets: readonly Target[],
  options: LintOptions,
  io: Io,
  worker?: string,
): Promise<Outcome> {
  const task: Task = { fix: options.fix, style: patchStyle(options, io) };
  const baselines = new Baselines(options, io.cwd());
  const progress = new Progress(io.stderr, targets.length, options.quiet);
  const failures = new Failures(targets, io);
  const { prepared, configurations, ignored } = await prepare(targets, { options, io, baselines, failures });
  const results = examineAll({
    count: prepared.length,
    jobs: worker === undefined ? 1 : options.jobs,
    examine: (index) => examine(prepared[index]!, task, io),
    async hire(most, queue) {
      const { hire, spareThreads } = await import('./crew.ts');
      const count = options.jobs === undefined ? Math.min(most, spareThreads()) : most;
      const orders = { load: loadOptions(options, io), task };
      const files = prepared.map(({ target }) => target);
      return hire({ script: worker!, count, orders, targets: files, queue });
    },
  });
  const rules = rulesOf(configurations);
  const printer = printerFor(rules, options, io, () => progress.clear());
  const inConfigurations = lintedConfigurations(configurations);
  const linted: Linted[] = [];
  const dockerfiles: Linted[] = [];
  const notes: string[] = [];
  let done = 0;
  for await (const result of results) {
    const one = prepared[done++]!;
    progress.report(done);
    await tellConfigurations((path) => path < one.path);
    try {
      const settled = await settle(one, await upToDate(one, result(), task), task, io);
      const report = one.baseline?.hide(one.file, settled.report, one.settings) ?? settled.report;
      dockerfiles.push({ report, failOn: one.configuration.failOn, inDiff: settled.inDiff });
      notes.push(...settled.notes);
      if (settled.failure !== undefined)
        failures.add(one.target, { path: one.path, message: settled.failure });
    } catch (error) {
      failures.addError(one.target, error, one.path);
      continue;
    }
    await tell(dockerfiles.at(-1)!);
  }
  await tellConfigurations(() => true);
  await printer?.end();
  const { notes: onBaselines, errors } = await baselines.finish();
  progress.clear();
  return {
    dockerfiles,
    linted,
    ignored,
    rules,
    failures: [...failures.all(), ...errors],
    notes: [
      ...misnamedNotes(configurations),
      ...notes,
      ...onBaselines,
      ...unusedNotes(configurations, options.paths, io.cwd()),
    ],
    isPrinted: printer !== undefined,
  };

  async function tell(one: Linted): Promise<void> {
    linted.push(one);
    await printer?.tell(one.report);
  }

  /** What there is to find in configurations stands between Dockerfiles, in order of path. */
  async function tellConfigurations(isNext: (path: string) => boolean): Promise<void> {
    while (inConfigurations[0] !== undefined && isNext(inConfigurations[0].report.path))
      await tell(inConfigurations.shift()!);
  }
}

async function examine(one: Prepared, task: Task, io: Io): Promise<Examined> {
  if (one.target.file !== standardInput) return examineFile(one, task);
  return examineInput(await readStandardInput(io.stdin), one, task);
}

/**
 * What was read before other files were fixed may be one of them under another name; then it is looked at again, just as if
 * it had been its turn only now.
 */
async function upToDate(one: Prepared, { examined, early }: Result, task: Task): Promise<Examined> {
  const { input, fixed } = examined;
  if (!early || task.fix?.mode !== 'write' || fixed?.text === input.text) return examined;
  if (one.target.file === standardInput) return examined;
  return readText(one.file).text === input.text ? examined : examineFile(one, task);
}

function patchStyle({ color }: LintOptions, io: Io): PatchStyle {
  return {
    forPrograms: io.stdout.isTTY !== true && !isCi(io.env),
    color: isColored(color, io.stdout, io.env),
  };
}

/** The findings in configurations themselves, in order of path. A file that several of them extend is told about once. */
function lintedConfigurations(configurations: Iterable<Configuration>): Linted[] {
  const byPath = new Map<string, Linted>();
  for (const { findings, failOn } of configurations) {
    for (const report of findings) byPath.set(report.path, { report, failOn, inDiff: 0 });
  }
  return [...byPath.values()].sort(({ report: a }, { report: b }) => (a.path < b.path ? -1 : 1));
}

function rulesOf(configurations: Iterable<Configuration>): readonly AnyRule[] {
  const lists = new Set([...configurations].map(({ rules }) => rules));
  const [only] = lists;
  if (only === undefined) return builtIn.rules;
  if (lists.size === 1) return only;
  const byId = new Map([...lists].flatMap((rules) => rules.map((rule) => [rule.id, rule])));
  return [...byId.values()].sort((a, b) => (a.id < b.id ? -1 : 1));
}
