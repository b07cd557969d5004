import type { FailOn } from '../config/schema.ts';
import type { Format } from '../report/formats.ts';
import type { Level } from '../rule/finding.ts';
import type { BaselineAction, FixOptions } from '../session/options.ts';

/** The words that are commands where they stand first. */
export const commandNames = ['rules', 'explain', 'init', 'config', 'completion'] as const;

/** The shells that there is a completion script for. */
export const shells = ['bash', 'zsh', 'fish', 'powershell'] as const;
export type Shell = (typeof shells)[number];

/** When to color. */
export const colorModes = ['always', 'never', 'auto'] as const;

/** Options with a value for which `--no-X` means that there is none. */
export const mayBeNone: readonly string[] = ['config', 'baseline'];

/** What the command line asks for. */
export type Invocation =
  | { readonly command: 'lint'; readonly options: LintOptions }
  | { readonly command: 'rules'; readonly options: RulesOptions }
  | { readonly command: 'explain'; readonly options: ExplainOptions }
  | { readonly command: 'init'; readonly options: InitOptions }
  | { readonly command: 'config'; readonly options: ShowConfigOptions }
  | { readonly command: 'completion'; readonly shell: Shell }
  /** Help, the version, what a shell may propose. */
  | { readonly command: 'print'; readonly text: string };

export interface LintOptions extends ConfigOptions {
  /** Never empty. */
  readonly paths: readonly string[];
  readonly stdinFilename?: string;
  /** Leave out what the configuration ignores also where it is named. */
  readonly forceIgnore: boolean;
  /** Only say which files would be linted. */
  readonly listFiles: boolean;
  /** Threads to use at most; without it, as many as are worth it. */
  readonly jobs?: number;
  /** Never empty; at most one goes to standard output. */
  readonly reports: readonly ReportTarget[];
  readonly maxFindings?: number;
  readonly quiet: boolean;
  /** Which fixes to make; without it, none. */
  readonly fix?: FixOptions;
  /** The file of old findings, instead of the configured one; `false`: none. */
  readonly baseline?: string | false;
  readonly baselineAction: BaselineAction;
  readonly showSuppressed: boolean;
  readonly sarifSuppressed: boolean;
  /** As given; without it, what the environment and the terminal say. */
  readonly color?: boolean;
  readonly category?: string;
}

/** A report to make: its format, and the file it goes to, or standard output. */
export interface ReportTarget {
  readonly format: Format | 'statistics';
  readonly file?: string;
}

/** What counts for more than the configuration files, the same for each command that reads them. */
export interface ConfigOptions {
  /** The configuration file, instead of the nearest one; `false`: none. */
  readonly config?: string | false;
  readonly preset?: string;
  /** Names of the only rules that are wanted; none: all of them. */
  readonly select: readonly string[];
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
