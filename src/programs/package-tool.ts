/** How package managers are described: as data that the reading of options, the facts and the rules share. */
import type { OptionGrammar } from './option-grammar.ts';

/**
 * The package managers, as rules and policies name them. Several programs may share one and its packages: `apt` is
 * apt-get, apt and aptitude, `pip` also uv and pipx, `conda` also mamba and micromamba, `dnf` also microdnf and tdnf.
 */
export const packageManagers = [
  'apt',
  'pip',
  'conda',
  'apk',
  'yum',
  'dnf',
  'zypper',
  'npm',
  'yarn',
  'pnpm',
  'gem',
  'go',
] as const;
export type PackageManager = (typeof packageManagers)[number];

/**
 * The effect of a subcommand.
 *
 * - `install`: installs the packages that it names, or that its files name
 * - `sync`: installs what something else lists: a lock file, a group, the dependencies of a source package, installed
 *   packages
 * - `create`: creates an environment with the given packages
 * - `upgrade`: updates installed packages
 * - `remove`: removes packages
 * - `refresh`: fetches the lists of packages
 * - `fetch`: downloads packages without installing them
 * - `look`: looks something up in the lists of packages
 * - `show`: shows what is installed or configured
 * - `clean`: empties a cache
 * - `activate`: changes only the environment of its shell
 * - `manage`: changes settings and marks
 */
export type PackageAction =
  | 'install'
  | 'sync'
  | 'create'
  | 'upgrade'
  | 'remove'
  | 'refresh'
  | 'fetch'
  | 'look'
  | 'show'
  | 'clean'
  | 'activate'
  | 'manage';

/** One program of a package manager, or several with the same usage. */
export interface PackageTool {
  readonly manager: PackageManager;
  readonly programs: readonly string[];
  /** How options are read, by subcommand; `''` is the grammar of the programs themselves. */
  readonly options: Readonly<Record<string, OptionGrammar>>;
  /** The subcommands, separated by commas, each with all its words: `create, env create`. */
  readonly actions: Readonly<Partial<Record<PackageAction, string>>>;
  /** The actions whose operands are packages; by default only `install`. */
  readonly takesPackages?: readonly PackageAction[];
  readonly packages: PackageSyntax;
  /** The actions that do nothing, or fail, unless lists of packages were fetched before. */
  readonly needsLists?: readonly PackageAction[];
  /** Options that make it change nothing and ask nothing. */
  readonly showsOnly?: readonly string[];
  /** Options with which only packages change that are installed already. */
  readonly installsNothingNew?: readonly string[];
  /** The subcommand that installs groups of packages in a version of their own, its stream: `nodejs:18`. */
  readonly streams?: { readonly subcommand: string; readonly named: RegExp };
  /** What switches the check of signatures off: options, and settings in a line of configuration. */
  readonly unsigned?: { readonly flags: readonly string[]; readonly keys?: readonly string[] };
  readonly confirmation?: Confirmation;
  /** Packages that are installed with others although those do not need them. */
  readonly extras?: Setting;
  /** That downloads are not kept. */
  readonly uncached?: Setting;
  readonly cache?: PackageCache;
  /** Its packages are those of the operating system. */
  readonly system?: true;
  /**
   * It also works on a project: it installs into the project (`npm`), and runs its scripts (`npm run`), or builds it
   * (`go`).
   */
  readonly project?: 'installs' | 'builds';
  /** The subcommand that runs another program: `conda run`. */
  readonly runs?: string;
  /** The subcommand that installs the first package which it names, and runs it with the other words: `go run`. */
  readonly runsPackage?: string;
  /** The subcommands for which the project decides the version of a package without one: `install|run` of go. */
  readonly pinnedByProject?: string;
}

/** How packages are written on a command line. */
export interface PackageSyntax {
  /**
   * A package of an index: its `name`, its `specifier` with the operator, which may be empty, and what is `written` in
   * place of the name if that is more: `uvicorn[standard]`.
   */
  readonly named: RegExp;
  /** Words that name no package: a path, an address, a package to be removed. */
  readonly other?: RegExp;
  /** Words with a name that have no version, or perhaps one: an archive, a group, `gcc-toolset-12`. */
  readonly unversioned?: RegExp;
  /** The address of an archive, whose content is fixed: `name @ https://…`. */
  readonly address?: RegExp;
  /** An address of version control; the commit, tag or branch after it is the `specifier`. */
  readonly repository?: RegExp;
  /** Options that give a version to all packages of a command: `-v` of gem. */
  readonly versionFlags?: readonly string[];
  /** Options whose value is a repository, or a directory: `-e git+https://…`. */
  readonly packageFlags?: readonly string[];
  /** Options that name files of packages: `-r requirements.txt`. */
  readonly fileFlags?: readonly string[];
  /** Options that name files which only restrict versions: `-c constraints.txt`. */
  readonly constraintFlags?: readonly string[];
  readonly pins: PinSyntax;
  /** What is between a name and its version. */
  readonly joint: '=' | '==' | '-' | '@' | ':';
  /** How names are compared. `pep503`: as in PEP 503, any run of `-_.` is the same, and case does not matter. */
  readonly names: 'pep503' | 'lower-case' | 'as written';
  /** How versions in specifiers are compared, if known: as Python's, or as exact versions after `@`. */
  readonly versions?: 'python' | 'exact';
}

/** Which specifiers decide the version. They are tried in this order; a specifier that matches none decides nothing. */
interface PinSyntax {
  /** One version, or one line of releases: `==1.2`, `~=1.2`, `=1.2*`. */
  readonly fixed: RegExp;
  /** Nothing above a certain version: `<2`, `^1.2`. */
  readonly limited?: RegExp;
  /** Anything newer: `>=1.2`, `@latest`. */
  readonly open?: RegExp;
}

/** A setting that options, configuration files or environment variables switch on or off. */
export interface Setting {
  /** Options that switch it on (for confirmation: yes is assumed), and options that switch it off. */
  readonly on: readonly string[];
  readonly off: readonly string[];
  /** Options that switch it on when they are given twice: `-qq` of apt-get implies `-y`. */
  readonly onTwice?: readonly string[];
  /** Its name in a line of configuration, or an unambiguous part of the name; the value follows. */
  readonly key?: string;
  /** Options whose value is a line of configuration: `-o`, `--setopt`. */
  readonly lineFlags?: readonly string[];
  /** Files and directories that are searched for such lines. */
  readonly files?: readonly string[];
  /** Environment variables whose value is the value of the setting. */
  readonly variables?: readonly string[];
  /** A variable that names another configuration file, whose content is unknown. */
  readonly fileVariable?: string;
}

/** Whether the questions that a package manager asks before a change are answered with yes. */
export interface Confirmation extends Setting {
  /** The option that the fix adds: behind the subcommand, or before it, right behind the program. */
  readonly answer: { readonly option: string; readonly isGlobal?: true };
  /** The actions that ask. */
  readonly asks: readonly PackageAction[];
  /** Most of its releases assume yes and never ask. */
  readonly seldom?: true;
  /** Calls without packages that ask only if there is something to do: by subcommand, or by one of these options. */
  readonly mayAsk?: { readonly subcommands: readonly string[]; readonly flags: readonly string[] };
  /** Options that are known to answer nothing, when a variable holds them. */
  readonly answersNothing?: RegExp;
}

/** The downloads that a package manager keeps. */
export interface PackageCache {
  /** Its directories; `~` is the home directory. */
  readonly directories: readonly string[];
  /** Variables and options that name another directory. */
  readonly movedBy?: { readonly variables: readonly string[]; readonly flags: readonly string[] };
  readonly filledBy: readonly PackageAction[];
  /** Options and variables (`1`, `true`; with `byAnyValue` also `0`) that switch it off. */
  readonly offBy?: {
    readonly variables: readonly string[];
    readonly flags: readonly string[];
    readonly byAnyValue?: true;
  };
  /**
   * What `clean` needs to empty it: one of these options, or of these operands after the subcommand. Absent: any
   * `clean` empties it.
   */
  readonly cleanedBy?: { readonly flags?: readonly string[]; readonly operands?: readonly string[] };
  /** Other programs whose `clean` may empty it, as they are the same program in some releases. */
  readonly sharedWith?: readonly string[];
}
