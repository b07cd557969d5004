import type { Severity } from '../rule/finding.ts';
import { markdownCode, markdownLink, markdownText } from './markdown-text.ts';
import { pathOf } from './paths.ts';
import type { PrintedText } from './printed-text.ts';
import type { PrintedReporter } from './reporter.ts';
import { countsOf, plural, type Summary } from './summary.ts';
import type { ErrorView, FileView, FindingView } from './view.ts';

type Finding = FindingView<PrintedText>;

const signs = { error: '❌', warning: '⚠️', info: 'ℹ️' } as const satisfies Record<Severity, string>;

/**
 * For the summary of a job or a comment at a pull request: what is found as a list for each file, below the figures. Each
 * piece is a whole item, so that a report can be cut between any two.
 */
export const markdown: PrintedReporter = {
  kind: 'printed',
  begin() {
    const items: string[] = [];
    return {
      file(file) {
        if (file.findings.length > 0) items.push(`\n### ${markdownCode(file.path)}\n\n`);
        for (const finding of file.findings) items.push(itemOf(file, finding));
        return [];
      },
      end: ({ errors, summary }) => [headOf(summary), ...errors.map(errorItem), ...items],
    };
  },
};

function headOf({ files, findings, fixable }: Summary): string {
  const fixes = fixable.safe + fixable.unsafe;
  const sentences = [
    `${plural(files, 'file')}.`,
    ...(fixes === 0 ? [] : [`${fixes} can be fixed (${fixable.safe} safe, ${fixable.unsafe} unsafe).`]),
  ];
  return `## azml-lint: ${countsOf(findings) || 'nothing found'}\n\n${sentences.join(' ')}\n`;
}

function itemOf(file: FileView<PrintedText>, finding: Finding): string {
  const { code, range, severity, message, rule, link } = finding;
  const elsewhere = code === file.code ? '' : ` of ${markdownCode(pathOf(file, code))}`;
  const place = `line ${range.start.line}${elsewhere}`;
  const name = link === undefined ? markdownCode(rule) : markdownLink(rule, link);
  return `- ${signs[severity]} **${severity}** on ${place}: ${markdownText(message.line)} (${name})\n`;
}

function errorItem({ message, path }: ErrorView<PrintedText>): string {
  const where = path === undefined ? '' : `${markdownCode(path)}: `;
  return `\n- ❌ **problem of the run**: ${where}${markdownText(message.line)}\n`;
}
