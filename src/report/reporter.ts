import type { PrintedText } from './printed-text.ts';
import type { FileView, RuleView, RunView } from './view.ts';
import type { Element } from './xml.ts';

/**
 * A format of reports. It receives a view of the run, so it can print neither a secret nor control characters.
 *
 * @typeParam Options its options: see `ReportOptions` of `formats.ts`
 */
export type Reporter<Options = unknown> =
  | PrintedReporter<Options>
  | JsonReporter<Options>
  | XmlReporter<Options>;

/** Prints lines for people, editors or a log, file by file, possibly while others are still being linted. */
export interface PrintedReporter<Options = unknown> {
  readonly kind: 'printed';
  /**
   * It prints commands for a CI runner, such as `::error`, which are not escaped. Words of a file in them still cannot
   * be one.
   */
  readonly printsCommands?: true;
  /** @param rules every rule of the files */
  begin(rules: readonly RuleView[], options: Options): PrintedReport;
}

/** A report during printing, in pieces of whole lines that are written one after the other. */
interface PrintedReport {
  /** The report of a file. Files come in order of path. */
  file(file: FileView<PrintedText>): Iterable<string>;
  /** The end of the report, after all files. */
  end(run: Pick<RunView<PrintedText>, 'errors' | 'summary'>): Iterable<string>;
}

/** Makes one document for programs. The writer of the JSON escapes characters that act. */
export interface JsonReporter<Options = unknown> {
  readonly kind: 'json';
  document(run: RunView<string>, options: Options): unknown;
}

/** Makes one document for programs, whose writer escapes as that of JSON does. */
export interface XmlReporter<Options = unknown> {
  readonly kind: 'xml';
  document(run: RunView<string>, options: Options): Element;
}
