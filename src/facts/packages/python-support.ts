/** Whether the Python of an environment is one that a package is released for. */
import { compareVersions, releaseOf, type VersionRange } from '../../image/version-range.ts';
import { type Package, versionsOf } from '../../model/installs.ts';
import type { DockerfileModel } from '../../model/model.ts';
import { type Pythons, pythonsOf, type ReleaseRun } from '../../programs/pypi.ts';
import { sourceNames } from '../../programs/python.ts';
import { type EnvironmentInstall, filledEnvironments } from './environment-installs.ts';

/** A package whose releases exclude the Python that it is installed for. */
export interface UnsupportedPackage {
  readonly each: Package;
  readonly python: string;
  /** The Pythons of the newest release that is asked for. */
  readonly pythons: Pythons;
  /** The release that pip takes instead, with its day; `undefined`: there is none, and pip stops. */
  readonly taken: { readonly version: string; readonly day: string } | undefined;
  /** A release that is for this Python: the next newer one, or the last. */
  readonly fitting: string | undefined;
}

/** The packages that pip installs for a Python which their releases exclude, or for which it takes one from years ago. */
export function* unsupportedPackages(file: DockerfileModel): Iterable<UnsupportedPackage> {
  for (const { installs } of filledEnvironments(file)) {
    for (const { install, run, python } of installs) {
      if (python === undefined || install.manager !== 'pip' || isElsewhere({ install, run, python }))
        continue;
      for (const each of install.packages) {
        const found = supportOf(each, Number(python.replace(/^3\./, '')));
        if (found) yield { each, python, ...found };
      }
    }
  }
}

/** Other indexes may have other files, and pip may be told to ignore what they are for. */
function isElsewhere({ install: { command }, run }: EnvironmentInstall): boolean {
  const { index, extra, links } = sourceNames;
  return [index, extra, links].some(
    ({ flags, variables }) =>
      command.flag(...flags, '--ignore-requires-python') ||
      variables.some((name) => run.before.variable(name) !== undefined),
  );
}

type Support = Omit<UnsupportedPackage, 'each' | 'python'>;
type Run = ReleaseRun<Pythons | undefined>;

function supportOf(each: Package, minor: number): Support | undefined {
  const runs = each.name === undefined ? [] : pythonsOf(each.name);
  const asked = runs.filter((run) => isAsked(each, run));
  const newest = asked.at(-1);
  if (!newest?.about || isFor(newest, minor)) return undefined;
  const { about: pythons } = newest;
  const best = asked.findLast((run) => isFor(run, minor));
  if (!best)
    return isWithinData(each, runs)
      ? { pythons, taken: undefined, fitting: fittingFor(newest, runs, minor) }
      : undefined;
  const isTooNew = pythons.to !== undefined && pythons.to < minor;
  if (!isTooNew || yearsBetween(best.day, newest.day) < 2) return undefined;
  return { pythons, taken: { version: best.last, day: best.day }, fitting: undefined };
}

function isFor({ about }: Run, minor: number): boolean {
  return about !== undefined && about.from <= minor && (about.to === undefined || minor <= about.to);
}

/** Whether a package may be one of these releases. */
function isAsked(each: Package, { first, last }: Run): boolean {
  const pinned = pinnedVersion(each);
  const [from, to] = [numbersOf(first), numbersOf(last)];
  if (pinned) return compareVersions(from, pinned) <= 0 && compareVersions(pinned, to) <= 0;
  const range = versionsOf(each, 'pip');
  return range !== undefined && !isBelow(to, range) && !isAbove(from, range);
}

function isBelow(version: readonly number[], { from }: VersionRange): boolean {
  return from !== undefined && compareVersions(version, from) < 0;
}

function isAbove(version: readonly number[], { to, withTo }: VersionRange): boolean {
  if (to === undefined) return false;
  const order = compareVersions(version, to);
  return order > 0 || (order === 0 && !withTo);
}

/** Whether pip can take no release that is older than the data. */
function isWithinData(each: Package, [oldest]: readonly Run[]): boolean {
  if (pinnedVersion(each)) return true;
  const { from } = versionsOf(each, 'pip') ?? {};
  return from !== undefined && compareVersions(from, numbersOf(oldest!.first)) >= 0;
}

/** The version of `==1.2.3`, post-releases included. */
export function pinnedVersion({ specifier }: Package): readonly number[] | undefined {
  const text = /^={2,3}\s*([\d.]+(?:\.post\d+)?)(?:\+[\w.]+)?$/.exec(specifier)?.[1];
  return text === undefined ? undefined : numbersOf(text);
}

/** `1.62.0.post3` comes after `1.62.0`. */
export function numbersOf(version: string): readonly number[] {
  return releaseOf(version.replace('.post', '.')) ?? [];
}

/** The next release for a Python: a newer one for a newer Python, else the last one for an older Python. */
function fittingFor(asked: Run, runs: readonly Run[], minor: number): string | undefined {
  const place = runs.indexOf(asked);
  const isOld = minor < asked.about!.from;
  const newer = runs.slice(place).find((run) => isFor(run, minor));
  return isOld ? runs.slice(0, place).findLast((run) => isFor(run, minor))?.last : newer?.first;
}

function yearsBetween(one: string, other: string): number {
  return (Date.parse(other) - Date.parse(one)) / (365 * 86_400_000);
}
