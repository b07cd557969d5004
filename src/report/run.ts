import type { BaselinedFinding } from '../baseline/baseline.ts';
import type { ContextFound } from '../context/context.ts';
import type { InventoryEntry } from '../inventory/entry.ts';
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
  /** What its stages and environments are built on, if a report wants that. */
  readonly inventory?: readonly InventoryEntry[] | undefined;
  /** Its path from the root of the repository, if that is known. */
  readonly repositoryPath?: string | undefined;
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

/** The repository of the files of a run, at a commit. What is not known is absent. */
export interface Repository {
  /** Its address, without credentials. */
  readonly uri?: string;
  readonly commit?: string;
  /** `main`, or another reference in full: `refs/pull/7/merge`. */
  readonly branch?: string;
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
  /** Where the files come from, if a report wants that and it is known. */
  readonly repository?: Repository | undefined;
  /** Version of azml-lint. */
  readonly version: string;
  /** Wall time in milliseconds. */
  readonly elapsed: number;
}
