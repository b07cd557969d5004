import { builtIn } from '../../config/built-in.ts';
import type { Configuration } from '../../config/configuration.ts';
import { configurationLoader } from '../../config/load.ts';
import { ConfigError } from '../../config/problem.ts';
import type { FailOn } from '../../config/shape.ts';
import { lintSource } from '../../lint.ts';
import type { FileReport, Run, RunError } from '../../report/run.ts';
import { summaryLine } from '../../report/summary.ts';
import { severities } from '../../rule/finding.ts';
import type { AnyRule } from '../../rule/settings.ts';
import { sourceOf } from '../../text/source.ts';
import { version } from '../../version.ts';
import { deliver } from '../deliver.ts';
import { discover, standardInput, type Target } from '../discover.ts';
import { complaint, describeError } from '../errors.ts';
import { type ExitStatus, exitStatus } from '../exit.ts';
import type { LintOptions } from '../invocation.ts';
import { type Io, write } from '../io.ts';
import { loadOptions } from '../load-options.ts';
import { Progress } from '../progress.ts';
import { readStandardInput, readText } from '../read.ts';
import { shortened } from '../shortened.ts';

/** What became of one file. */
interface Linted {
  readonly report: FileReport;
  readonly failOn: FailOn;
  readonly rules: readonly AnyRule[];
}

/** Lints files, and says what was found. What goes wrong with one file does not keep the others from being linted. */
export async function lint(options: LintOptions, io: Io): Promise<ExitStatus> {
  const started = Date.now();
  const { targets, errors } = await discover(options.paths, io.cwd());
  const { linted, failures } = await lintAll(targets, options, io);
  const run: Run = {
    files: linted.map(({ report }) => report),
    errors: [...errors, ...failures],
    rules: rulesOf(linted),
    version,
    elapsed: Date.now() - started,
  };
  const shown = shortened(run, options.maxFindings);
  await deliver(shown, options, io);
  for (const error of run.errors) await write(io.stderr, complaint(errorText(error)));
  if (!options.quiet) await write(io.stderr, closingWords(run, shown, options));
  return statusOf(linted, run.errors);
}

async function lintAll(
  targets: readonly Target[],
  options: LintOptions,
  io: Io,
): Promise<{ linted: readonly Linted[]; failures: readonly RunError[] }> {
  const load = configurationLoader(loadOptions(options, io), builtIn);
  const progress = new Progress(io.stderr, targets.length);
  const linted: Linted[] = [];
  const configurations = new Set<Configuration>();
  const failures = new Map<string, RunError>();
  for (const [index, target] of targets.entries()) {
    progress.report(index);
    try {
      const configuration = await load(fileOf(target, options));
      configurations.add(configuration);
      const result = await lintTarget(target, configuration, options, io);
      if (result !== undefined) linted.push(result);
    } catch (error) {
      const failure = failureOf(error, target, options, io);
      // Files that share a configuration share what is wrong with it.
      failures.set(`${failure.path}\n${failure.message}`, failure);
    }
  }
  progress.clear();
  return {
    linted: [...lintedConfigurations(configurations), ...linted].sort(byPath),
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

function byPath({ report: a }: Linted, { report: b }: Linted): number {
  return a.path < b.path ? -1 : Number(a.path > b.path);
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

function errorText({ path, message }: RunError): string {
  return path === undefined ? message : `${path}: ${message}`;
}

/** All rules that were there for one of the files, or without any file the built-in ones, in order of id. */
function rulesOf(linted: readonly Linted[]): readonly AnyRule[] {
  const lists = new Set(linted.map(({ rules }) => rules));
  const [only] = lists;
  if (only === undefined) return builtIn.rules;
  if (lists.size === 1) return only;
  const byId = new Map([...lists].flatMap((rules) => rules.map((rule) => [rule.id, rule])));
  return [...byId.values()].sort((a, b) => (a.id < b.id ? -1 : 1));
}

function closingWords(run: Run, shown: Run, { paths }: LintOptions): string {
  if (run.files.length === 0 && run.errors.length === 0) {
    return complaint(`there is no Dockerfile to lint in ${paths.join(', ')}`);
  }
  const count = ({ files }: Run) => files.reduce((sum, { findings }) => sum + findings.length, 0);
  const left = count(run) - count(shown);
  return `${summaryLine(run)}${left === 0 ? '' : ` ${left} not shown (--max-findings).`}\n`;
}

function statusOf(linted: readonly Linted[], errors: readonly RunError[]): ExitStatus {
  const hasFailed = linted.some(({ report }) => report.findings.some(({ internal }) => internal === true));
  if (errors.length > 0 || hasFailed) return exitStatus.failure;
  if (linted.length === 0) return exitStatus.nothingToLint;
  return linted.some(isFailing) ? exitStatus.findings : exitStatus.clean;
}

function isFailing({ report, failOn }: Linted): boolean {
  if (failOn === 'never') return false;
  const lowest = severities.indexOf(failOn);
  return report.findings.some(({ severity }) => severities.indexOf(severity) <= lowest);
}
