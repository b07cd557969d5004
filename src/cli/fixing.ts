import type { Configuration } from '../config/configuration.ts';
import { ConfigError } from '../config/problem.ts';
import { unknownRule } from '../config/rule-entries.ts';
import { type FixChoice, type Fixed, fixSource } from '../fix/fix.ts';
import { describeHarm } from '../fix/harm.ts';
import { lintSource } from '../lint.ts';
import type { FileReport } from '../report/run.ts';
import { ruleNames } from '../rule/names.ts';
import type { Settings } from '../rule/settings.ts';
import { sourceOf } from '../text/source.ts';
import { isCi } from './ci.ts';
import { isColored } from './color.ts';
import { standardInput, type Target } from './discover.ts';
import { UserError } from './errors.ts';
import { writeFixedFile } from './fixed-file.ts';
import type { FixOptions, LintOptions } from './invocation.ts';
import { type Io, write } from './io.ts';
import type { Input } from './read.ts';

/** A file to fix, and how. */
export interface FixJob {
  readonly target: Target;
  readonly path: string;
  readonly input: Input;
  readonly settings: Settings;
  readonly choice: FixChoice;
}

/** What came of fixing a file. */
export interface FixOutcome {
  /** What is left to report. */
  readonly report: FileReport;
  /** Findings whose fixes are in the diff that was printed. */
  readonly inDiff: number;
  /** Fixes that were refused, each with the reason. */
  readonly notes: readonly string[];
  /** Why the file is not fixed. */
  readonly failure?: string;
}

/**
 * The rules whose fixes are wanted, by the names that are given.
 * @throws {ConfigError} for a name that no rule has.
 */
export function fixChoice({ unsafe, rules }: FixOptions, configuration: Configuration): FixChoice {
  if (rules.length === 0) return { unsafe };
  const names = ruleNames(configuration.rules);
  const wanted = rules.map((name) => ({ name, found: names.find(name) }));
  const unknown = wanted.filter(({ found }) => found.length === 0);
  if (unknown.length > 0) {
    const problems = unknown.map(({ name }) => {
      const { message, hint } = unknownRule(name, names);
      return { message: `--rule-only ${name}: ${message}`, hint };
    });
    throw new ConfigError(problems);
  }
  return { unsafe, rules: new Set(wanted.flatMap(({ found }) => found.map(({ id }) => id))) };
}

/** Fixes a file in its place; what came from standard input goes to standard output. */
export async function fix(job: FixJob, io: Io): Promise<FixOutcome> {
  const { target, input } = job;
  const fixed = fixSource(input.text, job.settings, job.choice);
  const isStandardInput = target.file === standardInput;
  try {
    if (fixed.text !== input.text || isStandardInput) checkExact(input);
    if (isStandardInput) await write(io.stdout, fixed.text);
    else if (fixed.text !== input.text) await writeFixedFile(target.file, input.text, fixed.text);
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    return { ...unfixed(job, fixed), failure: error.message };
  }
  const { findings, suppressed } = fixed;
  const report = { path: job.path, source: sourceOf(fixed.text), findings, suppressed, fixed: fixed.fixed };
  return { report, inDiff: 0, notes: notesOn(job, fixed) };
}

/** Shows what fixing a file would change. */
export async function showDiff(job: FixJob, { color }: LintOptions, io: Io): Promise<FixOutcome> {
  const { path, input } = job;
  const fixed = fixSource(input.text, job.settings, job.choice);
  if (fixed.text === input.text) return unfixed(job, fixed);
  const { patchOf } = await import('./patch.ts');
  const style = {
    forPrograms: io.stdout.isTTY !== true && !isCi(io.env),
    color: isColored(color, io.stdout, io.env),
  };
  const { text, altered } = patchOf(path, input.text, fixed.text, style);
  await write(io.stdout, text);
  const outcome = unfixed(job, fixed);
  const notes =
    style.forPrograms && altered.length > 0 ? [...outcome.notes, alteredNote(path, altered)] : outcome.notes;
  return { ...outcome, notes, inDiff: fixed.fixed.length };
}

function alteredNote(path: string, [line, ...others]: readonly number[]): string {
  const more = others.length === 0 ? '' : ` (and ${others.length} more)`;
  return `${path}:${line}${more}: the diff hides a secret, or what acts in a terminal or a log, and does not apply here\n  \`--fix\` makes the changes in the file.`;
}

/** A file that cannot be written back byte by byte is not written at all. */
function checkExact({ isExact }: Input): void {
  if (!isExact) throw new UserError('is not fixed: it is not all UTF-8, and what is not would be lost');
}

/** What there is to say about a file that stays as it is. */
function unfixed(job: FixJob, fixed: Fixed): FixOutcome {
  const { path, input, settings } = job;
  const report = { path, source: sourceOf(input.text), ...lintSource(input.text, settings) };
  return { report, inDiff: 0, notes: notesOn(job, fixed) };
}

function notesOn({ path }: FixJob, { refused }: Fixed): readonly string[] {
  return refused.map(({ finding: { rule, range }, harm }) => {
    const place = `${path}:${range.start.line}:${range.start.column}`;
    return `${place}: ${rule} is not fixed: ${describeHarm(harm)}`;
  });
}
