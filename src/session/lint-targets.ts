import { resolve } from 'node:path';
import { builtIn } from '../config/built-in.ts';
import type { Configuration } from '../config/configuration.ts';
import type { RunError } from '../report/run.ts';
import { SHELLCHECK } from '../rule/peers.ts';
import type { AnyRule } from '../rule/settings.ts';
import { Baselines, withBaseline } from './baselines.ts';
import { standardInput, type Target } from './discover.ts';
import { type Examined, examineFile, examineInput, type Task } from './examine.ts';
import type { Result } from './examine-all.ts';
import { examinePrepared, examinePreparedFile } from './examine-prepared.ts';
import { kindWithId } from './file-kind.ts';
import { broughtTogether, type Finished } from './finished.ts';
import type { Host } from './host.ts';
import type { SessionOptions } from './options.ts';
import { OtherFiles } from './other-files.ts';
import { Failures, type Prepared, prepare } from './prepare.ts';
import { Projects, yamlAmong } from './projects.ts';
import { readText } from './read.ts';
import { misnamedNotes, unusedNotes } from './remarks.ts';
import { type Linted, settle } from './settle.ts';

/** The result of all files. */
export interface Outcome {
  /** In order of path, without ignored files. */
  readonly dockerfiles: readonly Linted[];
  /** The number of files that a configuration ignores. */
  readonly ignored: number;
  /** Of each named file that is skipped with `forceIgnore`, the title of the kind that it is none of. */
  readonly unrecognized: readonly string[];
  /** Dockerfiles, and configurations that have findings themselves, such as a setting that changes nothing. */
  readonly linted: readonly Linted[];
  /** All rules of the files, or the built-in ones if there is no file, in order of id. */
  readonly rules: readonly AnyRule[];
  readonly failures: readonly RunError[];
  /** Other notes: refused fixes, outdated entries of baselines. */
  readonly notes: readonly string[];
}

/**
 * Lints files, and fixes them. A failure of one file does not stop the others.
 *
 * @param worker the script of worker threads; without it there are no threads
 */
export async function lintTargets(
  targets: readonly Target[],
  options: SessionOptions,
  host: Host,
  worker?: string,
): Promise<Outcome> {
  const task: Task = { fix: options.fix, style: options.patchStyle, inventory: options.inventory === true };
  const baselines = new Baselines(options);
  const failures = new Failures(targets, options);
  const projects = new Projects(options.cwd, { yaml: yamlAmong(targets) });
  const preparation = await prepare(targets, { options, host, baselines, failures, projects });
  const { configurations, ignored, unrecognized } = preparation;
  const shellcheck = await shellcheckFor(preparation.prepared, options, host);
  const prepared = shellcheck?.prepared ?? preparation.prepared;
  const answers = shellcheck?.inUse.answers;
  const results = examinePrepared(prepared, { task, options, host, projects, answers, worker });
  const rules = shellcheck?.used(rulesOf(configurations)) ?? rulesOf(configurations);
  host.begin(rules);
  const inConfigurations = lintedConfigurations(configurations);
  const isFixing = task.fix?.mode === 'write';
  // What is found in a YAML may come up in files after it, and what remains is known when all is written.
  const isLate = isFixing || yamlAmong(prepared).length > 0;
  const late: Finished[] = [];
  /** Whether files have been written. */
  let hasWritten = false;
  const linted: Linted[] = [];
  const dockerfiles: Linted[] = [];
  const notes: string[] = [];
  const others = new OtherFiles(options.cwd);
  let done = 0;
  for await (const result of results) {
    const one = prepared[done++]!;
    await host.progress(done);
    const file = await finished(one, result);
    if (file === undefined) continue;
    if (isLate) late.push(file);
    else await conclude(file);
  }
  const settled = await others.settle(task, host);
  notes.push(...settled.notes);
  for (const { from, path, message } of settled.failures) failures.add(from.target, { path, message });
  const inEnd = isFixing && (hasWritten || others.haveChanges) ? await asNowOnDisk(late) : late;
  for (const file of broughtTogether(inEnd, options.cwd)) await conclude(file);
  await tellConfigurations(() => true);
  for (const other of others.linted()) await tell(other);
  const { notes: onBaselines, errors } = await baselines.finish();
  return {
    dockerfiles,
    linted,
    ignored,
    unrecognized,
    rules,
    failures: [...failures.all(), ...errors],
    notes: [
      ...misnamedNotes(configurations),
      ...notes,
      ...onBaselines,
      ...projects.notes,
      ...unusedNotes(configurations, options.paths, options.cwd),
    ],
  };

  /** The result of a file, which is fixed if that is wanted; `undefined` if that has failed. */
  async function finished(one: Prepared, result: () => Result): Promise<Finished | undefined> {
    try {
      const found = await upToDate(one, result());
      const examined = (await shellcheck?.afterFixes(one, found)) ?? found;
      for (const note of examined.notes ?? []) projects.add(note);
      const kind = await kindWithId(examined.kind);
      const { report, inDiff, preview, notes: more, failure } = await settle(one, kind, examined, task, host);
      notes.push(...more);
      if (failure !== undefined) failures.add(one.target, { path: one.path, message: failure });
      others.collect(one, examined);
      if (isFixing && report.source.text !== examined.input.text) {
        hasWritten = true;
        projects.forget(one.file);
      }
      return { one, kind, report, inDiff, preview, around: others.reports(one, examined) };
    } catch (error) {
      failures.addError(one.target, error, one.path);
      return undefined;
    }
  }

  /**
   * A file that was examined before other files were fixed may be one of them under another name, or depend on one; it is then
   * examined again, as if its turn had only come now.
   */
  async function upToDate(one: Prepared, { examined, early }: Result): Promise<Examined> {
    const { input, fixed } = examined;
    if (!early || !isFixing) return examined;
    if (hasWritten && one.settings.surroundings !== undefined) return examinePreparedFile(one, task, host);
    if (fixed?.text === input.text || one.target.file === standardInput) return examined;
    return readText(one.file).text === input.text ? examined : examineFile(one, task);
  }

  /** What remains in files, now that they and those around them are fixed. */
  async function asNowOnDisk(files: readonly Finished[]): Promise<readonly Finished[]> {
    for (const { path } of files.flatMap(({ around }) => around)) projects.forget(resolve(options.cwd, path));
    const now: Finished[] = [];
    for (const file of files) {
      const { one, kind, report: before } = file;
      const { surroundings } = one.settings;
      if (surroundings === undefined) {
        now.push(file);
        continue;
      }
      try {
        const settings = shellcheck?.settingsOf(one) ?? one.settings;
        const lintOnly = { ...task, fix: undefined };
        const text = one.target.file === standardInput ? before.source.text : readText(one.file).text;
        const examined = await examineInput({ text, isExact: true }, { ...one, settings }, lintOnly);
        const { report } = await settle(one, kind, examined, lintOnly, host);
        const { fixed = [] } = before;
        now.push({ ...file, report: { ...report, fixed }, around: others.reports(one, examined) });
      } catch (error) {
        failures.addError(one.target, error, one.path);
      }
    }
    return now;
  }

  /** Reports what the baseline does not hide. */
  async function conclude({ one, kind, report, inDiff, preview, around }: Finished): Promise<void> {
    const { failOn, shellcheck: ofScripts } = one.configuration;
    await tellConfigurations((path) => path < one.path);
    const lacking = ofScripts.value ? {} : { groupLeftOut: SHELLCHECK };
    const [own, ...more] = withBaseline(one, kind, [report, ...around], { ...one.settings, ...lacking });
    for (const other of more) others.add(one, other);
    const linted = { report: own!, failOn, inDiff, preview };
    dockerfiles.push(linted);
    await tell(linted);
  }

  async function tell(one: Linted): Promise<void> {
    linted.push(one);
    await host.report(one.report);
  }

  /** Findings in configurations are reported between Dockerfiles, in order of path. */
  async function tellConfigurations(isNext: (path: string) => boolean): Promise<void> {
    while (inConfigurations[0] !== undefined && isNext(inConfigurations[0].report.path))
      await tell(inConfigurations.shift()!);
  }
}

/** ShellCheck, if a configuration asks for it: the files with what it says among their settings, and what it does later. */
async function shellcheckFor(prepared: readonly Prepared[], options: SessionOptions, host: Host) {
  const asking = new Set(prepared.filter(({ configuration }) => configuration.shellcheck.value));
  if (asking.size === 0) return undefined;
  const { ShellcheckInUse, usedRules, withAnswers } = await import('./shellcheck.ts');
  const inUse = new ShellcheckInUse([...asking], options);
  await inUse.ask([...asking], host);
  const answered = withAnswers(inUse.answers);
  return {
    inUse,
    prepared: prepared.map((one) => (asking.has(one) ? { ...one, settings: answered(one.settings) } : one)),
    used: (rules: readonly AnyRule[]) => usedRules(rules, inUse.answers),
    settingsOf: (one: Prepared) =>
      one.configuration.shellcheck.value ? withAnswers(inUse.answers)(one.settings) : one.settings,
    afterFixes: (one: Prepared, examined: Examined) =>
      one.configuration.shellcheck.value ? inUse.afterFixes(one, examined) : examined,
  };
}

/** The findings in configurations, in order of path. A file that several of them extend is reported once. */
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
