import { resolve } from 'node:path';
import { realPath } from '../config/tree.ts';
import type { AnyKind } from '../kinds/kind.ts';
import type { FileReport } from '../report/run.ts';
import type { Finding } from '../rule/finding.ts';
import type { Prepared } from './prepare.ts';

/** A linted file with all that was found in it, before the baseline hides some of it. */
export interface Finished {
  readonly one: Prepared;
  readonly kind: AnyKind;
  readonly report: FileReport;
  /** Findings whose fixes are in the printed diff. */
  readonly inDiff: number;
  /** The text that the file would have with it. */
  readonly preview: string | undefined;
  /** What was found along with it in the files around it. */
  readonly around: readonly FileReport[];
}

/** The files, each with what was found in it when others were linted: all of a file is in one report. */
export function broughtTogether(files: readonly Finished[], cwd: string): readonly Finished[] {
  const fileOf = ({ path }: FileReport) => realPath(resolve(cwd, path));
  const reports = new Map(files.map(({ one, report }) => [realPath(one.file), report]));
  for (const other of files.flatMap(({ around }) => around)) {
    const own = reports.get(fileOf(other));
    if (own !== undefined) reports.set(fileOf(other), joined(own, other));
  }
  return files.map((file) => ({
    ...file,
    report: reports.get(realPath(file.one.file))!,
    around: file.around.filter((other) => !reports.has(fileOf(other))),
  }));
}

/** Two reports on the same text as one, under the name that the first has. */
export function joined(a: FileReport, b: FileReport): FileReport {
  if (a.source.text !== b.source.text) return a;
  const all = <T>(
    own: readonly T[] = [],
    more: readonly T[] = [],
    findingOf: (one: T) => Finding,
    withFinding: (one: T, finding: Finding) => T,
  ) => {
    const known = new Set(own.map((one) => keyOf(findingOf(one))));
    const fresh = more
      .filter((one) => !known.has(keyOf(findingOf(one))))
      .map((one) => withFinding(one, moved(findingOf(one), b, a)));
    return [...own, ...fresh].sort((x, y) => findingOf(x).span.start - findingOf(y).span.start);
  };
  const replaced = <T extends { readonly finding: Finding }>(one: T, finding: Finding) => ({
    ...one,
    finding,
  });
  return {
    ...a,
    findings: all(
      a.findings,
      b.findings,
      (finding) => finding,
      (_, finding) => finding,
    ),
    suppressed: all(a.suppressed, b.suppressed, ({ finding }) => finding, replaced),
    baselined: all(a.baselined, b.baselined, ({ finding }) => finding, replaced),
  };
}

/** A finding in the text of one report, as one in the same text of another. */
function moved(finding: Finding, { source: from }: FileReport, { source: to }: FileReport): Finding {
  const place = <Place extends Finding | Finding['related'][number]>(one: Place): Place =>
    one.file === from ? { ...one, file: to } : one;
  return { ...place(finding), related: finding.related.map(place) };
}

function keyOf({ rule, span, message }: Finding): string {
  return JSON.stringify([rule, span, message]);
}
