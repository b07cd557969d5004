import { compact } from '../report/compact.ts';
import { grow } from '../report/render.ts';
import type { FileReport, Run } from '../report/run.ts';
import { countsOf, plural, summaryOf } from '../report/summary.ts';
import { data, type FindingView, viewOf } from '../report/view.ts';
import { severities } from '../rule/finding.ts';

/** The findings of a run as an agent gets them, short. */
export function findingsOf(run: Run) {
  return viewOf(run, data).files.flatMap(({ path, code, findings }) =>
    findings.map((finding) => ({
      file: finding.code === code ? path : finding.code.path,
      line: finding.range.start.line,
      column: finding.range.start.column,
      endLine: finding.range.end.line,
      endColumn: finding.range.end.column,
      severity: finding.severity,
      rule: finding.rule,
      message: finding.message,
      ...fixOf(finding),
      ...relatedTo(finding),
    })),
  );
}

/** The findings on a line each: `Dockerfile:2:5: warning apt/lists-kept The package lists stay …`. */
export function findingLines({ files, rules }: Run): string {
  const report = grow(compact, rules, {});
  return files.flatMap((file) => [...report.file(file)]).join('');
}

/** `2 files: 1 error, 3 warnings. 2 can be fixed (1 safe, 1 unsafe).` */
export function closingWords(run: Run): string {
  const { files, findings, fixable, suppressed, baselined } = summaryOf(run);
  const fixes = fixable.safe + fixable.unsafe;
  return [
    `${plural(files, 'file')}: ${countsOf(findings) || 'nothing found'}.`,
    ...(fixes > 0 ? [`${fixes} can be fixed (${fixable.safe} safe, ${fixable.unsafe} unsafe).`] : []),
    ...(suppressed > 0 ? [`${suppressed} suppressed by comments.`] : []),
    ...(baselined > 0 ? [`${baselined} in the baseline.`] : []),
  ].join(' ');
}

/** The worst findings, up to a maximum: errors before warnings, and in their order otherwise. */
export function worstOf(run: Run, most: number): Run {
  const all = run.files.flatMap(({ findings }) => findings);
  if (all.length <= most) return run;
  const ranked = severities.flatMap((severity) => all.filter((finding) => finding.severity === severity));
  const kept = new Set(ranked.slice(0, most));
  const files = run.files.map(
    (file): FileReport => ({ ...file, findings: file.findings.filter((finding) => kept.has(finding)) }),
  );
  return { ...run, files };
}

function fixOf({ fix }: FindingView<string>) {
  if (fix === undefined) return {};
  return { fix: { title: fix.title, safety: fix.isByHand ? ('by hand' as const) : fix.safety } };
}

function relatedTo({ code: own, related }: FindingView<string>) {
  if (related.length === 0) return {};
  return {
    related: related.map(({ code, range, message }) => ({
      ...(code !== own && { file: code.path }),
      line: range.start.line,
      message,
    })),
  };
}
