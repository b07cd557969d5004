import type { FailOn } from '../config/shape.ts';
import type { Format } from '../report/formats.ts';
import type { Level } from '../rule/finding.ts';

/** The words that are commands where they stand first. */
export const commandNames = ['rules', 'explain', 'init', 'config', 'completion'] as const;

/** What the command line asks for. */
export type Invocation =
  | { readonly command: 'lint'; readonly options: LintOptions }
  | { readonly command: 'rules'; readonly options: RulesOptions }
  | { readonly command: 'explain'; readonly options: ExplainOptions }
  | { readonly command: 'init'; readonly options: InitOptions }
  | { readonly command: 'config'; readonly options: ShowConfigOptions }
  /** Help, the version, a completion script. */
  | { readonly command: 'print'; readonly text: string };

export interface LintOptions extends ConfigOptions {
  /** Never empty. */
  readonly paths: readonly string[];
  readonly stdinFilename?: string;
  /** Never empty. */
  readonly reports: readonly ReportTarget[];
  readonly maxFindings?: number;
  readonly quiet: boolean;
  /** Which fixes to make; without it, none. */
  readonly fix?: FixOptions;
  /** The file of old findings, instead of the configured one. */
  readonly baseline?: string;
  readonly baselineAction: BaselineAction;
  readonly showSuppressed: boolean;
  readonly sarifSuppressed: boolean;
  /** As given; without it, what the environment and the terminal say. */
  readonly color?: boolean;
  readonly category?: string;
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

/** A report to make: its format, and the file it goes to, or standard output. */
export interface ReportTarget {
  readonly format: Format;
  readonly file?: string;
}

/** What counts for more than the configuration files, the same for each command that reads them. */
export interface ConfigOptions {
  readonly config?: string;
  readonly preset?: string;
  /** Levels by id or alias. */
  readonly rules: Readonly<Record<string, Level>>;
  readonly buildArgs: Readonly<Record<string, string>>;
  /** As given; without it, what the configuration says. */
  readonly failOn?: FailOn;
  /** `YYYY-MM-DD`. */
  readonly now: string;
  /** Whether a configuration may run code even in CI. */
  readonly trust: boolean;
}

export interface RulesOptions {
  /** All of them must occur in the id, an alias or the title. */
  readonly words: readonly string[];
  readonly format: 'text' | 'json';
  readonly color?: boolean;
}

export interface ExplainOptions {
  /** An id or an alias. */
  readonly rule: string;
  readonly color?: boolean;
}

export interface InitOptions {
  /** Write over what is there. */
  readonly force: boolean;
  /** The configuration of hadolint to turn into ours. */
  readonly from?: string;
}

export interface ShowConfigOptions extends ConfigOptions {
  readonly path: string;
}
