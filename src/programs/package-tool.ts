/** How package managers are described: as data, over which options are read, facts are found and rules are written. */
import type { OptionGrammar } from './option-grammar.ts';

/**
 * The package managers, as rules and policies name them. One may have several programs that share its packages: `apt` is
 * apt-get, apt and aptitude, `pip` also uv and pipx, `conda` also mamba and micromamba, `dnf` also microdnf.
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
 * What a subcommand does.
 *
 * - `install`: installs the packages that it names, or that its files name
 * - `sync`: installs what something else names: a lock file, a group, the needs of a source package, what is installed already
 * - `create`: makes an environment, with the packages that it is given
 * - `upgrade`: brings what is installed up to date
 * - `remove`: removes packages
 * - `refresh`: fetches the lists of packages
 * - `fetch`: downloads packages and installs none
 * - `look`: looks something up in the lists of packages
 * - `show`: shows what is installed or configured
 * - `clean`: empties a cache
 * - `activate`: changes the environment of its shell alone
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

/** One program of a package manager, or several that are used in the same way. */
export interface PackageTool {
  readonly manager: PackageManager;
  readonly programs: readonly string[];
  /** How options are read, by subcommand; `''` is that of the programs themselves. */
  readonly options: Readonly<Record<string, OptionGrammar>>;
  /** The subcommands, each with the words that it is called by: `env create`. */
  readonly actions: Readonly<Partial<Record<PackageAction, readonly string[]>>>;
  /** The actions whose operands are packages; `install` alone where nothing is said. */
  readonly takesPackages?: readonly PackageAction[];
  readonly packages: PackageSyntax;
  /** The actions that do nothing, or fail, without lists of packages that somebody has fetched before. */
  readonly needsLists?: readonly PackageAction[];
  /** Options with which nothing is changed, and nothing asked. */
  readonly showsOnly?: readonly string[];
  readonly confirmation?: Confirmation;
  /** What comes along with packages without being needed by them. */
  readonly extras?: Setting;
  readonly cache?: PackageCache;
  /** Its packages are those of the operating system. */
  readonly system?: true;
  /** It also works on a project: it installs into that (`npm`), and runs what that says (`npm run`), or builds it (`go`). */
  readonly project?: 'installs' | 'builds';
  /** The subcommand that runs another program: `conda run`. */
  readonly runs?: string;
}

/** How packages are written on a command line. */
export interface PackageSyntax {
  /** A package of an index: its `name`, and its `specifier` with the operator, which may be empty. */
  readonly named: RegExp;
  /** Words that name no package: a path, an address, one that is to be removed. */
  readonly other?: RegExp;
  /** Words with a name for which no version can be asked: an archive, a group. */
  readonly unversioned?: RegExp;
  /** The address of an archive, which is what it is: `name @ https://…`. */
  readonly address?: RegExp;
  /** An address of version control, with the commit, tag or branch after it as `specifier`. */
  readonly repository?: RegExp;
  /** Options that give all packages of a command their version: `-v` of gem. */
  readonly versionFlags?: readonly string[];
  /** Options that name files of packages: `-r requirements.txt`. */
  readonly fileFlags?: readonly string[];
  /** Options that name files which only restrict versions: `-c constraints.txt`. */
  readonly constraintFlags?: readonly string[];
  readonly pins: PinSyntax;
  /** How names are compared. Source of `pep503`: PEP 503, any run of `-_.` is the same, and so are capitals. */
  readonly names: 'pep503' | 'lower-case' | 'as written';
  /** How the versions of specifiers are compared, where that is known: as Python's, or as exact versions after `@`. */
  readonly versions?: 'python' | 'exact';
}

/** What of a specifier decides the version. Tried in this order; a specifier that is none of these says nothing. */
interface PinSyntax {
  /** One version, or one line of releases: `==1.2`, `~=1.2`, `=1.2*`. */
  readonly fixed: RegExp;
  /** Nothing above a certain version: `<2`, `^1.2`. */
  readonly limited?: RegExp;
  /** Anything newer: `>=1.2`, `@latest`. */
  readonly open?: RegExp;
}

/** Something that options, files of configuration or variables of the environment switch on or off. */
export interface Setting {
  /** Options that switch it on (confirmation: yes is assumed), and those that switch it off. */
  readonly on: readonly string[];
  readonly off: readonly string[];
  /** Options that switch it on when they are given twice: `-qq` of apt-get implies `-y`. */
  readonly onTwice?: readonly string[];
  /** Its name in a line of configuration, or the part of that which is its alone; the value follows. */
  readonly key?: string;
  /** Options whose value is a line of configuration: `-o`, `--setopt`. */
  readonly lineFlags?: readonly string[];
  /** Files and directories in which such lines are looked for. */
  readonly files?: readonly string[];
  /** Variables of the environment whose value is that of the setting. */
  readonly variables?: readonly string[];
  /** A variable that names another file of configuration, of which nothing is known. */
  readonly fileVariable?: string;
}

/** Whether yes is assumed of the questions that a package manager asks before it changes something. */
export interface Confirmation extends Setting {
  /** What asks. */
  readonly asks: readonly PackageAction[];
  /** What asks only if there is something to do, when it is given no package: a subcommand, or one of these options. */
  readonly mayAsk?: { readonly subcommands: readonly string[]; readonly flags: readonly string[] };
  /** Options that are known to answer nothing, where a variable holds them. */
  readonly answersNothing?: RegExp;
}

/** What a package manager keeps of what it downloads. */
export interface PackageCache {
  /** Where that is; `~` is the home directory. */
  readonly directories: readonly string[];
  /** Variables that name another directory, and options that do. */
  readonly movedBy?: { readonly variables: readonly string[]; readonly flags: readonly string[] };
  readonly filledBy: readonly PackageAction[];
  /** Options and variables (`1`, `true`) with which nothing is kept. */
  readonly offBy?: { readonly variables: readonly string[]; readonly flags: readonly string[] };
  /**
   * What `clean` must be given to empty it: one of these options, or of these operands after the subcommand. Absent: any
   * `clean` does.
   */
  readonly cleanedBy?: { readonly flags?: readonly string[]; readonly operands?: readonly string[] };
}
