import type { LoadOptions } from '../config/load-options.ts';
import type { PatchStyle } from './patch.ts';

/** The options of a run, for the command line or an editor. */
export interface SessionOptions {
  /** The directory that paths are relative to. Absolute. */
  readonly cwd: string;
  /** The variables of the environment in which other programs run. */
  readonly env: Readonly<Record<string, string | undefined>>;
  /** The files and directories as the user named them. Never empty. */
  readonly paths: readonly string[];
  /** Settings that override configuration files. */
  readonly load: LoadOptions;
  /** The day with which ages are compared, `YYYY-MM-DD`. */
  readonly now: string;
  /** The name of what comes from standard input. */
  readonly stdinFilename?: string | undefined;
  /** Skip ignored files even if they are named. */
  readonly forceIgnore: boolean;
  /** The largest number of threads; by default as many as are worthwhile. */
  readonly jobs?: number | undefined;
  /** Which fixes to make; by default none. */
  readonly fix?: FixOptions | undefined;
  readonly patchStyle: PatchStyle;
  /** A report has the inventory of each file. */
  readonly inventory?: boolean | undefined;
  /** The file with the baseline, instead of the configured one; `false`: no baseline. */
  readonly baseline?: string | false | undefined;
  readonly baselineAction: BaselineAction;
  /** Whether internal errors come with their stack. */
  readonly debug: boolean;
}

export interface FixOptions {
  /** Change the files, or only show what would change. */
  readonly mode: 'write' | 'diff';
  /** Also fixes that need a review. */
  readonly unsafe: boolean;
  /** Names of the only rules whose fixes are made; empty: all rules. */
  readonly rules: readonly string[];
}

/** Hide what the baseline knows; or also rewrite it with all findings; or also remove what is gone. */
export type BaselineAction = 'apply' | 'update' | 'prune';
