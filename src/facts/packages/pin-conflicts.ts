/** Pins of Python packages that cannot be together: pip refuses them, or installs them and the import fails. */
import { isOfficial } from '../../image/reference.ts';
import { compareVersions, rangesMeet, type VersionRange, versionRange } from '../../image/version-range.ts';
import { type Package, versionsOf } from '../../model/installs.ts';
import type { DockerfileModel } from '../../model/model.ts';
import {
  BUILT_FOR_NUMPY_2,
  NOT_FOR_NUMPY_2,
  OLDEST_PYTHON_OF_NUMPY_2,
  WITHOUT_NUMPY,
} from '../../programs/numpy2.ts';
import { requirementOf } from '../../programs/pypi.ts';
import { pushTo } from '../../text/multimap.ts';
import {
  type EnvironmentInstall,
  type FilledEnvironment,
  filledEnvironments,
} from './environment-installs.ts';
import { allInstalls } from './installed-files.ts';
import { numbersOf, pinnedVersion } from './python-support.ts';

/** Two packages of one command that exclude each other. */
export interface PinPair {
  readonly each: Package;
  readonly other: Package;
}

/** Two packages of one command that exclude each other, since one of them requires something else. */
export interface RefusedPins extends PinPair {
  /** What `each` requires of the other: `==2.0.1`. */
  readonly required: string;
}

/** The pins that pip refuses in one command, since the metadata of one exclude the other. */
export function refusedPins(file: DockerfileModel): readonly RefusedPins[] {
  return resolvedTogether(file).flatMap(refusedAmong);
}

/** Versions of one package in one command that no release is at once: `numpy==1.26.4 numpy==2.0.0`. */
export function pinsOfOnePackage(file: DockerfileModel): readonly PinPair[] {
  return resolvedTogether(file).flatMap((packages) => {
    const before = new Map<string, Package[]>();
    return packages.flatMap((other) => {
      if (other.name === undefined) return [];
      const range = other.specifier === '' ? undefined : versionsOf(other, 'pip');
      const each = range && before.get(other.name)?.find((one) => excludes(one, range));
      addTo(before, other.name, other);
      return each ? [{ each, other }] : [];
    });
  });
}

/**
 * The packages of each command for which pip looks for versions that go together. Those with a condition, as in
 * `'numpy<2; python_version < "3.9"'`, may not count.
 */
function resolvedTogether(file: DockerfileModel): readonly (readonly Package[])[] {
  return allInstalls(file)
    .filter(({ manager }) => manager === 'pip')
    .filter(({ command }) => !command.flag('--no-deps', '--no-dependencies', '--use-deprecated'))
    .map(({ packages }) => packages.filter(({ word }) => !word.text.includes(';')));
}

/** Nobody asks for one package in more ways than these; a file may, so that each is held against all others. */
const MOST_WAYS = 20;

function addTo(byName: Map<string, Package[]>, name: string, each: Package): void {
  const known = byName.get(name) ?? [];
  if (known.length < MOST_WAYS && known.every(({ specifier }) => specifier !== each.specifier))
    pushTo(byName, name, each);
}

function refusedAmong(packages: readonly Package[]): readonly RefusedPins[] {
  const requiring = packages.flatMap((each) => {
    const requirement = requirementFor(each);
    const required = requirement && versionRange(requirement.specifier);
    return required ? [{ each, requirement, required }] : [];
  });
  if (requiring.length === 0) return [];
  const byName = new Map<string, Package[]>();
  for (const one of packages) if (one.name !== undefined) addTo(byName, sameVersionAs(one.name), one);
  return requiring.flatMap(({ each, requirement, required }) =>
    (byName.get(requirement.of) ?? [])
      .filter((other) => excludes(other, required))
      .map((other) => ({ each, other, required: requirement.specifier })),
  );
}

/** mlflow requires the mlflow-skinny of its own version. */
function sameVersionAs(name: string): string {
  return name === 'mlflow' ? 'mlflow-skinny' : name;
}

function excludes(each: Package, range: VersionRange): boolean {
  const asked = each.specifier === '' ? undefined : versionsOf(each, 'pip');
  return asked !== undefined && !rangesMeet(asked, range);
}

/** What a pinned package requires of the one that decides most; `undefined` if that is any version, or not known. */
function requirementFor(each: Package): { readonly of: string; readonly specifier: string } | undefined {
  const found = requirementRun(each);
  return found && found.specifier !== '*' ? found : undefined;
}

function requirementRun(each: Package) {
  const pinned = pinnedVersion(each);
  const requirement = each.name === undefined ? undefined : requirementOf(each.name);
  if (!pinned || !requirement) return undefined;
  const run = requirement.runs.find(
    ({ first, last }) =>
      compareVersions(numbersOf(first), pinned) <= 0 && compareVersions(pinned, numbersOf(last)) <= 0,
  );
  return run && { of: requirement.of, specifier: run.about };
}

/** A package that cannot use the NumPy 2 of its environment. */
export interface BrokenByNumpy2 {
  readonly each: Package;
  /** The NumPy that the file asks for; `undefined`: pip takes the newest. */
  readonly numpy: Package | undefined;
}

/** The packages that were built for NumPy 1, do not say so, and get NumPy 2; one for each environment. */
export function* brokenByNumpy2(file: DockerfileModel): Iterable<BrokenByNumpy2> {
  for (const environment of filledEnvironments(file)) {
    const { installs } = environment;
    const packages = installs.flatMap(({ install }) => install.packages);
    const named = packages.findLast(({ name }) => name === 'numpy');
    const numpy = named && excludes(named, versionRange('<2')!) ? named : undefined;
    if (named && !numpy && !isOpen(named)) continue;
    const each = packages.find((one) => needsNumpy1(one, numpy !== undefined));
    if (each && (numpy || getsNumpy2(environment))) yield { each, numpy };
  }
}

function needsNumpy1(each: Package, isNumpyAsked: boolean): boolean {
  if (each.name === undefined) return false;
  // Without a NumPy of its own, azureml-core does not need any.
  if (isNumpyAsked && NOT_FOR_NUMPY_2.includes(each.name)) return true;
  const built = BUILT_FOR_NUMPY_2[each.name];
  const pinned = pinnedVersion(each);
  const isOlder =
    built !== undefined && pinned !== undefined && compareVersions(pinned, numbersOf(built)) < 0;
  return isOlder && requirementRun(each)?.specifier === '*';
}

/**
 * Whether pip certainly takes the newest NumPy: the environment has none before, its Python is not too old, and nothing that
 * is installed decides otherwise.
 */
function getsNumpy2({ stage, made, unknown, installs }: FilledEnvironment): boolean {
  if (unknown || !isEmpty(stage, made)) return false;
  return installs.every(({ install, python, run }: EnvironmentInstall) => {
    if (install.isPartial || install.isConstrained || install.perhaps.some((each) => !leavesNumpyOpen(each)))
      return false;
    if (install.manager === 'conda')
      return install.packages.every(({ name }) => name === 'python' || name === 'pip');
    const isDecided = install.constraints.length > 0 || run.before.variable('PIP_CONSTRAINT');
    const minor = Number(python?.replace(/^3\./, ''));
    return !isDecided && minor >= OLDEST_PYTHON_OF_NUMPY_2 && install.packages.every(leavesNumpyOpen);
  });
}

/** A new environment, that of the images that only serve, or that of an official image of Python. */
function isEmpty(
  { image, root: { base } }: FilledEnvironment['stage'],
  made: FilledEnvironment['made'],
): boolean {
  if (made)
    return made.command.words.every(({ text }) => text !== '--clone' && text !== '--system-site-packages');
  if (image) return image.family === 'inference-minimal';
  return base.kind === 'image' && isOfficial(base.reference);
}

function leavesNumpyOpen(each: Package): boolean {
  const { name } = each;
  if (name === 'numpy') return isOpen(each);
  return name !== undefined && (WITHOUT_NUMPY.has(name) || requirementRun(each)?.specifier === '*');
}

function isOpen({ pin }: Package): boolean {
  return pin === 'none' || pin === 'open';
}
