/** What pip once accepted and does not any more. Source: NEWS.rst of pip 26.3, read on 2026-11-26. */

/** An option that a release of pip has removed; pip then stops with "no such option". */
export interface RemovedOption {
  readonly names: readonly string[];
  /** The value that is no longer accepted, if the option itself still is. */
  readonly value?: string;
  /** The release and its day. */
  readonly since: string;
  readonly day: string;
  /** What takes its place, as a clause; `undefined`: pip does it anyway, or not at all. */
  readonly instead?: string;
}

export const REMOVED_OPTIONS: readonly RemovedOption[] = [
  {
    names: ['--global-option', '--build-option'],
    since: '25.3',
    day: '2025-10-24',
    instead: '`--config-settings=…=…`',
  },
  { names: ['--no-use-pep517'], since: '25.3', day: '2025-10-24' },
  { names: ['--install-option'], since: '23.1', day: '2023-04-15', instead: '`--config-settings=…=…`' },
  { names: ['--use-feature'], value: '2020-resolver', since: '22.3', day: '2022-10-15' },
  { names: ['--use-deprecated'], value: 'html5lib', since: '22.2', day: '2022-07-21' },
  { names: ['-b', '--build', '--build-dir'], since: '21.3', day: '2021-10-11', instead: '`TMPDIR=…`' },
  { names: ['--unstable-feature'], since: '20.3', day: '2020-11-30' },
  { names: ['--always-unzip', '-Z'], since: '20.2', day: '2020-07-29' },
  { names: ['--skip-requirements-regex'], since: '20.1', day: '2020-04-28' },
  { names: ['--process-dependency-links'], since: '19.0', day: '2019-01-22' },
  { names: ['--egg', '--default-vcs', '--use-wheel'], since: '10.0', day: '2018-04-14' },
  { names: ['--no-use-wheel'], since: '10.0', day: '2018-04-14', instead: '`--no-binary=:all:`' },
  {
    names: ['--allow-external', '--allow-all-external', '--allow-unverified'],
    since: '10.0',
    day: '2018-04-14',
  },
  { names: ['--download-cache'], since: '8.0', day: '2016-01-19' },
  { names: ['--use-mirrors', '--mirrors', '-M'], since: '7.0', day: '2015-05-21' },
];

/** The pip that comes with each Python. Source: Lib/ensurepip/__init__.py of its first release. */
export const BUNDLED_PIP: Readonly<Record<string, string>> = {
  '3.8': '19.2',
  '3.9': '20.2',
  '3.10': '21.2',
  '3.11': '22.3',
  '3.12': '23.2',
  '3.13': '24.2',
  '3.14': '25.2',
};

/** The last pip for each Python that it has since left. Later ones have the newest. */
export const LAST_PIP: Readonly<Record<string, string>> = {
  '2.7': '20.3',
  '3.5': '20.3',
  '3.6': '21.3',
  '3.7': '24.0',
  '3.8': '25.0',
  '3.9': '26.0',
};

/** The newest pip on the day of these data. */
export const NEWEST_PIP = '26.3';

/** The pip that an upgrade installs on any Python that is not older than 3.7. */
export const UPGRADED_PIP = '24.0';
