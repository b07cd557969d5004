import { relative, sep } from 'node:path';
import { formats } from '../report/formats.ts';
import type { Reporter, ReportOptions } from '../report/reporter.ts';
import type { Run } from '../report/run.ts';
import { statistics } from '../report/statistics.ts';
import { isColored } from './color.ts';
import { standardInput } from './discover.ts';
import { hasHyperlinks } from './hyperlinks.ts';
import type { LintOptions } from './invocation.ts';
import { type Io, type Output, write } from './io.ts';
import { readPages } from './pages.ts';
import { writeReportFile } from './report-file.ts';
import { repositoryRoot } from './repository.ts';

/** The formats, and what can take the place of a report. */
const reporters = { ...formats, statistics: (run: Run) => [statistics(run)] };

/** Makes every report that was asked for, and brings it to where it shall go. */
export async function deliver(run: Run, options: LintOptions, io: Io): Promise<void> {
  const stream = streamFor(options, io);
  for (const { format, file } of options.reports) {
    const report: Reporter = reporters[format];
    const printedTo = file === undefined ? stream : undefined;
    const pieces = report(run, reportOptions(run, options, printedTo, io));
    if (file !== undefined) await writeReportFile(file, io.cwd(), pieces);
    else if (stream !== undefined) for await (const piece of inChunks(pieces)) await write(stream, piece);
  }
}

/** Where a report is printed: nowhere beside a diff, and beside a fixed text where it does not get into it. */
function streamFor({ fix, paths }: LintOptions, io: Io): Output | undefined {
  if (fix === undefined) return io.stdout;
  if (fix.mode === 'diff') return undefined;
  return paths.includes(standardInput) ? io.stderr : io.stdout;
}

function reportOptions(run: Run, options: LintOptions, printedTo: Output | undefined, io: Io): ReportOptions {
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
    loadPages: async () => readPages(run.rules),
  };
}

/** Puts small pieces together, so that not every one is a call of the system. */
async function* inChunks(pieces: Iterable<string> | AsyncIterable<string>): AsyncIterable<string> {
  let chunk = '';
  for await (const piece of pieces) {
    chunk += piece;
    if (chunk.length < 64 * 1024) continue;
    yield chunk;
    chunk = '';
  }
  yield chunk;
}
