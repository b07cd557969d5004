import { type VersionRange, versionRange } from '../image/version-range.ts';
import type { Command, Word } from '../shell/script.ts';

/** The programs that install packages, as rules name them; `apt` stands for apt and apt-get, `pip` also for uv pip. */
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
  'gem',
  'go',
] as const;
export type PackageManager = (typeof packageManagers)[number];

/** A command that installs packages. */
export interface Install {
  readonly manager: PackageManager;
  readonly command: Command;
  /** The packages it names. */
  readonly packages: readonly Package[];
  /** The files that name packages: `-r requirements.txt`, `-f environment.yml`. */
  readonly files: readonly Word[];
  /** The files that only restrict versions: `-c constraints.txt`. */
  readonly constraints: readonly Word[];
}

/** A package as a command names it. */
export interface Package {
  /** A variable may name several packages. */
  readonly word: Word;
  /** As the manager compares it (pip: lower case, dashes); `undefined` where it depends on a variable, or for a path or URL. */
  readonly name: string | undefined;
  /** What follows the name: `==1.2`, `>=1,<2`, `=1.2-3ubuntu1`; '' for nothing. */
  readonly specifier: string;
}

/** How the packages of a manager are written. */
interface Grammar {
  readonly manager: PackageManager;
  readonly programs: string;
  readonly subcommand: string;
  readonly read: (text: string) => { readonly name: string; readonly specifier: string } | undefined;
  readonly fileFlags?: readonly string[];
  readonly constraintFlags?: readonly string[];
}

const GRAMMARS: readonly Grammar[] = [
  { manager: 'apt', programs: 'apt-get|apt', subcommand: 'install', read: readDebian },
  {
    manager: 'pip',
    programs: 'pip',
    subcommand: 'install',
    read: readPython,
    fileFlags: ['-r', '--requirement'],
    constraintFlags: ['-c', '--constraint'],
  },
  {
    manager: 'pip',
    programs: 'uv',
    subcommand: 'pip install',
    read: readPython,
    fileFlags: ['-r', '--requirement', '--requirements'],
    constraintFlags: ['-c', '--constraint', '--constraints'],
  },
  { manager: 'pip', programs: 'uv', subcommand: 'tool install|add', read: readPython },
  { manager: 'pip', programs: 'pipx', subcommand: 'install', read: readPython },
  {
    manager: 'conda',
    programs: 'conda|mamba|micromamba',
    subcommand: 'install|create|update|upgrade',
    read: readConda,
    fileFlags: ['--file', '-f'],
  },
  {
    manager: 'conda',
    programs: 'conda|mamba|micromamba',
    subcommand: 'env create|env update',
    read: readConda,
    fileFlags: ['-f', '--file'],
  },
  { manager: 'apk', programs: 'apk', subcommand: 'add', read: readAlpine },
  { manager: 'yum', programs: 'yum', subcommand: 'install', read: readPlain },
  { manager: 'dnf', programs: 'dnf|microdnf', subcommand: 'install', read: readPlain },
  { manager: 'zypper', programs: 'zypper', subcommand: 'install|in', read: readAlpine },
  { manager: 'npm', programs: 'npm', subcommand: 'install|i|add', read: readNode },
  { manager: 'yarn', programs: 'yarn', subcommand: 'add|global add', read: readNode },
  { manager: 'gem', programs: 'gem', subcommand: 'install', read: readPlain },
  { manager: 'go', programs: 'go', subcommand: 'install|get', read: readNode },
];

/**
 * The versions that a package may get, for managers whose versions are release numbers; `undefined` where that cannot be
 * told: it asks for a pre-release, for one of several ranges, or has an epoch.
 */
export function versionsOf({ specifier }: Package, manager: PackageManager): VersionRange | undefined {
  switch (manager) {
    case 'pip':
    case 'conda':
      return /\||\d!|\d\.?(?:a|b|c|rc|dev|alpha|beta)/i.test(specifier) ? undefined : versionRange(specifier);
    case 'npm':
    case 'yarn':
      // A range of npm, or a tag such as `@latest`, is not read.
      return /^@v?\d+\.\d+\.\d+$/.test(specifier) ? versionRange(`==${specifier.slice(1)}`) : undefined;
    default:
      return undefined;
  }
}

/**
 * What a command installs; empty for one that installs nothing.
 *
 * @param wordsOf what the program gets for a word with variables in it; `undefined` where that is not known
 */
export function installsOf(
  command: Command,
  wordsOf: (word: Word) => readonly string[] | undefined,
): readonly Install[] {
  const grammar = GRAMMARS.find(({ programs, subcommand }) => command.is(programs, subcommand));
  if (!grammar) return [];
  return [
    {
      manager: grammar.manager,
      command,
      packages: command.targets.flatMap((word) => packagesOf(word, grammar, wordsOf)),
      files: valuesOf(command, grammar.fileFlags),
      constraints: valuesOf(command, grammar.constraintFlags),
    },
  ];
}

function packagesOf(
  word: Word,
  { read }: Grammar,
  wordsOf: (word: Word) => readonly string[] | undefined,
): readonly Package[] {
  const texts = word.literal ? [word.text] : wordsOf(word);
  if (!texts) return [{ word, name: undefined, specifier: '' }];
  return texts.map((text) => {
    const known = read(text);
    return { word, name: known?.name, specifier: known?.specifier ?? '' };
  });
}

function valuesOf(command: Command, names: readonly string[] = []): readonly Word[] {
  return command.flags.flatMap(({ name, value }) => (value && names.includes(name) ? [value] : []));
}

/** A name as a manager compares it. */
export function packageName(name: string, manager: PackageManager): string {
  if (manager === 'pip') return normalizePythonName(name);
  return manager === 'conda' ? name.toLowerCase() : name;
}

/** The name under which Python packages are compared. Source: PEP 503. */
function normalizePythonName(name: string): string {
  return name.toLowerCase().replace(/[-_.]+/g, '-');
}

/** Source: PEP 508; `name[extra]==1.2; marker`. Paths, URLs and archives have no name. */
function readPython(text: string) {
  const match = /^([A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?)(?:\[[^\]]*\])?\s*([^;@]*)(?:[;@].*)?$/.exec(
    text,
  );
  if (!match || /^\.|\/|\.(?:whl|zip|tar\.gz)$/.test(match[0].split('@')[0]!)) return undefined;
  return { name: normalizePythonName(match[1]!), specifier: match[2]!.trim() };
}

/** Source: conda's match specification; `channel::name=1.2=build`, `name>=1`. */
function readConda(text: string) {
  const match = /^(?:[^:\s]+::)?([A-Za-z0-9_][A-Za-z0-9._-]*)\s*((?:[=<>!~\s].*)?)$/.exec(text);
  return match ? { name: match[1]!.toLowerCase(), specifier: match[2]!.trim() } : undefined;
}

/** Source: apt-get(8); `name`, `name:arch`, `name=version`, `name/release`, `name+`, patterns of names, and paths. */
function readDebian(text: string) {
  const match = /^([A-Za-z0-9][A-Za-z0-9+.*?[\]-]*?)(?::[a-z0-9-]+)?((?:[=/].*)?)$/.exec(text);
  return match ? { name: match[1]!, specifier: match[2]! } : undefined;
}

function readAlpine(text: string) {
  const match = /^([A-Za-z0-9_][A-Za-z0-9_.+-]*)((?:[@=<>~].*)?)$/.exec(text);
  return match ? { name: match[1]!, specifier: match[2]! } : undefined;
}

/** `name`, `name@version`, `@scope/name@version`. */
function readNode(text: string) {
  const match = /^(@?[^@\s]+)(@.*)?$/.exec(text);
  return match ? { name: match[1]!, specifier: match[2] ?? '' } : undefined;
}

function readPlain(text: string) {
  return { name: text, specifier: '' };
}
