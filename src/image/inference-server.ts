/**
 * The releases of azureml-inference-server-http, the server that the inference images boot: the Pythons that they run
 * on and what they require of other packages.
 *
 * Source: microsoft/azureml-inference-server, CHANGELOG.rst and setup.py at the commit that raised `_version.py` to
 * each release; requirements for Windows only are left out.
 */
import { compareVersions, isSubrange, rangesMeet, releaseOf, versionRange } from './version-range.ts';

/** The pip package of the inference server. */
export const SERVER_PACKAGE = 'azureml-inference-server-http';

/** Packages that install the server. Source: the error "A required package … is missing" and its cures. */
export const SERVER_PACKAGES: readonly string[] = [SERVER_PACKAGE, 'azureml-defaults'];

export interface ServerRelease {
  readonly version: string;
  /** The day of the release, `YYYY-MM-DD`. */
  readonly released: string;
  /** The oldest Python on which the release can be installed. */
  readonly oldestPython: string;
  /** The newest Python that the release declares. */
  readonly newestPython: string;
  /** Version specifiers by package name. */
  readonly requires: Readonly<Record<string, string>>;
}

type Requirements = ServerRelease['requires'];

// Each release requires the same as the one before it, except for what is written here.
const IN_0_8_4: Requirements = {
  flask: '<2.3.0',
  'flask-cors': '~=3.0.1',
  gunicorn: '==20.1.0',
  'inference-schema': '~=1.5.0',
  'opencensus-ext-azure': '~=1.1.0',
  pydantic: '>=1.9,<1.11',
};
const IN_0_8_4_2: Requirements = { ...IN_0_8_4, 'inference-schema': '~=1.7.0' };
const IN_1_1_0: Requirements = { ...IN_0_8_4_2, flask: '<=2.3.2', pydantic: '~=2.0', werkzeug: '<3.0.0' };
const IN_1_2_1: Requirements = { ...IN_1_1_0, gunicorn: '==22.0.0' };
const IN_1_2_2: Requirements = { ...IN_1_2_1, werkzeug: '>=3.0.3' };
const IN_1_3_0: Requirements = { ...IN_1_2_2, 'inference-schema': '~=1.8.0', pydantic: '~=2.7.1' };
const IN_1_3_1: Requirements = { ...IN_1_3_0, certifi: '>=2024.7.4' };
const IN_1_3_2: Requirements = { ...IN_1_3_1, 'flask-cors': '~=4.0.1' };
const IN_1_3_3: Requirements = { ...IN_1_3_2, 'flask-cors': '~=5.0.0' };
const IN_1_3_4: Requirements = { ...IN_1_3_3, gunicorn: '>=23.0.0', pydantic: '~=2.9.0' };
const IN_1_4_0: Requirements = { ...IN_1_3_4, flask: '~=3.0.0' };
const IN_1_4_1: Requirements = {
  ...IN_1_4_0,
  flask: '~=3.1.0',
  'flask-cors': '~=6.0.0',
  pydantic: '~=2.11.0',
};
const { 'opencensus-ext-azure': _, ...withoutOpencensus } = IN_1_4_1;
const IN_1_5_0: Requirements = {
  ...withoutOpencensus,
  'opentelemetry-api': '==1.33.0',
  'opentelemetry-sdk': '==1.33.0',
};
const IN_1_5_1: Requirements = { ...IN_1_5_0, pydantic: '~=2.12.0' };

/** The releases since 0.8.4, the newest first. */
export const SERVER_RELEASES: readonly ServerRelease[] = [
  release('1.5.1', '2025-12-18', '3.9', '3.12', IN_1_5_1),
  release('1.5.0', '2025-08-13', '3.9', '3.12', IN_1_5_0),
  release('1.4.1', '2025-06-10', '3.9', '3.12', IN_1_4_1),
  release('1.4.0', '2024-11-13', '3.9', '3.12', IN_1_4_0),
  release('1.3.4', '2024-10-21', '3.8', '3.12', IN_1_3_4),
  release('1.3.3', '2024-10-08', '3.8', '3.12', IN_1_3_3),
  release('1.3.2', '2024-08-19', '3.8', '3.12', IN_1_3_2),
  release('1.3.1', '2024-07-25', '3.8', '3.12', IN_1_3_1),
  release('1.3.0', '2024-05-30', '3.8', '3.12', IN_1_3_0),
  release('1.2.2', '2024-05-14', '3.8', '3.11', IN_1_2_2),
  release('1.2.1', '2024-04-25', '3.8', '3.11', IN_1_2_1),
  release('1.2.0', '2024-04-02', '3.8', '3.11', IN_1_1_0),
  release('1.1.0', '2024-02-26', '3.8', '3.10', IN_1_1_0),
  release('1.0.0', '2023-09-21', '3.8', '3.10', IN_0_8_4_2),
  release('0.8.4.2', '2023-09-07', '3.7', '3.10', IN_0_8_4_2),
  release('0.8.4.1', '2023-08-09', '3.7', '3.10', IN_0_8_4),
  release('0.8.4', '2023-04-19', '3.7', '3.10', IN_0_8_4),
];

/** The newest known release: what an unpinned install gets. */
export const NEWEST_SERVER: ServerRelease = SERVER_RELEASES[0]!;

/** The release with exactly this version (`1.4` is `1.4.0`); `undefined` when it is not known. */
export function serverRelease(version: string): ServerRelease | undefined {
  const wanted = releaseOf(version);
  if (!wanted) return undefined;
  return SERVER_RELEASES.find((known) => compareVersions(releaseOf(known.version)!, wanted) === 0);
}

/** The last release that imports `distutils`, which Python removed in 3.12. Source: its wheel, create_app.py:4. */
const LAST_WITH_DISTUTILS = '1.3.4';

/**
 * Whether a release brings setuptools, and with it `distutils`, through gunicorn 20.1.0. Source: its metadata,
 * `Requires-Dist: setuptools (>=3.0)`; later releases of gunicorn do not require it.
 */
export function bringsSetuptools({ requires }: ServerRelease): boolean {
  return requires.gunicorn === '==20.1.0';
}

/** Whether a release needs `distutils`, which Python 3.12 removed and only setuptools brings back. */
export function needsDistutils({ version }: ServerRelease): boolean {
  return compareVersions(releaseOf(version)!, releaseOf(LAST_WITH_DISTUTILS)!) <= 0;
}

/**
 * The releases that bring `azureml.contrib.services` themselves, which azureml-ai-monitoring hides. Source:
 * microsoft/azureml-inference-server, CHANGELOG.rst: 1.4.1 removed it.
 */
const NEEDS_CONTRIB_SERVICES = '<=1.4.0';

/**
 * Whether a release fails to start beside azureml-ai-monitoring alone, without azureml-contrib-services. Tried on
 * 2026-11-25 with Python 3.11: 1.2.1, 1.3.0, 1.3.4 and 1.4.0 end with `No module named 'azureml.contrib'`, and so do 0.8.4
 * and 1.0.0; 1.4.1, 1.5.0 and 1.5.1 start.
 */
export function failsBesideMonitoring({ version }: ServerRelease): boolean {
  return isSubrange(versionRange(`==${version}`)!, versionRange(NEEDS_CONTRIB_SERVICES)!);
}

/**
 * The releases that version specifiers allow, newest first; `undefined` when they cannot be read, or allow releases
 * that are not known here, older or newer.
 */
export function serverReleasesWithin(specifiers: string): readonly ServerRelease[] | undefined {
  const asked = versionRange(specifiers);
  const { version: newest } = NEWEST_SERVER;
  const { version: oldest } = SERVER_RELEASES.at(-1)!;
  if (!asked || !isSubrange(asked, versionRange(`>=${oldest},<=${newest}`)!)) return undefined;
  return SERVER_RELEASES.filter(({ version }) => rangesMeet(asked, versionRange(`==${version}`)!));
}

/**
 * The release that pip installs on a Python when nothing requires another one: the newest that allows this Python.
 * `undefined` when that is older than all known releases.
 *
 * @param python specifiers of Python: `=3.8`
 */
export function serverReleaseFor(python: string): ServerRelease | undefined {
  return SERVER_RELEASES.find((release) => pythonSupportedBy(release, python) !== 'too-old');
}

/**
 * What a release requires of a package, if no version meets both that and `specifiers`.
 *
 * @param specifiers what the Dockerfile requires: `==2.2.5`, `<2`
 * @returns the requirement of the server; `undefined` without a requirement or a conflict, or when it is not known
 */
export function conflictWithServer(
  server: ServerRelease,
  packageName: string,
  specifiers: string,
): string | undefined {
  const name = packageName.toLowerCase().replace(/[-_.]+/g, '-');
  const required = Object.hasOwn(server.requires, name) ? server.requires[name]! : undefined;
  const asked = versionRange(specifiers);
  const allowed = required === undefined ? undefined : versionRange(required);
  return asked && allowed && !rangesMeet(asked, allowed) ? required : undefined;
}

/** How a Python relates to what a release of the server supports; unknown for a bare major version (`3`). */
export function serverSupportsPython(
  server: ServerRelease,
  version: string,
): 'too-old' | 'supported' | 'too-new' | undefined {
  const python = releaseOf(version);
  if (!python || python.length < 2) return undefined;
  const minor = python.slice(0, 2);
  if (compareVersions(minor, releaseOf(server.oldestPython)!) < 0) return 'too-old';
  return compareVersions(minor, releaseOf(server.newestPython)!) > 0 ? 'too-new' : 'supported';
}

/**
 * The same for a specifier of Python (`=3.8`, `<3.9`): it is too old or too new when every version that it allows is.
 *
 * @returns `undefined` for a specifier that allows any version, or cannot be read
 */
export function pythonSupportedBy(
  server: ServerRelease,
  specifiers: string,
): ReturnType<typeof serverSupportsPython> {
  const asked = versionRange(specifiers);
  const atLeast = versionRange(`>=${server.oldestPython}`);
  const atMost = versionRange(`<=${server.newestPython}.999`);
  if (specifiers === '' || !asked || !atLeast || !atMost) return undefined;
  if (!rangesMeet(asked, atLeast)) return 'too-old';
  return rangesMeet(asked, atMost) ? 'supported' : 'too-new';
}

function release(
  version: string,
  released: string,
  oldestPython: string,
  newestPython: string,
  requires: Requirements,
): ServerRelease {
  return { version, released, oldestPython, newestPython, requires };
}
