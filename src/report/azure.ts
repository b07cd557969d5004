import { plainMasker } from '../text/masker.ts';
import { azureCommand } from './ci-commands.ts';
import { compactLine } from './compact.ts';
import { pathFrom, pathOf } from './paths.ts';
import { type PrintedText, printedName } from './printed-text.ts';
import type { PrintedReporter } from './reporter.ts';
import type { ErrorView, FileView, FindingView } from './view.ts';

/** The options of the report for Azure Pipelines. */
export interface AzureOptions {
  /** The working directory with forward slashes. */
  readonly cwd: string;
}

/**
 * For Azure Pipelines: a command for each error and warning, which makes it an issue of the build. There is none for
 * advice, which is a plain line of the log. Paths are absolute: the agent makes only those relative to the repository.
 */
export const azure: PrintedReporter<AzureOptions> = {
  kind: 'printed',
  printsCommands: true,
  begin: (_, options) => {
    const cwd = printedName(options.cwd, plainMasker);
    return {
      *file(file) {
        for (const finding of file.findings)
          yield finding.severity === 'info' ? compactLine(file, finding) : issue(file, finding, cwd);
      },
      *end({ errors }) {
        for (const error of errors) yield failure(error, cwd);
      },
    };
  },
};

function issue(file: FileView<PrintedText>, finding: FindingView<PrintedText>, cwd: string): string {
  const { line, column } = finding.range.start;
  const place = {
    type: finding.severity,
    sourcepath: pathFrom(cwd, pathOf(file, finding.code)),
    linenumber: line,
    columnnumber: column,
    code: finding.rule,
  };
  return `${azureCommand('task.logissue', place, finding.message.line)}\n`;
}

function failure({ message, path }: ErrorView<PrintedText>, cwd: string): string {
  const sourcepath = path === undefined ? undefined : pathFrom(cwd, path);
  return `${azureCommand('task.logissue', { type: 'error', sourcepath }, message.line)}\n`;
}
