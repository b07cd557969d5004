import type { PrintedText } from './printed-text.ts';
import type { FileView, RuleView, RunView } from './view.ts';

/**
 * A format of reports. What it makes a report of is a view of the run, so that it can print neither a secret nor what acts.
 *
 * @typeParam Options what it takes besides: see `ReportOptions` of `formats.ts`
 */
export type Reporter<Options = unknown> = PrintedReporter<Options> | JsonReporter<Options>;

/** Prints lines for people, editors or a log, file by file, perhaps while others are still being linted. */
export interface PrintedReporter<Options = unknown> {
  readonly kind: 'printed';
  /** What it prints are commands to a runner of CI, such as `::error`, which are left as they are. Words in them cannot be one. */
  readonly printsCommands?: true;
  /** @param rules every rule that there is for the files */
  begin(rules: readonly RuleView[], options: Options): PrintedReport;
}

/** A report that is being printed, in pieces that are to be written one after the other, each of whole lines. */
interface PrintedReport {
  /** What it says of a file. Files come in order of path. */
  file(file: FileView<PrintedText>): Iterable<string>;
  /** What it says once it has seen them all. */
  end(run: Pick<RunView<PrintedText>, 'errors' | 'summary'>): Iterable<string>;
}

/** Gives one document for programs. Whoever writes it as JSON escapes what acts. */
export interface JsonReporter<Options = unknown> {
  readonly kind: 'json';
  document(run: RunView<string>, options: Options): unknown;
}
