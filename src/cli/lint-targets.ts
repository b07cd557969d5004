import { builtIn } from '../config/built-in.ts';
import type { Configuration } from '../config/configuration.ts';
import { configurationLoader } from '../config/load.ts';
import { ConfigError } from '../config/problem.ts';
import type { FailOn } from '../config/shape.ts';
import { lintSource } from '../lint.ts';
import type { FileReport, RunError } from '../report/run.ts';
import type { AnyRule } from '../rule/settings.ts';
import { sourceOf } from '../text/source.ts';
import { standardInput, type Target } from './discover.ts';
import { describeError } from './errors.ts';
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
}

/** What became of all files. */
export interface Outcome {
  /** In the order of the targets, without those that their configuration ignores. */
  readonly dockerfiles: readonly Linted[];
  /** Configurations with something to find in themselves, such as a setting that changes nothing. */
  readonly configurations: readonly Linted[];
  readonly failures: readonly RunError[];
}

/** Lints files. What goes wrong with one of them does not keep the others from being linted. */
export async function lintTargets(
  targets: readonly Target[],
  options: LintOptions,
  io: Io,
): Promise<Outcome> {
  const load = configurationLoader(loadOptions(options, io), builtIn);
  const progress = new Progress(io.stderr, targets.length);
  const dockerfiles: Linted[] = [];
  const configurations = new Set<Configuration>();
  const failures = new Map<string, RunError>();
  for (const [index, target] of targets.entries()) {
    progress.report(index);
    try {
      const configuration = await load(fileOf(target, options));
      configurations.add(configuration);
      const linted = await lintTarget(target, configuration, options, io);
      if (linted !== undefined) dockerfiles.push(linted);
    } catch (error) {
      const failure = failureOf(error, target, options, io);
      // Files that share a configuration share what is wrong with it.
      failures.set(`${failure.path}\n${failure.message}`, failure);
    }
  }
  progress.clear();
  return {
    dockerfiles,
    configurations: lintedConfigurations(configurations),
    failures: [...failures.values()],
  };
}

/** Lints one file; nothing if the configuration ignores it, which only counts for files that a search has found. */
async function lintTarget(
  target: Target,
  configuration: Configuration,
  options: LintOptions,
  io: Io,
): Promise<Linted | undefined> {
  const path = shownName(target, options);
  const file = fileOf(target, options);
  if (target.searched && configuration.ignores(file)) return undefined;
  const text = target.file === standardInput ? await readStandardInput(io.stdin) : readText(file);
  const report = { path, source: sourceOf(text), ...lintSource(text, configuration.settingsFor(file)) };
  return { report, failOn: configuration.failOn, rules: configuration.rules };
}

/** The findings in configurations themselves. A file that several of them extend is told about once. */
function lintedConfigurations(configurations: Iterable<Configuration>): readonly Linted[] {
  const byPath = new Map<string, Linted>();
  for (const { findings, failOn, rules } of configurations) {
    for (const report of findings) byPath.set(report.path, { report, failOn, rules });
  }
  return [...byPath.values()];
}

/** The file that the configuration is looked up for. */
function fileOf(target: Target, options: LintOptions): string {
  return target.file === standardInput ? shownName(target, options) : target.file;
}

function shownName({ file, shown }: Target, { stdinFilename }: LintOptions): string {
  return file === standardInput ? (stdinFilename ?? '<stdin>') : shown;
}

function failureOf(error: unknown, target: Target, options: LintOptions, io: Io): RunError {
  const message = describeError(error, io.env);
  return error instanceof ConfigError
    ? { message, configuration: true }
    : { message, path: shownName(target, options) };
}
