import type { LoadOptions } from '../config/load-options.ts';
import type { PatchStyle } from './patch.ts';

/** What a run is asked to do, whoever asks: the command line, or an editor. */
export interface SessionOptions {
  /** What paths are relative to. Absolute. */
  readonly cwd: string;
  /** What the files and directories were called when they were asked for. Never empty. */
  readonly paths: readonly string[];
  /** What counts for more than configuration files. */
  readonly load: LoadOptions;
  /** The day to judge ages by, `YYYY-MM-DD`. */
  readonly now: string;
  /** The name of what comes from standard input. */
  readonly stdinFilename?: string | undefined;
  /** Leave out what the configuration ignores also where it is named. */
  readonly forceIgnore: boolean;
  /** Threads to use at most; without it, as many as are worth it. */
  readonly jobs?: number | undefined;
  /** Which fixes to make; without it, none. */
  readonly fix?: FixOptions | undefined;
  readonly patchStyle: PatchStyle;
  /** The file of old findings, instead of the configured one; `false`: none. */
  readonly baseline?: string | false | undefined;
  readonly baselineAction: BaselineAction;
  /** Whether internal errors come with their stack. */
  readonly debug: boolean;
}

export interface FixOptions {
  /** Change the files, or only show what would change. */
  readonly mode: 'write' | 'diff';
  /** Also the fixes that should be looked at. */
  readonly unsafe: boolean;
  /** Names of the only rules whose fixes are wanted; none: all rules. */
  readonly rules: readonly string[];
}

/** Hide what the baseline knows; or also write it anew for all that is found; or also take out what is gone. */
export type BaselineAction = 'apply' | 'update' | 'prune';
