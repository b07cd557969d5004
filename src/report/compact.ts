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
      if (file.findings.length > 0) yield file.findings.map((finding) => lineOf(file, finding)).join('');
    },
    end: () => [],
  }),
};

function lineOf({ path, code }: FileView<PrintedText>, finding: FindingView<PrintedText>): string {
  const { line, column } = finding.range.start;
  const place = `${finding.code === code ? path : finding.code.path}:${line}:${column}`;
  return `${place}: ${finding.severity} ${finding.rule} ${finding.message.line}\n`;
}
