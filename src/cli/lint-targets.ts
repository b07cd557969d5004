import { resolve } from 'node:path';
import { builtIn } from '../config/built-in.ts';
import type { Configuration } from '../config/configuration.ts';
import { configurationLoader } from '../config/load.ts';
import { ConfigError } from '../config/problem.ts';
import type { FailOn } from '../config/shape.ts';
import { lintSource } from '../lint.ts';
import type { FileReport, RunError } from '../report/run.ts';
import type { AnyRule, Settings } from '../rule/settings.ts';
import { sourceOf } from '../text/source.ts';
import { Baselines } from './baselines.ts';
import { standardInput, type Target } from './discover.ts';
import { describeError } from './errors.ts';
import { type FixOutcome, fix, fixChoice, showDiff } from './fixing.ts';
import type { LintOptions } from './invocation.ts';
import type { Io } from './io.ts';
import { loadOptions } from './load-options.ts';
import { Progress } from './progress.ts';
import { readStandardInput, readText } from './read.ts';

/** What became of one file. */
export interface Linted {
  readonly report: FileReport;
  readonly failOn: FailOn;
  readonly rules: readonly AnyRule[];
  /** Findings whose fixes are in the diff that was printed. */
  readonly inDiff: number;
}

/** What became of all files. */
export interface Outcome {
  /** In the order of the targets, without those that their configuration ignores. */
  readonly dockerfiles: readonly Linted[];
  /** Configurations with something to find in themselves, such as a setting that changes nothing. */
  readonly configurations: readonly Linted[];
  readonly failures: readonly RunError[];
  /** What else there is to say: fixes that were refused, entries of baselines that are out of date. */
  readonly notes: readonly string[];
}

/** Lints files, and fixes them. What goes wrong with one of them does not keep the others from being linted. */
export async function lintTargets(
  targets: readonly Target[],
  options: LintOptions,
  io: Io,
): Promise<Outcome> {
  const load = configurationLoader(loadOptions(options, io), builtIn);
  const baselines = new Baselines(options, io.cwd());
  const progress = new Progress(io.stderr, targets.length, options.quiet);
  const dockerfiles: Linted[] = [];
  const configurations = new Set<Configuration>();
  const failures = new Map<string, RunError>();
  const notes: string[] = [];
  for (const [index, target] of targets.entries()) {
    progress.report(index);
    const path = shownName(target, options);
    try {
      const file = target.file === standardInput ? resolve(io.cwd(), path) : target.file;
      const configuration = await load(file);
      configurations.add(configuration);
      if (target.searched && configuration.ignores(file)) continue;
      const baseline = isNameless(target, options) ? undefined : await baselines.of(configuration);
      const settings = configuration.settingsFor(file);
      const outcome = await outcomeFor({ target, path, configuration, settings }, options, io);
      const report = baseline?.hide(file, outcome.report, settings.locked ?? []) ?? outcome.report;
      const { failOn, rules } = configuration;
      dockerfiles.push({ report, failOn, rules, inDiff: outcome.inDiff });
      notes.push(...outcome.notes);
      if (outcome.failure !== undefined) failures.set(path, { path, message: outcome.failure });
    } catch (error) {
      const failure = failureOf(error, path, io);
      // Files that share a configuration share what is wrong with it.
      failures.set(`${failure.path}\n${failure.message}`, failure);
    }
  }
  const { notes: onBaselines, errors } = await baselines.finish();
  progress.clear();
  return {
    dockerfiles,
    configurations: lintedConfigurations(configurations),
    failures: [...failures.values(), ...errors],
    notes: [...notes, ...onBaselines],
  };
}

/** A file to lint, and with what. */
interface Job {
  readonly target: Target;
  /** As it is shown. */
  readonly path: string;
  readonly configuration: Configuration;
  readonly settings: Settings;
}

/** Lints one file, or fixes it, or shows what fixing it would change. */
async function outcomeFor(
  { target, path, configuration, settings }: Job,
  options: LintOptions,
  io: Io,
): Promise<FixOutcome> {
  const input = target.file === standardInput ? await readStandardInput(io.stdin) : readText(target.file);
  if (options.fix === undefined) {
    const report = { path, source: sourceOf(input.text), ...lintSource(input.text, settings) };
    return { report, inDiff: 0, notes: [] };
  }
  const job = { target, path, input, settings, choice: fixChoice(options.fix, configuration) };
  return options.fix.mode === 'diff' ? showDiff(job, options, io) : fix(job, io);
}

/** The findings in configurations themselves. A file that several of them extend is told about once. */
function lintedConfigurations(configurations: Iterable<Configuration>): readonly Linted[] {
  const byPath = new Map<string, Linted>();
  for (const { findings, failOn, rules } of configurations) {
    for (const report of findings) byPath.set(report.path, { report, failOn, rules, inDiff: 0 });
  }
  return [...byPath.values()];
}

function shownName({ file, shown }: Target, { stdinFilename }: LintOptions): string {
  return file === standardInput ? (stdinFilename ?? '<stdin>') : shown;
}

/** What nobody has named has no place in a baseline. */
function isNameless({ file }: Target, { stdinFilename }: LintOptions): boolean {
  return file === standardInput && stdinFilename === undefined;
}

function failureOf(error: unknown, path: string, io: Io): RunError {
  const message = describeError(error, io.env);
  return error instanceof ConfigError ? { message, configuration: true } : { message, path };
}
