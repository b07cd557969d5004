import type { Level } from '../rule/finding.ts';
import type { FailOn } from './schema.ts';

/** What does not come from configuration files. */
export interface LoadOptions {
  /** The working directory, absolute; other paths may be relative to it. */
  readonly cwd: string;
  /** The configuration file to use instead of the nearest one; `false`: none. */
  readonly explicit?: string | false | undefined;
  /** Takes the place of every preset that files name. */
  readonly preset?: string | undefined;
  /** Names of the only rules that are to run: ids, aliases, groups. None: all of them. */
  readonly select?: readonly string[] | undefined;
  /** Levels by id, alias or `group/*`; they win over all files. */
  readonly rules?: Readonly<Record<string, Level>> | undefined;
  readonly buildArgs?: Readonly<Record<string, string>> | undefined;
  readonly failOn?: FailOn | undefined;
  /** The day to judge ages by, `YYYY-MM-DD`. */
  readonly now: string;
  /** Load plugins and packages whatever the circumstances. */
  readonly trust?: boolean | undefined;
  /** The run is part of a CI run. */
  readonly ci?: boolean | undefined;
}
