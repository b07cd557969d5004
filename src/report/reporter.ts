import type { AnyRule } from '../rule/settings.ts';
import type { Environment } from './provenance.ts';
import type { FileReport, Run } from './run.ts';

/** The pages of the rules as markdown, by rule id. */
export type Pages = Readonly<Record<string, string>>;

/** What a report depends on besides the run. */
export interface ReportOptions {
  /** Whether escape sequences for color may be used. */
  readonly color: boolean;
  /** Whether a text may be made a link, by an escape sequence. */
  readonly hyperlinks: boolean;
  /** Columns of the terminal. */
  readonly width: number;
  /** Only what was found: no code, no fixes, no links. */
  readonly quiet: boolean;
  /** Whether people are told of findings that comments or the baseline hide. */
  readonly showSuppressed: boolean;
  /** Whether SARIF has hidden findings too, marked as such. */
  readonly sarifSuppressed: boolean;
  /** The working directory as seen from the root of the repository, with forward slashes; empty for the root itself. */
  readonly directory: string;
  /** Keeps several analyses of one commit apart in code scanning. */
  readonly category?: string;
  /** The variables of the environment, in which CI says what it works on. */
  readonly env: Environment;
  /** Reads the pages of the rules; only called by formats that carry them. */
  readonly loadPages: () => Promise<Pages>;
}

/** Turns a run into text, in pieces that are to be written one after the other. Pure but for loading pages. */
export type Reporter = (run: Run, options: ReportOptions) => Iterable<string> | AsyncIterable<string>;

/** A report that is told file by file, perhaps while others are still being linted. */
export interface GrowingReport {
  /** What it says of a file. Files come in order of path. */
  tell(file: FileReport): Iterable<string>;
  /** What it says once all have been told. */
  end(): Iterable<string>;
}

/** Begins a report on files that any of some rules may be about. */
export type GrowingReporter = (rules: readonly AnyRule[], options: ReportOptions) => GrowingReport;

/** The whole of a report that can grow. */
export function* grown(report: GrowingReport, { files }: Run): Generator<string> {
  for (const file of files) yield* report.tell(file);
  yield* report.end();
}
