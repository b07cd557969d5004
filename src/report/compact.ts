import { pathOf } from './paths.ts';
import type { PrintedText } from './printed-text.ts';
import type { PrintedReporter } from './reporter.ts';
import type { FileView, FindingView } from './view.ts';

/**
 * For editors, `grep` and agents: `path:line:column: severity rule message`, one line for each finding and nothing
 * else, as compilers print.
 */
export const compact: PrintedReporter = {
  kind: 'printed',
  begin: () => ({
    *file(file) {
      if (file.findings.length > 0) yield file.findings.map((finding) => compactLine(file, finding)).join('');
    },
    end: () => [],
  }),
};

/** A finding on one line. */
export function compactLine(file: FileView<PrintedText>, finding: FindingView<PrintedText>): string {
  const { line, column } = finding.range.start;
  return `${pathOf(file, finding.code)}:${line}:${column}: ${finding.severity} ${finding.rule} ${finding.message.line}\n`;
}
