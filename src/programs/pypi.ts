/**
 * What PyPI says about the releases of well-known packages. scripts/pypi.mjs makes `pypi.json` anew, and says what is in
 * it.
 */
import data from './pypi.json' with { type: 'json' };

/** The day of the data, `YYYY-MM-DD`. */
export const pypiDate: string = data.taken;

/** Consecutive releases of a package of which something is the same. */
export interface ReleaseRun<About> {
  readonly first: string;
  readonly last: string;
  /** The day of the last one, `YYYY-MM-DD`. */
  readonly day: string;
  readonly about: About;
}

/** Minor versions of Python 3, both included; without `to`, nothing excludes newer ones. */
export interface Pythons {
  readonly from: number;
  readonly to: number | undefined;
}

/** The Pythons of the releases of a package since the middle of 2020, oldest first; empty for a package that is not in the data. */
export function pythonsOf(name: string): readonly ReleaseRun<Pythons | undefined>[] {
  const runs: Readonly<Record<string, readonly string[]>> = data.pythons;
  return runsIn(Object.hasOwn(runs, name) ? runs[name]! : [], (text) => {
    const [from, to] = text.split('-');
    return from === '' ? undefined : { from: Number(from), to: to === '' ? undefined : Number(to) };
  });
}

/** What the releases of a package require of another one. */
export interface Requirement {
  /** The other package. */
  readonly of: string;
  /** Its version specifiers; `*`: any version. */
  readonly runs: readonly ReleaseRun<string>[];
}

/** What the releases of a package require of the one that decides most; `undefined` for a package that is not in the data. */
export function requirementOf(name: string): Requirement | undefined {
  const all: Readonly<Record<string, { readonly of: string; readonly runs: readonly string[] }>> =
    data.requires;
  if (!Object.hasOwn(all, name)) return undefined;
  const { of, runs } = all[name]!;
  return { of, runs: runsIn(runs, (text) => text) };
}

function runsIn<About>(
  lines: readonly string[],
  about: (text: string) => About,
): readonly ReleaseRun<About>[] {
  return lines.map((line) => {
    const [first, last, day, text] = line.split(' ') as [string, string, string, string];
    return { first, last, day, about: about(text) };
  });
}
