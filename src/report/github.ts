import type { Severity } from '../rule/finding.ts';
import { gitHubCommand } from './ci-commands.ts';
import { pathFrom, pathOf } from './paths.ts';
import type { PrintedText } from './printed-text.ts';
import type { PrintedReporter } from './reporter.ts';
import type { ErrorView, FileView, FindingView } from './view.ts';

/** The options of the report for GitHub Actions. */
export interface GitHubOptions {
  /** The working directory as seen from the root of the repository, with forward slashes; empty for the root itself. */
  readonly directory: string;
}

const commands = { error: 'error', warning: 'warning', info: 'notice' } as const satisfies Record<
  Severity,
  string
>;

/** For GitHub Actions: a command for each finding, which makes it an annotation of the commit or pull request. */
export const github: PrintedReporter<GitHubOptions> = {
  kind: 'printed',
  printsCommands: true,
  begin: (_, { directory }) => ({
    *file(file) {
      for (const finding of file.findings) yield annotation(file, finding, directory);
    },
    *end({ errors }) {
      for (const error of errors) yield failure(error, directory);
    },
  }),
};

function annotation(
  file: FileView<PrintedText>,
  finding: FindingView<PrintedText>,
  directory: string,
): string {
  const { start, end } = finding.range;
  // The runner takes columns only of places on one line.
  const columns = start.line === end.line ? { col: start.column, endColumn: end.column } : {};
  const place = {
    title: `azml-lint ${finding.rule}`,
    file: pathFrom(directory, pathOf(file, finding.code)),
    line: start.line,
    endLine: finding.code.linesOf(finding.span).last,
    ...columns,
  };
  return `${gitHubCommand(commands[finding.severity], place, finding.message.line)}\n`;
}

function failure({ message, path }: ErrorView<PrintedText>, directory: string): string {
  const file = path === undefined ? undefined : pathFrom(directory, path);
  return `${gitHubCommand('error', { title: 'azml-lint', file }, message.line)}\n`;
}
