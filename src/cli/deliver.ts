import { relative, sep } from 'node:path';
import { formats } from '../report/formats.ts';
import type { Reporter, ReportOptions } from '../report/reporter.ts';
import type { Run } from '../report/run.ts';
import { isColored } from './color.ts';
import type { LintOptions } from './invocation.ts';
import { type Io, write } from './io.ts';
import { readPages } from './pages.ts';
import { writeReportFile } from './report-file.ts';
import { repositoryRoot } from './repository.ts';

/** Makes every report that was asked for, and brings it to where it shall go. */
export async function deliver(run: Run, options: LintOptions, io: Io): Promise<void> {
  for (const { format, file } of options.reports) {
    const report: Reporter = formats[format];
    const pieces = report(run, reportOptions(run, options, file === undefined, io));
    if (file === undefined) for await (const piece of inChunks(pieces)) await write(io.stdout, piece);
    else await writeReportFile(file, io.cwd(), pieces);
  }
}

function reportOptions(run: Run, options: LintOptions, isPrinted: boolean, io: Io): ReportOptions {
  const cwd = io.cwd();
  const { quiet, showSuppressed, sarifSuppressed, category } = options;
  return {
    color: isPrinted && isColored(options.color, io.stdout, io.env),
    width: (isPrinted && io.stdout.columns) || 80,
    quiet,
    showSuppressed,
    sarifSuppressed,
    directory: relative(repositoryRoot(cwd) ?? cwd, cwd).replaceAll(sep, '/'),
    ...(category !== undefined && { category }),
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
