import { slashed } from '../config/paths.ts';
import { loadReporter, type ReportOptions } from '../report/formats.ts';
import { grow, render } from '../report/render.ts';
import type { FileReport, Run } from '../report/run.ts';
import type { AnyRule } from '../rule/settings.ts';
import { standardInput } from '../session/discover.ts';
import { rootOfRun } from '../session/repository.ts';
import { readPages } from '../session/rule-pages.ts';
import { isColored } from './color.ts';
import { hasHyperlinks } from './hyperlinks.ts';
import type { LintOptions } from './invocation.ts';
import { type Io, type Output, write } from './io.ts';
import { writeReportFile } from './report-file.ts';

/**
 * Writes every requested report that is not printed yet to its destination.
 *
 * @param inputs the files that were linted, absolute
 */
export async function deliver(
  run: Run,
  options: LintOptions,
  isPrinted: boolean,
  io: Io,
  inputs: readonly string[],
): Promise<void> {
  const stream = streamFor(options, io);
  for (const { format, file } of options.reports) {
    const printedTo = file === undefined ? stream : undefined;
    if (file === undefined && (stream === undefined || isPrinted)) continue;
    const reporter = await loadReporter(format);
    const pieces = render(reporter, run, reportOptions(run.rules, options, printedTo, io));
    if (file !== undefined) await writeReportFile(file, io.cwd(), pieces, inputs);
    else for await (const piece of inChunks(pieces)) await write(stream!, piece);
  }
}

/** Prints a report while files are still being linted, so that it need not wait for the last file. */
export interface Printer {
  tell(file: FileReport): Promise<void>;
  end(run: Run): Promise<void>;
}

/**
 * Makes the printer of the report on standard output, if its format can be printed file by file.
 *
 * @param beforeWriting called before anything is written, so that a terminal can be cleared
 */
export async function printerFor(
  rules: readonly AnyRule[],
  options: LintOptions,
  io: Io,
  beforeWriting: () => void,
): Promise<Printer | undefined> {
  const stream = streamFor(options, io);
  const printed = options.reports.find(({ file }) => file === undefined);
  if (stream === undefined || printed === undefined) return undefined;
  const reporter = await loadReporter(printed.format);
  if (reporter.kind !== 'printed') return undefined;
  const report = grow(reporter, rules, reportOptions(rules, options, stream, io));
  let left = options.maxFindings ?? Number.POSITIVE_INFINITY;
  let chunk = '';
  return {
    async tell(file) {
      const findings = file.findings.slice(0, left);
      left -= findings.length;
      for (const piece of report.file({ ...file, findings })) chunk += piece;
      if (chunk.length >= chunkLength) await flush();
    },
    async end(run) {
      for (const piece of report.end(run)) chunk += piece;
      await flush();
    },
  };

  function flush(): Promise<void> {
    const text = chunk;
    chunk = '';
    if (text !== '') beforeWriting();
    return write(stream!, text);
  }
}

/**
 * Where a report is printed: not at all beside a diff, and on standard error beside a fixed text, so that they do not
 * mix.
 */
function streamFor({ fix, paths }: LintOptions, io: Io): Output | undefined {
  if (fix === undefined) return io.stdout;
  if (fix.mode === 'diff') return undefined;
  return paths.includes(standardInput) ? io.stderr : io.stdout;
}

/**
 * The options of a report.
 *
 * @param printedTo the stream that it is printed to, if any
 */
export function reportOptions(
  rules: readonly AnyRule[],
  options: LintOptions,
  printedTo: Output | undefined,
  io: Io,
): ReportOptions {
  const cwd = io.cwd();
  const { quiet, showSuppressed, sarifSuppressed, category } = options;
  return {
    color: printedTo !== undefined && isColored(options.color, printedTo, io.env),
    hyperlinks: printedTo !== undefined && hasHyperlinks(options.color, printedTo, io.env),
    width: printedTo?.columns || 80,
    quiet,
    showSuppressed,
    sarifSuppressed,
    cwd: slashed(cwd),
    root: slashed(rootOfRun(options.paths, cwd, io.env) ?? cwd),
    ...(category !== undefined && { category }),
    env: io.env,
    loadPages: async () => readPages(rules),
  };
}

/** The number of characters that are written at once. */
const chunkLength = 64 * 1024;

/** Joins small pieces, so that not every piece is a system call. */
async function* inChunks(pieces: Iterable<string> | AsyncIterable<string>): AsyncIterable<string> {
  let chunk = '';
  for await (const piece of pieces) {
    chunk += piece;
    if (chunk.length < chunkLength) continue;
    yield chunk;
    chunk = '';
  }
  yield chunk;
}
