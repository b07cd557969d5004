import type { Severity } from '../rule/finding.ts';
import { plainMasker } from '../text/masker.ts';
import { gitHubCommand } from './ci-commands.ts';
import { type Checkout, pathInRepository, pathOf } from './paths.ts';
import { type PrintedText, printedName } from './printed-text.ts';
import type { PrintedReporter } from './reporter.ts';
import type { ErrorView, FileView, FindingView } from './view.ts';

const commands = { error: 'error', warning: 'warning', info: 'notice' } as const satisfies Record<
  Severity,
  string
>;

/** For GitHub Actions: a command for each finding, which makes it an annotation of the commit or pull request. */
export const github: PrintedReporter<Checkout> = {
  kind: 'printed',
  printsCommands: true,
  begin: (_, { cwd, root }) => {
    const checkout = { cwd: printedName(cwd, plainMasker), root: printedName(root, plainMasker) };
    return {
      *file(file) {
        for (const finding of file.findings) yield annotation(file, finding, checkout);
      },
      *end({ errors }) {
        for (const error of errors) yield failure(error, checkout);
      },
    };
  },
};

function annotation(
  file: FileView<PrintedText>,
  finding: FindingView<PrintedText>,
  checkout: Checkout,
): string {
  const { start, end } = finding.range;
  // The runner takes columns only of places on one line.
  const columns = start.line === end.line ? { col: start.column, endColumn: end.column } : {};
  const place = {
    title: `azml-lint ${finding.rule}`,
    file: pathInRepository(checkout, pathOf(file, finding.code)),
    line: start.line,
    endLine: finding.code.linesOf(finding.span).last,
    ...columns,
  };
  return `${gitHubCommand(commands[finding.severity], place, finding.message.line)}\n`;
}

function failure({ message, path }: ErrorView<PrintedText>, checkout: Checkout): string {
  const file = path === undefined ? undefined : pathInRepository(checkout, path);
  return `${gitHubCommand('error', { title: 'azml-lint', file }, message.line)}\n`;
}
