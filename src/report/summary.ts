import { type Finding, isOfOneFile, type Severity, severities } from '../rule/finding.ts';
import type { FileReport, Run } from './run.ts';

/** A run in figures. */
export interface Summary {
  readonly files: number;
  readonly findings: Readonly<Record<Severity, number>>;
  /** Findings with a fix that `--fix` can apply, by its safety. */
  readonly fixable: Readonly<Record<'safe' | 'unsafe', number>>;
  /** Hidden by comments. */
  readonly suppressed: number;
  /** Hidden by a baseline. */
  readonly baselined: number;
  readonly fixed: number;
  readonly errors: number;
}

const millisecondsADay = 24 * 60 * 60 * 1000;

/** Counts the findings of a run. */
export function summaryOf(run: Run): Summary {
  const findings = run.files.flatMap((file) => file.findings);
  const total = (list: (file: FileReport) => readonly unknown[] | undefined) =>
    run.files.reduce((sum, file) => sum + (list(file)?.length ?? 0), 0);
  const count = (test: (finding: Finding) => boolean) => findings.filter(test).length;
  return {
    files: run.files.length,
    findings: {
      error: count((finding) => finding.severity === 'error'),
      warning: count((finding) => finding.severity === 'warning'),
      info: count((finding) => finding.severity === 'info'),
    },
    fixable: {
      safe: count(({ fix }) => fix?.safety === 'safe' && isOfOneFile(fix)),
      unsafe: count(({ fix }) => fix?.safety === 'unsafe' && isOfOneFile(fix)),
    },
    suppressed: total(({ suppressed }) => suppressed),
    baselined: total(({ baselined }) => baselined),
    fixed: total(({ fixed }) => fixed),
    errors: run.errors.length,
  };
}

/** "3 files in 0.12 s: 2 errors, 1 warning. 2 can be fixed (1 safe, 1 unsafe). 4 suppressed." and so on. */
export function summaryLine(run: Run): string {
  const { files, findings, fixable, fixed, suppressed, baselined, errors } = summaryOf(run);
  const found = countsOf(findings);
  const sentences = [
    `${plural(files, 'file')} in ${(run.elapsed / 1000).toFixed(2)} s: ${found || 'nothing found'}.`,
  ];
  if (fixed > 0) sentences.push(`${fixed} fixed.`);
  const fixes = fixable.safe + fixable.unsafe;
  if (fixes > 0) sentences.push(`${fixes} can be fixed (${fixable.safe} safe, ${fixable.unsafe} unsafe).`);
  if (suppressed > 0) sentences.push(`${suppressed} suppressed.`);
  if (baselined > 0) sentences.push(`${baselined} in the baseline, the oldest for ${daysOf(run)}.`);
  if (errors > 0) sentences.push(`${plural(errors, 'problem')} of the run itself.`);
  return sentences.join(' ');
}

/** "2 errors, 1 warning", worst first; empty if all are 0. */
export function countsOf(findings: Readonly<Record<Severity, number>>): string {
  return severities
    .filter((severity) => findings[severity] > 0)
    .map((severity) => (severity === 'info' ? `${findings.info} info` : plural(findings[severity], severity)))
    .join(', ');
}

/** The age of the oldest finding that the baseline hides. */
function daysOf({ files, now }: Run): string {
  const since = files.flatMap(({ baselined = [] }) => baselined.map((hidden) => hidden.since));
  const [oldest = now] = since.sort();
  return plural(Math.max(0, Math.round((Date.parse(now) - Date.parse(oldest)) / millisecondsADay)), 'day');
}

/** "1 file", "2 files". */
export function plural(count: number, one: string, several = `${one}s`): string {
  return `${count} ${count === 1 ? one : several}`;
}
