/**
 * Version specifiers of Python packages (`~=3.1.0`, `>=1.9,<1.11`, `==2.*`) as ranges, to find out whether two of them
 * can both hold. Releases are compared by their numbers, as PEP 440 does; pre-releases and exclusions (`!=`) are
 * ignored, because they never make a range empty.
 */

/** Versions from `from` (inclusive unless `afterFrom`) to `to` (exclusive unless `withTo`); undefined is unbounded. */
export interface VersionRange {
  readonly from: readonly number[] | undefined;
  readonly afterFrom: boolean;
  readonly to: readonly number[] | undefined;
  readonly withTo: boolean;
}

const ANY: VersionRange = { from: undefined, afterFrom: false, to: undefined, withTo: false };

/** The range of comma-separated specifiers; an empty text is any version. `undefined` when one cannot be read. */
export function versionRange(specifiers: string): VersionRange | undefined {
  let range = ANY;
  for (const specifier of specifiers.split(',').map((part) => part.trim())) {
    if (specifier === '') continue;
    const next = rangeOfSpecifier(specifier);
    if (!next) return undefined;
    range = intersection(range, next);
  }
  return range;
}

/** Whether some version is in both ranges. */
export function rangesMeet(one: VersionRange, other: VersionRange): boolean {
  const { from, afterFrom, to, withTo } = intersection(one, other);
  if (!from || !to) return true;
  const order = compareVersions(from, to);
  return order < 0 || (order === 0 && withTo && !afterFrom);
}

/** Whether every version of the first range is in the second. */
export function isSubrange(inner: VersionRange, outer: VersionRange): boolean {
  return (
    isBoundedBy(inner.from, outer.from, inner.afterFrom || !outer.afterFrom, (order) => order > 0) &&
    isBoundedBy(inner.to, outer.to, outer.withTo || !inner.withTo, (order) => order < 0)
  );
}

/** Whether a bound stays within another one. When both are the same, `whenSame` decides. */
function isBoundedBy(
  inner: Bound,
  outer: Bound,
  whenSame: boolean,
  isInside: (order: number) => boolean,
): boolean {
  if (!outer) return true;
  if (!inner) return false;
  const order = compareVersions(inner, outer);
  return order === 0 ? whenSame : isInside(order);
}

/** Negative when `one` is older than `other`, positive when newer; missing numbers are zero. */
export function compareVersions(one: readonly number[], other: readonly number[]): number {
  for (let index = 0; index < Math.max(one.length, other.length); index++) {
    const difference = (one[index] ?? 0) - (other[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

/** The numbers of a release: `3.12.8` gives `[3, 12, 8]`. A suffix (`rc1`, `.post1`, `+cpu`) is left out. */
export function releaseOf(version: string): readonly number[] | undefined {
  const numbers = /^v?(\d+(?:\.\d+)*)/.exec(version)?.[1];
  return numbers?.split('.').map(Number);
}

function rangeOfSpecifier(specifier: string): VersionRange | undefined {
  const match = /^(===?|~=|!=|<=|>=|<|>|=)\s*(\S+)$/.exec(specifier);
  const operator = match?.[1];
  const text = match?.[2];
  const version = text === undefined ? undefined : releaseOf(text);
  if (!version || text === undefined) return undefined;
  switch (operator) {
    case '!=':
      return ANY;
    case '>=':
      return { ...ANY, from: version };
    case '>':
      return { ...ANY, from: version, afterFrom: true };
    case '<=':
      return { ...ANY, to: version, withTo: true };
    case '<':
      return { ...ANY, to: version };
    case '~=':
      return version.length < 2 ? undefined : { ...ANY, from: version, to: following(version.slice(0, -1)) };
    // Conda writes a single `=` for "any patch of this release".
    case '=':
      return { ...ANY, from: version, to: following(version) };
    default:
      return text.endsWith('.*')
        ? { ...ANY, from: version, to: following(version) }
        : { from: version, afterFrom: false, to: version, withTo: true };
  }
}

/** The first release that does not begin with these numbers: `3.2` for `3.1`. */
function following(version: readonly number[]): readonly number[] {
  return [...version.slice(0, -1), version[version.length - 1]! + 1];
}

function intersection(one: VersionRange, other: VersionRange): VersionRange {
  const lower = stricter(one.from, other.from, (order) => order >= 0) ? one : other;
  const upper = stricter(one.to, other.to, (order) => order <= 0) ? one : other;
  return {
    from: lower.from,
    afterFrom: sameBound(one.from, other.from) ? one.afterFrom || other.afterFrom : lower.afterFrom,
    to: upper.to,
    withTo: sameBound(one.to, other.to) ? one.withTo && other.withTo : upper.withTo,
  };
}

type Bound = readonly number[] | undefined;

function stricter(one: Bound, other: Bound, wins: (order: number) => boolean): boolean {
  if (!one || !other) return one !== undefined;
  return wins(compareVersions(one, other));
}

function sameBound(one: Bound, other: Bound): boolean {
  return one !== undefined && other !== undefined && compareVersions(one, other) === 0;
}
