import { type VersionRange, versionRange } from '../image/version-range.ts';
import type { PackageManager, PackageSyntax } from '../programs/package-tool.ts';
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
  /** As the manager compares it (pip: lower case, dashes); `undefined` where it depends on a variable, or for a path or URL. */
  readonly name: string | undefined;
  /** What follows the name: `==1.2`, `>=1,<2`, `=1.2-3ubuntu1`, `@main` of a repository; '' for nothing. */
  readonly specifier: string;
  /** How much of its version that decides; `undefined` where it depends on a variable, and for a path, an archive or a group. */
  readonly pin: Pin | undefined;
}

/**
 * How much of the version of a package is decided.
 *
 * - `fixed`: one version, or one line of releases: `==1.2`, `~=1.2`, `=1.2*`, a commit
 * - `limited`: nothing above a certain version: `<2`, `^1.2`
 * - `open`: anything newer: `>=1.2`, `@latest`, a branch
 * - `none`: nothing is said
 */
export type Pin = 'fixed' | 'limited' | 'open' | 'none';

/**
 * The versions that a package may get, for managers whose versions are release numbers; `undefined` where that cannot be
 * told: it asks for a pre-release, for one of several ranges, or has an epoch.
 */
export function versionsOf({ specifier }: Package, manager: PackageManager): VersionRange | undefined {
  switch (syntaxOf(manager).versions) {
    case 'python':
      return /\||\d!|\d\.?(?:a|b|c|rc|dev|alpha|beta)/i.test(specifier) ? undefined : versionRange(specifier);
    case 'exact':
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
  const tool = packageToolOf(command);
  const action = tool && packageAction(command);
  if (!action || !(tool.takesPackages ?? ['install']).includes(action)) return [];
  const { manager, packages: syntax } = tool;
  const versions = valuesOf(command, syntax.versionFlags);
  return [
    {
      manager,
      command,
      packages: command.targets.flatMap((word) => packagesOf(word, syntax, versions.at(-1), wordsOf)),
      files: valuesOf(command, syntax.fileFlags),
      constraints: valuesOf(command, syntax.constraintFlags),
    },
  ];
}

function packagesOf(
  word: Word,
  syntax: PackageSyntax,
  version: Word | undefined,
  wordsOf: (word: Word) => readonly string[] | undefined,
): readonly Package[] {
  const texts = word.literal ? [word.text] : wordsOf(word);
  if (!texts) return [{ word, name: undefined, specifier: '', pin: undefined }];
  return texts.map((text) => ({ word, ...readPackage(text, syntax, version?.text) }));
}

/**
 * Reads a package as it is written on a command line.
 *
 * @param version what an option says of the version of all packages
 */
export function readPackage(
  text: string,
  syntax: PackageSyntax,
  version = '',
): Pick<Package, 'name' | 'specifier' | 'pin'> {
  const { named, other, unversioned, repository, address, pins } = syntax;
  const source = repository?.exec(text)?.groups;
  const known = other?.test(text) ? undefined : named.exec(text)?.groups;
  const name = known && comparable(known.name!, syntax);
  const specifier = (source ?? known)?.specifier?.trim() || version;
  if (address?.test(text)) return { name, specifier, pin: 'fixed' };
  const hasVersion = (source ?? known) !== undefined && !unversioned?.test(text);
  return { name, specifier, pin: hasVersion ? pinOf(specifier, pins) : undefined };
}

function pinOf(specifier: string, { fixed, limited, open }: PackageSyntax['pins']): Pin {
  if (fixed.test(specifier)) return 'fixed';
  if (limited?.test(specifier)) return 'limited';
  return open?.test(specifier) ? 'open' : 'none';
}

function valuesOf(command: Command, names: readonly string[] = []): readonly Word[] {
  return command.flags.flatMap(({ name, value }) => (value && names.includes(name) ? [value] : []));
}

/** A name as a manager compares it. */
export function packageName(name: string, manager: PackageManager): string {
  return comparable(name, syntaxOf(manager));
}

function comparable(name: string, { names }: PackageSyntax): string {
  if (names === 'pep503') return normalizePythonName(name);
  return names === 'lower-case' ? name.toLowerCase() : name;
}

/** The name under which Python packages are compared. Source: PEP 503. */
function normalizePythonName(name: string): string {
  return name.toLowerCase().replace(/[-_.]+/g, '-');
}

/** The programs of a manager write packages alike. */
function syntaxOf(manager: PackageManager): PackageSyntax {
  return packageTools.find((tool) => tool.manager === manager)!.packages;
}
