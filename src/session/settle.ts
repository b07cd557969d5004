import type { FailOn } from '../config/schema.ts';
import type { Fixed } from '../fix/fix.ts';
import { describeHarm } from '../fix/harm.ts';
import type { AnyKind } from '../kinds/kind.ts';
import { type LintResult, lintSource } from '../lint.ts';
import type { FileReport } from '../report/run.ts';
import type { Settings } from '../rule/settings.ts';
import { standardInput, type Target } from './discover.ts';
import type { Examined, Task } from './examine.ts';
import { writeFixedFile } from './fixed-file.ts';
import type { Host } from './host.ts';
import type { Input } from './read.ts';
import { UserError } from './user-error.ts';

/** A file that has been examined. */
interface Place {
  readonly target: Target;
  /** As shown to people. */
  readonly path: string;
  readonly settings: Settings;
}

/** The result of one file. */
export interface Linted {
  readonly report: FileReport;
  readonly failOn: FailOn;
  /** Findings whose fixes are in the printed diff. */
  readonly inDiff: number;
  /** The text that the file would have with the printed diff. */
  readonly preview?: string | undefined;
}

/** Receives patches and fixed standard input. */
type Output = Pick<Host, 'print'>;

/** The result of a file. */
export interface Settled {
  /** The remaining findings. */
  readonly report: FileReport;
  /** Findings whose fixes are in the printed diff. */
  readonly inDiff: number;
  /** The text that the file would have with the printed diff. */
  readonly preview?: string;
  /** Refused fixes, each with the reason. */
  readonly notes: readonly string[];
  /** Why the file is not fixed. */
  readonly failure?: string;
}

/**
 * Does what the run asks for with an examined file: fixes it in place (text from standard input is printed to standard
 * output), or prints what fixing would change.
 */
export async function settle(
  place: Place,
  kind: AnyKind,
  examined: Examined,
  { style }: Task,
  host: Output,
): Promise<Settled> {
  const { input, found, fixed, patch, inventory } = examined;
  if (fixed === undefined) return { report: reportOn(place, found!, inventory), inDiff: 0, notes: [] };
  const notes = [...refusedNotes(place.path, fixed.refused)];
  if (found !== undefined) {
    const report = reportOn(place, found, inventory);
    if (patch === undefined) return { report, inDiff: 0, notes };
    await host.print(patch.text);
    if (style.forPrograms && patch.altered.length > 0) notes.push(alteredNote(place.path, patch.altered));
    return { report, inDiff: fixed.fixed.length, preview: fixed.text, notes };
  }
  try {
    await writeFixed(place, input, fixed.text, host);
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    const report = reportOn(place, lintSource(input.text, place.settings, place.path, kind));
    return { report, inDiff: 0, notes, failure: error.message };
  }
  return { report: { ...reportOn(place, fixed, inventory), fixed: fixed.fixed }, inDiff: 0, notes };
}

async function writeFixed(
  { target: { file } }: Place,
  input: Input,
  text: string,
  host: Output,
): Promise<void> {
  const isStandardInput = file === standardInput;
  if (text !== input.text || isStandardInput) checkExact(input);
  if (isStandardInput) await host.print(text);
  else if (text !== input.text) await writeFixedFile(file, input.text, text);
}

/** A file that cannot be written back byte by byte is not written at all. */
function checkExact({ isExact }: Input): void {
  if (!isExact) throw new UserError('is not fixed: it is not all UTF-8, and what is not would be lost');
}

function reportOn(
  { path }: Place,
  { source, context, findings, suppressed }: LintResult,
  inventory?: FileReport['inventory'],
): FileReport {
  return { path, source, ...(context && { context }), ...(inventory && { inventory }), findings, suppressed };
}

/** Why fixes of a file were refused. */
export function refusedNotes(path: string, refused: Fixed['refused']): readonly string[] {
  return refused.map(({ finding: { rule, range }, harm }) => {
    const place = `${path}:${range.start.line}:${range.start.column}`;
    return `${place}: ${rule} is not fixed: ${describeHarm(harm)}`;
  });
}

/** That a printed patch does not apply at some lines. */
export function alteredNote(path: string, [line, ...others]: readonly number[]): string {
  const more = others.length === 0 ? '' : ` (and ${others.length} more)`;
  return `${path}:${line}${more}: the diff hides a secret, or characters that act in a terminal or a log, and does not apply here\n  \`--fix\` makes the changes in the file.`;
}
