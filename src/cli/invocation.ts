import type { FailOn } from '../config/schema.ts';
import type { ReportName } from '../report/formats.ts';
import type { InventoryFormat } from '../report/inventory/formats.ts';
import type { Level } from '../rule/finding.ts';
import type { BaselineAction, FixOptions } from '../session/options.ts';
import type { Reader } from './reader.ts';

/** The words that are commands in first place. */
export const commandNames = [
  'rules',
  'explain',
  'init',
  'config',
  'report',
  'inventory',
  'completion',
  'lsp',
  'mcp',
] as const;

/** The shells for which there is a completion script. */
export const shells = ['bash', 'zsh', 'fish', 'powershell'] as const;
export type Shell = (typeof shells)[number];

/** The formats of an inventory. */
export const inventoryFormats = ['text', 'json', 'csv', 'markdown'] as const satisfies InventoryFormat[];

/** When output is colored. */
export const colorModes = ['always', 'never', 'auto'] as const;

/** Options with a value for which `--no-X` means "none". */
export const mayBeNone: readonly string[] = ['config', 'baseline', 'context'];

/** What the command line asks for. */
export type Invocation =
  | { readonly command: 'lint'; readonly options: LintOptions }
  | { readonly command: 'rules'; readonly options: RulesOptions }
  | { readonly command: 'explain'; readonly options: ExplainOptions }
  | { readonly command: 'init'; readonly options: InitOptions }
  | { readonly command: 'config'; readonly options: ShowConfigOptions }
  | { readonly command: 'report'; readonly options: FleetOptions }
  | { readonly command: 'completion'; readonly shell: Shell }
  | { readonly command: 'lsp'; readonly options: LspOptions }
  | { readonly command: 'inventory'; readonly options: InventoryOptions }
  | { readonly command: 'mcp'; readonly options: McpOptions }
  /** Help, the version, or the proposals for a shell. */
  | { readonly command: 'print'; readonly text: string };

export interface LintOptions extends ConfigOptions {
  /** Never empty. */
  readonly paths: readonly string[];
  readonly stdinFilename?: string;
  /** Skip ignored files even if they are named. */
  readonly forceIgnore: boolean;
  /** Only list the files that would be linted. */
  readonly listFiles: boolean;
  /** The largest number of threads; by default as many as are worthwhile. */
  readonly jobs?: number;
  /** Never empty; at most one goes to standard output. */
  readonly reports: readonly ReportTarget[];
  /** Who reads them, if nobody has said how they shall be. */
  readonly reader?: Reader;
  readonly maxFindings?: number;
  readonly quiet: boolean;
  /** Say of each Dockerfile which build context was taken, and why. */
  readonly verbose: boolean;
  /** Which fixes to make; by default none. */
  readonly fix?: FixOptions;
  /** The file with the baseline, instead of the configured one; `false`: no baseline. */
  readonly baseline?: string | false;
  readonly baselineAction: BaselineAction;
  readonly showSuppressed: boolean;
  readonly sarifSuppressed: boolean;
  /** As given; by default the environment and the terminal decide. */
  readonly color?: boolean;
  readonly category?: string;
}

/** A report to write: its format, and its file; by default standard output. */
export interface ReportTarget {
  readonly format: ReportName;
  readonly file?: string;
}

/** Settings that override the configuration files, the same for each command that reads them. */
export interface ConfigOptions {
  /** The configuration file, instead of the nearest one; `false`: no file. */
  readonly config?: string | false;
  readonly preset?: string;
  /** Names of the only rules to run; empty: all rules. */
  readonly select: readonly string[];
  /** Levels by id or alias. */
  readonly rules: Readonly<Record<string, Level>>;
  readonly buildArgs: Readonly<Record<string, string>>;
  /** As given; by default the configuration decides. */
  readonly failOn?: FailOn;
  /** Whether ShellCheck looks at scripts; by default the configuration decides. */
  readonly shellcheck?: boolean;
  /** The directory that is the build context; `false`: nothing but the text of a file is looked at. */
  readonly context?: string | false;
  /** Directories by the name that a Dockerfile has for them. */
  readonly buildContexts: Readonly<Record<string, string>>;
  /** `YYYY-MM-DD`. */
  readonly now: string;
  /** Whether a configuration may run code even in CI. */
  readonly trust: boolean;
}

/** What a language server is started with. */
export interface LspOptions extends ConfigOptions {
  /** The day to judge ages by is given, and stays the same while the server runs. */
  readonly isDayGiven: boolean;
}

export interface InventoryOptions extends ConfigOptions {
  /** Never empty. */
  readonly paths: readonly string[];
  readonly stdinFilename?: string;
  /** Skip ignored files even if they are named. */
  readonly forceIgnore: boolean;
  /** The largest number of threads; by default as many as are worthwhile. */
  readonly jobs?: number;
  readonly format: InventoryFormat;
  /** The file to write it to, instead of standard output. */
  readonly output?: string;
  readonly quiet: boolean;
  /** As given; by default the environment and the terminal decide. */
  readonly color?: boolean;
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
  /** Overwrite an existing configuration. */
  readonly force: boolean;
  /** The configuration of hadolint to convert. */
  readonly from?: string;
}

export interface ShowConfigOptions extends ConfigOptions {
  readonly path: string;
}

export interface McpOptions {
  /** The configuration file, instead of the nearest one; `false`: no file. */
  readonly config?: string | false;
  /** Whether a configuration that is found may run code. */
  readonly trust: boolean;
}

export interface FleetOptions {
  /** Files with reports, and directories that have some. Never empty. */
  readonly paths: readonly string[];
  /** The same of an earlier time; empty: nothing is compared. */
  readonly previous: readonly string[];
  /** The file of the page, instead of standard output. */
  readonly output?: string;
  /** `YYYY-MM-DD`. */
  readonly now: string;
  /** A repository that got worse fails the run. */
  readonly failOnWorse: boolean;
}
