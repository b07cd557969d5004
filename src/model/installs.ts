import { type VersionRange, versionRange } from '../image/version-range.ts';
import type { PackageManager, PackageSyntax, PackageTool } from '../programs/package-tool.ts';
import { packageTools } from '../programs/package-tools.ts';
import type { Command, Word } from '../shell/script.ts';
import { packageAction, packageToolOf } from './package-actions.ts';

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
  /**
   * In the form that the manager compares (pip: lower case, dashes); `undefined` if it depends on a variable, and for a
   * path or URL.
   */
  readonly name: string | undefined;
  /** The name as written, with extras: `Uvicorn[standard]`; `undefined` where `name` is. */
  readonly written: string | undefined;
  /** It comes from version control: `git+https://…`. */
  readonly repository: boolean;
  /** The text after the name: `==1.2`, `>=1,<2`, `=1.2-3ubuntu1`, `@main` of a repository; empty if there is none. */
  readonly specifier: string;
  /**
   * How precisely that decides the version; `undefined` if it depends on a variable, and for a path, an archive or a
   * group.
   */
  readonly pin: Pin | undefined;
}

/**
 * How precisely the version of a package is decided.
 *
 * - `fixed`: one version, or one line of releases: `==1.2`, `~=1.2`, `=1.2*`, a commit
 * - `limited`: nothing above a certain version: `<2`, `^1.2`
 * - `open`: anything newer: `>=1.2`, `@latest`, a branch
 * - `none`: no version is given
 */
export type Pin = 'fixed' | 'limited' | 'open' | 'none';

/**
 * The versions that a package may get, for managers whose versions are release numbers; `undefined` if that is unknown:
 * it names a pre-release, one of several ranges, or an epoch.
 */
export function versionsOf({ specifier }: Package, manager: PackageManager): VersionRange | undefined {
  switch (syntaxOf(manager).versions) {
    case 'python':
      return /\||\d!|\d\.?(?:a|b|c|rc|dev|alpha|beta)/i.test(specifier) ? undefined : versionRange(specifier);
    case 'exact':
      // Ranges of npm and tags such as `@latest` are not read.
      return /^@v?\d+\.\d+\.\d+$/.test(specifier) ? versionRange(`==${specifier.slice(1)}`) : undefined;
    default:
      return undefined;
  }
}

/**
 * What a command installs; empty if it installs nothing.
 *
 * @param wordsOf the words that the program receives for a word with variables; `undefined` if they are not known
 */
export function installsOf(
  command: Command,
  wordsOf: (word: Word) => readonly string[] | undefined,
): readonly Install[] {
  const tool = packageToolOf(command);
  const action = tool && packageAction(command);
  if (!action || !(tool.takesPackages ?? ['install']).includes(action)) return [];
  const { manager, packages: syntax } = tool;
  const flag = valuesOf(command, syntax.versionFlags).at(-1);
  const version = flag ? textOf(flag, wordsOf) : '';
  return [
    {
      manager,
      command,
      packages: [...packageWords(command, tool), ...repositoriesOf(command, syntax)].flatMap((word) =>
        packagesOf(word, syntax, version, wordsOf),
      ),
      files: valuesOf(command, syntax.fileFlags),
      constraints: valuesOf(command, syntax.constraintFlags),
    },
  ];
}

function textOf(word: Word, wordsOf: (word: Word) => readonly string[] | undefined): string | undefined {
  return word.literal ? word.text : wordsOf(word)?.join(' ');
}

function packageWords(command: Command, { runsPackage }: PackageTool): readonly Word[] {
  const { targets, operands } = command;
  return runsPackage !== undefined && operands[0]?.text === runsPackage ? targets.slice(0, 1) : targets;
}

function packagesOf(
  word: Word,
  syntax: PackageSyntax,
  version: string | undefined,
  wordsOf: (word: Word) => readonly string[] | undefined,
): readonly Package[] {
  const texts = word.literal ? [word.text] : wordsOf(word);
  if (!texts) return [{ ...UNKNOWN, word }];
  return texts.map((text) => ({ word, ...readPackage(text, syntax, version) }));
}

/**
 * The package that a word names outside of a command, as in a file of a manager. What is in its text is taken as it is,
 * template text too.
 */
export function packageIn(word: Word, manager: PackageManager): Package {
  return { word, ...readPackage(word.text, syntaxOf(manager), '') };
}

const UNKNOWN = {
  name: undefined,
  written: undefined,
  repository: false,
  specifier: '',
  pin: undefined,
} as const;

/**
 * Reads a package from a word of a command line.
 *
 * @param version the version that an option sets for all packages, or ''; `undefined` if it is not known
 */
function readPackage(
  text: string,
  syntax: PackageSyntax,
  version: string | undefined,
): Omit<Package, 'word'> {
  const { named, other, unversioned, repository, address, pins } = syntax;
  const source = repository?.exec(text)?.groups;
  const known = other?.test(text) ? undefined : named.exec(text)?.groups;
  const name = known && comparable(known.name!, syntax);
  const specifier = (source ?? known)?.specifier?.trim() || version;
  const about = {
    name,
    written: known?.written ?? known?.name,
    repository: source !== undefined,
    specifier: specifier ?? '',
  };
  if (specifier === undefined) return { ...about, pin: undefined };
  if (address?.test(text)) return { ...about, pin: 'fixed' };
  const hasVersion = (source ?? known) !== undefined && !unversioned?.test(text);
  return { ...about, pin: hasVersion ? pinOf(about.specifier, pins) : undefined };
}

function pinOf(specifier: string, { fixed, limited, open }: PackageSyntax['pins']): Pin {
  if (fixed.test(specifier)) return 'fixed';
  if (limited?.test(specifier)) return 'limited';
  return open?.test(specifier) ? 'open' : 'none';
}

/** The repositories that options name; what else they name is a directory. */
function repositoriesOf(command: Command, { packageFlags, repository }: PackageSyntax): readonly Word[] {
  return valuesOf(command, packageFlags).filter(({ text }) => repository?.test(text));
}

function valuesOf(command: Command, names: readonly string[] = []): readonly Word[] {
  return command.flags.flatMap(({ name, value }) => (value && names.includes(name) ? [value] : []));
}

/** A name in the form that a manager compares. */
export function packageName(name: string, manager: PackageManager): string {
  return comparable(name, syntaxOf(manager));
}

function comparable(name: string, { names }: PackageSyntax): string {
  if (names === 'pep503') return normalizePythonName(name);
  return names === 'lower-case' ? name.toLowerCase() : name;
}

/** The form of a name in which Python packages are compared. Source: PEP 503. */
function normalizePythonName(name: string): string {
  return name.toLowerCase().replace(/[-_.]+/g, '-');
}

/** All programs of a manager write packages in the same way. */
function syntaxOf(manager: PackageManager): PackageSyntax {
  return packageTools.find((tool) => tool.manager === manager)!.packages;
}
