/** Packages that a release of Debian or Ubuntu no longer has. */
import data from './gone-packages.json' with { type: 'json' };
import type { OsRelease } from './os-release.ts';

/** A package that later releases do not have. */
export interface GonePackage {
  readonly name: string;
  /** The first release without it. */
  readonly release: string;
  /** What took its place, if anything did. */
  readonly replacement: string | undefined;
  /** The replacement is the same under another name: the package itself came to install it. */
  readonly same: boolean;
}

interface Row {
  readonly of: string;
  readonly package: string;
  readonly gone: string;
  readonly now?: string;
  readonly same?: true;
  readonly source: string;
}

let rows: ReadonlyMap<string, Row> | undefined;

/** Most runs ask for none of them, so the table is made for the first who does. */
function rowOf(name: string): Row | undefined {
  rows ??= new Map((data.packages as readonly Row[]).map((row) => [`${row.of} ${row.package}`, row]));
  return rows.get(name);
}

/** The package of this name that a release no longer has; `undefined` if it has it, or that is not known. */
export function gonePackage(name: string, { distribution, number }: OsRelease): GonePackage | undefined {
  const row = rowOf(`${distribution} ${name}`);
  if (!row || Number(number) < Number(row.gone)) return undefined;
  return { name, release: row.gone, replacement: row.now, same: row.same === true };
}
