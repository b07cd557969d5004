import type { Finding } from '../rule/finding.ts';
import { escapeText } from './escape.ts';
import { type GrowingReport, grown } from './reporter.ts';
import type { FileReport, Run } from './run.ts';
import { type Masker, maskerFor } from './secrets.ts';

/**
 * For editors, `grep` and agents: `path:line:column: severity rule message`, one line for each finding and nothing else, as
 * compilers write it.
 */
export function compactReport(run: Run): Generator<string> {
  return grown(growingCompact(), run);
}

/** {@link compactReport} file by file. */
export function growingCompact(): GrowingReport {
  return { tell, end: () => [] };
}

function* tell(file: FileReport): Generator<string> {
  if (file.findings.length === 0) return;
  const masker = maskerFor(file.source.text);
  yield file.findings.map((finding) => compactLine(file, masker, finding)).join('');
}

function compactLine(
  { path }: FileReport,
  masker: Masker,
  { range, severity, rule, message }: Finding,
): string {
  const { line, column } = range.start;
  const words = masker.mask(message).replaceAll(/\s*[\r\n]\s*/g, ' ');
  return `${escapeText(`${path}:${line}:${column}: ${severity} ${rule} ${words}`)}\n`;
}
