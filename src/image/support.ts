/** Until when the makers of Python and Ubuntu support them. */

export type Product = 'python' | 'ubuntu';

export interface Support {
  /** The last day of support, `YYYY-MM-DD`; if only a month is announced, its last day. */
  readonly date: string;
  /** Whether support ended before the given day. */
  readonly ended: boolean;
}

/**
 * The last day of support by release.
 *
 * Python: https://github.com/python/devguide/blob/main/include/release-cycle.json, `end_of_life`; months for the
 * releases from 3.10 on. Ubuntu: end of standard support according to https://ubuntu.com/about/release-cycle, which
 * gives months; where its editions name two, the later one.
 */
const LAST_DAYS: Readonly<Record<Product, Readonly<Record<string, string>>>> = {
  python: {
    '2.7': '2020-01-01',
    '3.5': '2020-09-30',
    '3.6': '2021-12-23',
    '3.7': '2023-06-27',
    '3.8': '2024-10-07',
    '3.9': '2025-10-31',
    '3.10': '2026-10-31',
    '3.11': '2027-10-31',
    '3.12': '2028-10-31',
    '3.13': '2029-10-31',
    '3.14': '2030-10-31',
  },
  ubuntu: {
    '14.04': '2019-04-30',
    '16.04': '2021-04-30',
    '18.04': '2023-05-31',
    '20.04': '2025-05-31',
    '22.04': '2027-05-31',
    '24.04': '2029-05-31',
  },
};

/**
 * How long a release is supported, and whether support has ended on a day (in UTC).
 *
 * @param version `3.9`; a patch (`3.9.13`) belongs to its release
 * @returns `undefined` for a release whose date is not known
 */
export function supportOf(product: Product, version: string, now: Date): Support | undefined {
  const release = version.split('.', 2).join('.');
  const date = LAST_DAYS[product][release];
  return date === undefined ? undefined : { date, ended: now.toISOString().slice(0, 10) > date };
}
