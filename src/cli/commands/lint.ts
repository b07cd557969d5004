import { builtIn } from '../../config/built-in.ts';
import type { ContextFound } from '../../context/context.ts';
import { catalogDate, isCatalogOld } from '../../image/catalog.ts';
import { escapeText } from '../../report/escape.ts';
import type { Run, RunError } from '../../report/run.ts';
import { plural, summaryLine } from '../../report/summary.ts';
import { severities } from '../../rule/finding.ts';
import { discover, type Target } from '../../session/discover.ts';
import { kindTitles } from '../../session/file-kind.ts';
import { lintTargets, type Outcome } from '../../session/lint-targets.ts';
import type { Linted } from '../../session/settle.ts';
import { maskSecrets } from '../../text/secrets.ts';
import { homepage, version } from '../../version.ts';
import { errorLine, errorText } from '../errors.ts';
import { type ExitStatus, exitStatus } from '../exit-status.ts';
import { commandNames, type LintOptions } from '../invocation.ts';
import { type Io, write } from '../io.ts';
import { shortened } from '../limit-findings.ts';
import { sessionOptions } from '../session-options.ts';
import { Terminal } from '../terminal.ts';
import { deliver } from '../write-reports.ts';

const OLD_CATALOG =
  `the list of Azure ML's images is of ${catalogDate}, more than six months old: ` +
  'what is newer is not known here, and a newer azml-lint may know it';

const FOR_AGENTS =
  'one line for each finding, as for a coding agent; `azml-lint explain RULE` says why and what to do, ' +
  'and `--format text` shows the code';

/**
 * Lints files and reports the findings.
 *
 * @param worker the script of worker threads; without it there are no threads
 */
export async function lint(options: LintOptions, io: Io, worker?: string): Promise<ExitStatus> {
  const started = Date.now();
  const { targets, errors, notes: onSearch } = await discover(options.paths, io.cwd(), commandNames);
  const terminal = new Terminal(options, io, targets.length);
  // Only JSON says what the stages are built on, and where the files come from.
  const inventory = options.reports.some(({ format }) => format === 'json');
  const outcome = await lintTargets(targets, { ...sessionOptions(options, io), inventory }, terminal, worker);
  const { dockerfiles, linted, failures } = outcome;
  const files = linted.map(({ report }) => report);
  const run: Run = {
    ...(inventory ? await withRepository(files, targets, io) : { files }),
    errors: [...errors, ...failures],
    rules: outcome.rules,
    now: options.now,
    version,
    elapsed: Date.now() - started,
  };
  const shown = shortened(run, options.maxFindings);
  const inputs = targets.map(({ file }) => file);
  await deliver(shown, options, await terminal.end(shown), io, inputs);
  const onArguments = await argumentNotes(dockerfiles, options);
  for (const note of [...onSearch, ...outcome.notes, ...onArguments, ...bugNotes(run)])
    await write(io.stderr, errorLine(note));
  for (const error of run.errors) await write(io.stderr, errorLine(errorText(error)));

  const isEmpty = linted.length === 0 && run.errors.length === 0;
  if (isEmpty) return nothingToLint(options, outcome, io);
  if (options.verbose && !options.quiet) await write(io.stderr, contextLines(run));
  if (linted.length > 0 && hasClosingWords(options)) {
    await write(io.stderr, options.fix?.mode === 'diff' ? diffWords(linted) : closingWords(run, shown));
    if (isCatalogOld(options.now)) await write(io.stderr, errorLine(OLD_CATALOG));
  }
  await tellReader(shown, options, io);
  return statusOf(linted, run.errors, options);
}

/** The files, with the repository that they are in. */
async function withRepository(
  files: Run['files'],
  targets: readonly Target[],
  io: Io,
): Promise<Pick<Run, 'files' | 'repository'>> {
  const { repositoryOfRun } = await import('../../session/run-repository.ts');
  const paths = targets.map(({ file }) => file);
  const { repository, placed } = repositoryOfRun(paths, io.cwd(), io.env);
  return { files: files.map(placed), ...(repository && { repository }) };
}

/** Adds what the reader of the run can use that nobody has asked for. */
async function tellReader(run: Run, options: LintOptions, io: Io): Promise<void> {
  if (options.reader === undefined) return;
  if (options.reader !== 'agent') {
    const { addReports } = await import('../added-reports.ts');
    await addReports(run, options.reader, options, io);
  } else if (findingCount(run) > 0) await write(io.stderr, errorLine(FOR_AGENTS));
}

/** Why none of the named files was linted. */
function leftOut(ignored: number, unrecognized: readonly string[]): string {
  const reasons = [
    ...(ignored > 0 ? [`the configuration ignores ${plural(ignored, 'file')}`] : []),
    ...[...new Set(unrecognized)].map((title) => {
      const count = unrecognized.filter((one) => one === title).length;
      return `${plural(count, 'file')} ${count === 1 ? 'is' : 'are'} no ${title}`;
    }),
  ];
  return reasons.join(', and ');
}

/** With `--force-ignore`, named files may all be ignored: that is not an error. */
async function nothingToLint(
  { paths, forceIgnore, quiet }: LintOptions,
  { ignored, unrecognized }: Pick<Outcome, 'ignored' | 'unrecognized'>,
  io: Io,
): Promise<ExitStatus> {
  const isMeant = forceIgnore && ignored + unrecognized.length > 0;
  const reason = isMeant
    ? `nothing is linted: ${leftOut(ignored, unrecognized)}`
    : `there is no ${(await kindTitles()).join(' or ')} to lint in ${paths.join(', ')}`;
  if (!isMeant || !quiet) await write(io.stderr, errorLine(reason));
  return isMeant ? exitStatus.clean : exitStatus.nothingToLint;
}

async function argumentNotes(
  dockerfiles: readonly Linted[],
  { buildArgs }: LintOptions,
): Promise<readonly string[]> {
  const names = Object.keys(buildArgs);
  if (names.length === 0 || dockerfiles.length === 0) return [];
  const { unusedArguments } = await import('../build-args.ts');
  return unusedArguments(
    names,
    dockerfiles.map(({ report }) => report.source.text),
  );
}

/** Notes that ask to report the internal errors of rules, and to whom. */
function bugNotes({ files }: Run): readonly string[] {
  const broken = files.flatMap(({ findings }) => findings.filter(({ internal }) => internal));
  return [...new Set(broken.map(({ rule }) => rule))].map((id) => {
    const isOurs = builtIn.rules.some((rule) => rule.id === id);
    return `internal error in ${id}: please report it ${isOurs ? `to ${homepage}` : 'to the author of the plugin that has it'}`;
  });
}

/** Formats with one line for each finding print nothing else, as compilers do, if they are asked for. */
function hasClosingWords({ quiet, reports, reader }: LintOptions): boolean {
  if (reader === 'agent') return true;
  return !quiet && reports.every(({ format, file }) => format !== 'compact' || file !== undefined);
}

function closingWords(run: Run, shown: Run): string {
  const left = findingCount(run) - findingCount(shown);
  return `${summaryLine(run)}${left === 0 ? '' : ` ${left} not shown (--max-findings).`}\n`;
}

/** The build context of each Dockerfile, and why. */
function contextLines({ files }: Run): string {
  return files.flatMap(({ path, context }) => (context ? [`${contextLine(path, context)}\n`] : [])).join('');
}

function contextLine(path: string, { folder, reason }: ContextFound): string {
  const found =
    folder === undefined ? `not known${reason === undefined ? '' : `: ${reason}`}` : `${folder}, ${reason}`;
  return escapeText(maskSecrets(`${path}: the build context is ${found}`));
}

function diffWords(linted: readonly Linted[]): string {
  const changing = linted.filter(({ inDiff }) => inDiff > 0);
  const fixes = changing.reduce((sum, { inDiff }) => sum + inDiff, 0);
  return `${changing.length} of ${plural(linted.length, 'file')} would change, by ${plural(fixes, 'fix', 'fixes')}.\n`;
}

function findingCount({ files }: Run): number {
  return files.reduce((sum, { findings }) => sum + findings.length, 0);
}

function statusOf(linted: readonly Linted[], errors: readonly RunError[], { fix }: LintOptions): ExitStatus {
  const hasFailed = linted.some(({ report }) => report.findings.some(({ internal }) => internal === true));
  if (errors.length > 0 || hasFailed) return exitStatus.failure;
  const fails = fix?.mode === 'diff' ? ({ inDiff }: Linted) => inDiff > 0 : isFailing;
  return linted.some(fails) ? exitStatus.findings : exitStatus.clean;
}

function isFailing({ report, failOn }: Linted): boolean {
  if (failOn === 'never') return false;
  const lowest = severities.indexOf(failOn);
  return report.findings.some(({ severity }) => severities.indexOf(severity) <= lowest);
}
