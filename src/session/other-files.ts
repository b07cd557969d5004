import { resolve } from 'node:path';
import type { FixedOther } from '../fix/fix.ts';
import type { OtherResult } from '../lint.ts';
import type { FileReport } from '../report/run.ts';
import type { Finding } from '../rule/finding.ts';
import type { Examined, Task } from './examine.ts';
import { writeFixedFile } from './fixed-file.ts';
import type { Host } from './host.ts';
import type { Patch } from './patch.ts';
import type { Prepared } from './prepare.ts';
import { alteredNote, type Linted, refusedNotes } from './settle.ts';
import { UserError } from './user-error.ts';

/** A file around linted ones, with what has been found out about it so far. */
interface Other {
  /** The first linted file that leads to it. */
  readonly from: Prepared;
  report: FileReport;
  readonly result: OtherResult | FixedOther;
  readonly patch: Patch | undefined;
}

/** What became of such a file. */
interface SettledOther {
  readonly from: Prepared;
  readonly path: string;
  readonly linted: Linted;
  readonly notes: readonly string[];
  readonly failure?: string;
}

/** The files around the linted ones, such as entry scripts: each is reported once, however many files lead to it. */
export class OtherFiles {
  readonly #byPath = new Map<string, Other>();
  readonly #cwd: string;

  constructor(cwd: string) {
    this.#cwd = cwd;
  }

  /** The reports on the files that a linted one leads to, except those that its configuration ignores. */
  reports({ configuration }: Prepared, { found, fixed }: Examined): readonly FileReport[] {
    const results = found?.others ?? fixed?.others.map((one) => one.fixed ?? one) ?? [];
    return results
      .filter(({ source }) => !configuration.ignores(resolve(this.#cwd, source.path)))
      .map(reportOn);
  }

  /** Takes note of a report. Findings that came up before are not repeated. */
  add(from: Prepared, examined: Examined, report: FileReport): void {
    const { path } = report;
    const known = this.#byPath.get(path);
    if (known) {
      known.report = joined(known.report, report);
      return;
    }
    const { found, fixed, otherPatches } = examined;
    const result = [...(fixed?.others ?? []), ...(found?.others ?? [])].find(
      (one) => one.source.path === path,
    )!;
    this.#byPath.set(path, { from, report, result, patch: otherPatches?.get(path) });
  }

  /** Writes the fixes, or prints what they would change, and gives the reports in order of path. */
  async *settle({ fix, style }: Task, host: Pick<Host, 'print'>): AsyncGenerator<SettledOther> {
    const inOrder = [...this.#byPath].sort(([a], [b]) => (a < b ? -1 : 1));
    for (const [path, { from, report, result, patch }] of inOrder) {
      const { failOn } = from.configuration;
      const fixed = 'fixed' in result ? result.fixed : undefined;
      const notes = fixed ? [...refusedNotes(path, fixed.refused)] : [];
      if (fix?.mode === 'write' && fixed && fixed.text !== result.source.text) {
        const failure = await this.#write(path, result.source.text, fixed.text);
        const left = failure === undefined ? { ...report, fixed: fixed.fixed } : reportOn(result);
        const linted = { report: left, failOn, inDiff: 0 };
        yield { from, path, linted, notes, ...(failure !== undefined && { failure }) };
        continue;
      }
      if (patch !== undefined) {
        await host.print(patch.text);
        if (style.forPrograms && patch.altered.length > 0) notes.push(alteredNote(path, patch.altered));
      }
      const inDiff = patch === undefined ? 0 : (fixed?.fixed.length ?? 0);
      yield { from, path, linted: { report, failOn, inDiff }, notes };
    }
  }

  /** Returns why it could not be written. */
  async #write(path: string, before: string, after: string): Promise<string | undefined> {
    try {
      await writeFixedFile(resolve(this.#cwd, path), before, after);
      return undefined;
    } catch (error) {
      if (error instanceof UserError) return error.message;
      throw error;
    }
  }
}

function reportOn({
  source,
  findings,
  suppressed,
}: Pick<OtherResult, 'source' | 'findings' | 'suppressed'>): FileReport {
  return { path: source.path, source, findings, suppressed };
}

/** Two reports on the same text as one. */
function joined(a: FileReport, b: FileReport): FileReport {
  if (a.source.text !== b.source.text) return a;
  const all = <T>(own: readonly T[] = [], more: readonly T[] = [], findingOf: (one: T) => Finding) => {
    const known = new Set(own.map((one) => keyOf(findingOf(one))));
    const fresh = more.filter((one) => !known.has(keyOf(findingOf(one))));
    return [...own, ...fresh].sort((x, y) => findingOf(x).span.start - findingOf(y).span.start);
  };
  return {
    ...a,
    findings: all(a.findings, b.findings, (finding) => finding),
    suppressed: all(a.suppressed, b.suppressed, ({ finding }) => finding),
    baselined: all(a.baselined, b.baselined, ({ finding }) => finding),
  };
}

function keyOf({ rule, span, message }: Finding): string {
  return JSON.stringify([rule, span, message]);
}
