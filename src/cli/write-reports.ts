import { relative, sep } from 'node:path';
import { formats, growingFormats } from '../report/formats.ts';
import type { Reporter, ReportOptions } from '../report/reporter.ts';
import type { FileReport, Run } from '../report/run.ts';
import { statistics } from '../report/statistics.ts';
import type { AnyRule } from '../rule/settings.ts';
import { standardInput } from '../session/discover.ts';
import { repositoryRoot } from '../session/repository.ts';
import { isColored } from './color.ts';
import { hasHyperlinks } from './hyperlinks.ts';
import type { LintOptions } from './invocation.ts';
import { type Io, type Output, write } from './io.ts';
import { writeReportFile } from './report-file.ts';
import { readPages } from './rule-docs.ts';

/** The formats, and what can take the place of a report. */
const reporters = { ...formats, statistics: (run: Run) => [statistics(run)] };

/** Makes every report that was asked for and is not printed yet, and brings it to where it shall go. */
export async function deliver(run: Run, options: LintOptions, isPrinted: boolean, io: Io): Promise<void> {
  const stream = streamFor(options, io);
  for (const { format, file } of options.reports) {
    const report: Reporter = reporters[format];
    const printedTo = file === undefined ? stream : undefined;
    const pieces = report(run, reportOptions(run.rules, options, printedTo, io));
    if (file !== undefined) await writeReportFile(file, io.cwd(), pieces);
    else if (stream !== undefined && !isPrinted)
      for await (const piece of inChunks(pieces)) await write(stream, piece);
  }
}

/** Prints a report while files are still being linted, so that nobody waits for it in the end. */
export interface Printer {
  tell(file: FileReport): Promise<void>;
  end(): Promise<void>;
}

/**
 * What prints the report on standard output, if its format can be told file by file.
 *
 * @param beforeWriting is called before anything goes out, so that a terminal has room for it
 */
export function printerFor(
  rules: readonly AnyRule[],
  options: LintOptions,
  io: Io,
  beforeWriting: () => void,
): Printer | undefined {
  const stream = streamFor(options, io);
  const printed = options.reports.find(({ file }) => file === undefined);
  const begin = printed && growingFormats[printed.format];
  if (stream === undefined || begin === undefined) return undefined;
  const report = begin(rules, reportOptions(rules, options, stream, io));
  let left = options.maxFindings ?? Number.POSITIVE_INFINITY;
  let chunk = '';
  return {
    async tell(file) {
      const findings = file.findings.slice(0, left);
      left -= findings.length;
      for (const piece of report.tell({ ...file, findings })) chunk += piece;
      if (chunk.length >= chunkLength) await flush();
    },
    async end() {
      for (const piece of report.end()) chunk += piece;
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

/** Where a report is printed: nowhere beside a diff, and beside a fixed text where it does not get into it. */
function streamFor({ fix, paths }: LintOptions, io: Io): Output | undefined {
  if (fix === undefined) return io.stdout;
  if (fix.mode === 'diff') return undefined;
  return paths.includes(standardInput) ? io.stderr : io.stdout;
}

function reportOptions(
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
    directory: relative(repositoryRoot(cwd) ?? cwd, cwd).replaceAll(sep, '/'),
    ...(category !== undefined && { category }),
    env: io.env,
    loadPages: async () => readPages(rules),
  };
}

/** Characters that are written at once. */
const chunkLength = 64 * 1024;

/** Puts small pieces together, so that not every one is a call of the system. */
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
