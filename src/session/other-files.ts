import { resolve } from 'node:path';
import { realPath } from '../config/tree.ts';
import type { FixedOther } from '../fix/fix.ts';
import type { OtherResult } from '../lint.ts';
import type { FileReport } from '../report/run.ts';
import type { Examined, Task } from './examine.ts';
import { joined } from './finished.ts';
import { writeFixedFile } from './fixed-file.ts';
import type { Host } from './host.ts';
import type { Patch } from './patch.ts';
import type { Prepared } from './prepare.ts';
import { alteredNote, type Linted, refusedNotes } from './settle.ts';
import { UserError } from './user-error.ts';

/** What fixes make of a file around the linted ones. */
interface Change {
  /** The linted file that leads to it. */
  readonly from: Prepared;
  readonly path: string;
  readonly before: string;
  readonly fixed: NonNullable<FixedOther['fixed']>;
  readonly patch: Patch | undefined;
  isWritten: boolean;
}

/** What became of the fixes of the files around the linted ones. */
interface Settled {
  readonly notes: readonly string[];
  /** The files that could not be written. */
  readonly failures: readonly { readonly from: Prepared; readonly path: string; readonly message: string }[];
}

/**
 * The files around the linted ones, such as entry scripts: each is fixed and reported once, however many files lead to it, and
 * by whatever name.
 */
export class OtherFiles {
  /** By path, absolute, without links. */
  readonly #changes = new Map<string, Change>();
  readonly #reports = new Map<string, { readonly from: Prepared; readonly report: FileReport }>();
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

  /** Takes note of the fixes of those files. Where several lead to one, the first counts that changes it. */
  collect(from: Prepared, { fixed: own, otherPatches }: Examined): void {
    for (const { source, fixed } of own?.others ?? []) {
      const { path, text: before } = source;
      if (fixed === undefined || from.configuration.ignores(resolve(this.#cwd, path))) continue;
      const known = this.#changes.get(this.#fileOf(path));
      if (known && (changes(known) || fixed.text === before)) continue;
      const patch = otherPatches?.get(path);
      this.#changes.set(this.#fileOf(path), { from, path, before, fixed, patch, isWritten: false });
    }
  }

  /** Whether fixes change any of them. */
  get haveChanges(): boolean {
    return [...this.#changes.values()].some(changes);
  }

  /** Writes the fixes, or prints what they would change. */
  async settle({ fix, style }: Task, host: Pick<Host, 'print'>): Promise<Settled> {
    const notes: string[] = [];
    const failures: Settled['failures'][number][] = [];
    for (const change of inOrder([...this.#changes.values()], ({ path }) => path)) {
      const { from, path, before, fixed, patch } = change;
      notes.push(...refusedNotes(path, fixed.refused));
      if (fix?.mode === 'write' && changes(change)) {
        const message = await this.#write(path, before, fixed.text);
        if (message !== undefined) failures.push({ from, path, message });
        change.isWritten = message === undefined;
      } else if (patch !== undefined) {
        await host.print(patch.text);
        if (style.forPrograms && patch.altered.length > 0) notes.push(alteredNote(path, patch.altered));
      }
    }
    return { notes, failures };
  }

  /** Takes note of a report. Findings that came up before are not repeated. */
  add(from: Prepared, report: FileReport): void {
    const file = this.#fileOf(report.path);
    const known = this.#reports.get(file);
    this.#reports.set(file, known ? { ...known, report: joined(known.report, report) } : { from, report });
  }

  /** The reports, in order of path. */
  linted(): readonly Linted[] {
    for (const { from, path, fixed, isWritten } of this.#changes.values())
      if (isWritten && !this.#reports.has(this.#fileOf(path))) this.add(from, reportOn(fixed));
    const all = [...this.#reports].map(([file, { from, report }]) => {
      const { fixed, patch, isWritten } = this.#changes.get(file) ?? {};
      return {
        report: isWritten ? { ...report, fixed: fixed!.fixed } : report,
        failOn: from.configuration.failOn,
        inDiff: patch === undefined ? 0 : fixed!.fixed.length,
      };
    });
    return inOrder(all, ({ report }) => report.path);
  }

  #fileOf(path: string): string {
    return realPath(resolve(this.#cwd, path));
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

function changes({ fixed, before }: Change): boolean {
  return fixed.text !== before;
}

function inOrder<Thing>(things: readonly Thing[], pathOf: (thing: Thing) => string): readonly Thing[] {
  return [...things].sort((a, b) => (pathOf(a) < pathOf(b) ? -1 : 1));
}

function reportOn({
  source,
  findings,
  suppressed,
}: Pick<OtherResult, 'source' | 'findings' | 'suppressed'>): FileReport {
  return { path: source.path, source, findings, suppressed };
}
