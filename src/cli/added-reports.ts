/** What is added to the text when the runner of a CI service reads it: annotations, and the job's summary. */
import { appendFileSync, mkdtempSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { azureCommand } from '../report/ci-commands.ts';
import { type Format, loadReporter } from '../report/formats.ts';
import { render } from '../report/render.ts';
import type { FileReport, Run } from '../report/run.ts';
import { summaryOf } from '../report/summary.ts';
import type { Severity } from '../rule/finding.ts';
import { errorLine } from './errors.ts';
import type { LintOptions } from './invocation.ts';
import { type Io, write } from './io.ts';
import type { Reader } from './reader.ts';
import { reportOptions } from './write-reports.ts';

/** GitHub shows so many annotations of each severity; the rest would be dropped. */
const most = 10;

/** GitHub takes no larger summary of a step. */
const largestSummary = 1024 * 1024;

const cutNote = '\n*What is missing does not fit into this summary; the log of the job has it.*\n';

const services = { github: 'GitHub Actions', azure: 'Azure Pipelines' } as const;

/**
 * Adds the annotations and the summary, and a line that says so, on standard error: runners read both streams, and what
 * goes to standard output stays what it is elsewhere.
 */
export async function addReports(
  run: Run,
  reader: Exclude<Reader, 'agent'>,
  options: LintOptions,
  io: Io,
): Promise<void> {
  const { findings, errors } = summaryOf(run);
  const serious = findings.error + findings.warning + errors;
  if (serious + findings.info === 0) return;
  const annotated = worstOf(run);
  for await (const piece of reportOf(reader, annotated, options, io)) await write(io.stderr, piece);

  const summary = await summarized(run, reader, options, io);
  const shown = summaryOf(annotated);
  const count = shown.findings.error + shown.findings.warning + shown.errors;
  const words = `${services[reader]} gets annotations (${count} of ${serious} errors and warnings)${summary}`;
  await write(io.stderr, errorLine(`${words}; \`--format text\` or AZML_LINT_FORMAT=text: the text alone`));
}

/** The run with the first errors and the first warnings only. */
function worstOf(run: Run): Run {
  const errors = run.errors.slice(0, most);
  const left: Record<Severity, number> = { error: most - errors.length, warning: most, info: 0 };
  const files = run.files.map((file): FileReport => {
    const findings = file.findings.filter(({ severity }) => left[severity]-- > 0);
    return { ...file, findings };
  });
  return { ...run, files, errors };
}

async function* reportOf(format: Format, run: Run, options: LintOptions, io: Io): AsyncGenerator<string> {
  yield* render(await loadReporter(format), run, reportOptions(run.rules, options, undefined, io));
}

/** Writes the summary. Returns the words that say so: a summary is never the reason that a job fails. */
async function summarized(
  run: Run,
  reader: Exclude<Reader, 'agent'>,
  options: LintOptions,
  io: Io,
): Promise<string> {
  const file = io.env.GITHUB_STEP_SUMMARY;
  if (reader === 'github' && !file) return '';
  try {
    const pieces = reportOf('markdown', run, options, io);
    if (reader === 'azure') await uploadSummary(await fitting(pieces, largestSummary), io);
    else {
      // Without a blank line before it, a heading would belong to what is there.
      const room = largestSummary - (statSync(file!, { throwIfNoEntry: false })?.size ?? 0) - 1;
      appendFileSync(file!, `\n${await fitting(pieces, room)}`);
    }
    return " and the job's summary";
  } catch (error) {
    return `, but the job's summary cannot be written: ${(error as Error).message}`;
  }
}

/** As many whole pieces as there is room for, in bytes; what is missing is said in the room of the last ones. */
async function fitting(pieces: AsyncIterable<string>, room: number): Promise<string> {
  let text = '';
  let size = 0;
  let beforeNote = '';
  const reserved = Buffer.byteLength(cutNote);
  for await (const piece of pieces) {
    size += Buffer.byteLength(piece);
    if (size > room) {
      if (reserved > room) throw new Error('it is full');
      return beforeNote + cutNote;
    }
    text += piece;
    if (size + reserved <= room) beforeNote = text;
  }
  return text;
}

/** The agent names a summary by its file, and reads it after the job has gone on. */
async function uploadSummary(text: string, io: Io): Promise<void> {
  const directory = mkdtempSync(join(io.env.AGENT_TEMPDIRECTORY || tmpdir(), 'azml-lint-'));
  const file = join(directory, `azml-lint-${process.pid}.md`);
  writeFileSync(file, text);
  await write(io.stderr, `${azureCommand('task.uploadsummary', {}, file)}\n`);
}
