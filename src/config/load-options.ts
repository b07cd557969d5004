import type { Level } from '../rule/finding.ts';
import type { FailOn } from './schema.ts';

/** Settings that do not come from configuration files. */
export interface LoadOptions {
  /** The working directory, absolute; other paths may be relative to it. */
  readonly cwd: string;
  /** The configuration file to use instead of the nearest one; `false`: no file. */
  readonly explicit?: string | false | undefined;
  /** Replaces every preset that files name. */
  readonly preset?: string | undefined;
  /** Names of the only rules to run: ids, aliases, groups. Empty: all rules. */
  readonly select?: readonly string[] | undefined;
  /** Levels by id, alias or `group/*`; they override all files. */
  readonly rules?: Readonly<Record<string, Level>> | undefined;
  readonly buildArgs?: Readonly<Record<string, string>> | undefined;
  readonly failOn?: FailOn | undefined;
  /** Whether ShellCheck looks at scripts; by default the files decide. */
  readonly shellcheck?: boolean | undefined;
  /** The folder that is the build context of all Dockerfiles; `false`: nothing but the text of a file is looked at. */
  readonly context?: string | false | undefined;
  /** Folders by the name that a Dockerfile has for them. */
  readonly buildContexts?: Readonly<Record<string, string>> | undefined;
  /** The day with which ages are compared, `YYYY-MM-DD`. */
  readonly now: string;
  /** Loads plugins and packages in all circumstances. */
  readonly trust?: boolean | undefined;
  /** The run is part of a CI run. */
  readonly ci?: boolean | undefined;
  /** An editor asks, not a command that somebody has given. */
  readonly editor?: boolean | undefined;
  /** The text of a file that counts before what is on the disk: it is open in an editor. */
  readonly openText?: ((file: string) => string | undefined) | undefined;
}
