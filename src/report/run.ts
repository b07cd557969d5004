import type { BaselinedFinding } from '../baseline/baseline.ts';
import type { ContextFound } from '../context/context.ts';
import type { Finding } from '../rule/finding.ts';
import type { AnyRule } from '../rule/settings.ts';
import type { SuppressedFinding } from '../rule/suppression.ts';
import type { SourceFile } from '../text/source.ts';

/** One linted file. */
export interface FileReport {
  /** As shown to people: relative to the working directory with forward slashes, or the given name of standard input. */
  readonly path: string;
  readonly source: SourceFile;
  /** The build context of a Dockerfile, and why. */
  readonly context?: ContextFound | undefined;
  /** By place. */
  readonly findings: readonly Finding[];
  /** Found, but hidden by a comment. */
  readonly suppressed?: readonly SuppressedFinding[];
  /** Found, but hidden by the baseline. */
  readonly baselined?: readonly BaselinedFinding[];
  /** Found and fixed: they are no longer in `source`. */
  readonly fixed?: readonly Finding[];
}

/** A failure that is not a finding: a file that could not be read, a wrong configuration. */
export interface RunError {
  readonly message: string;
  readonly path?: string;
  /** The configuration has failed, not the run. */
  readonly configuration?: true;
}

/** A whole run, ready to be reported. */
export interface Run {
  /** In order of path. Files without findings are listed too. */
  readonly files: readonly FileReport[];
  readonly errors: readonly RunError[];
  /** Every rule, including disabled ones, in order of id. */
  readonly rules: readonly AnyRule[];
  /** The day with which ages are compared, `YYYY-MM-DD`. */
  readonly now: string;
  /** Version of azml-lint. */
  readonly version: string;
  /** Wall time in milliseconds. */
  readonly elapsed: number;
}
