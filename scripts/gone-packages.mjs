/**
 * Writes the rows of a distribution in src/image/gone-packages.json: which packages that Dockerfiles name a release no
 * longer has, and what took their place: `same` if it is the same under another name, which the package itself installed.
 *
 *     node scripts/gone-packages.mjs debian http://MIRROR/debian names.txt
 *     node scripts/gone-packages.mjs ubuntu http://MIRROR/ubuntu
 *
 * The source are the distribution's own lists of packages, which apt fetches and verifies in a directory of its own;
 * so it needs apt, and the archive keyring of the distribution. A package that stays as a virtual one with one provider is
 * not gone. names.txt has the names worth knowing, one a line; without it, these are the names in the file. Rows of other
 * sources stay unless a list contradicts them.
 */
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const DISTRIBUTIONS = {
  debian: {
    keyring: '/usr/share/keyrings/debian-archive-keyring.gpg',
    components: 'main contrib non-free',
    releases: { 11: 'bullseye', 12: 'bookworm', 13: 'trixie' },
  },
  ubuntu: {
    keyring: '/usr/share/keyrings/ubuntu-archive-keyring.gpg',
    components: 'main restricted universe multiverse',
    releases: { 18.04: 'bionic', 20.04: 'focal', 22.04: 'jammy', 24.04: 'noble' },
  },
};

/** What does the same, where the lists do not say so, or name something else that nobody wants. */
const REPLACEMENTS = {
  docker: 'docker.io',
  freeglut3: 'libglut3.12',
  'lib32ncurses5-dev': 'lib32ncurses-dev',
  'python-pip': 'python3-pip',
  'python-dev': 'python-dev-is-python3',
  'python-setuptools': 'python3-setuptools',
  'python-virtualenv': 'python3-virtualenv',
  python: 'python-is-python3',
  python2: 'python3',
  'python2.7': 'python3',
  'python3-distutils': 'python3-setuptools',
  'openjdk-11-jdk': 'openjdk-21-jdk',
  'openjdk-11-jre': 'openjdk-21-jre',
  'openjdk-17-jdk': 'openjdk-21-jdk',
  'openjdk-17-jre': 'openjdk-21-jre',
  'libssl1.1': 'libssl3',
  libtinfo5: 'libtinfo6',
  libncurses5: 'libncurses6',
  libncursesw5: 'libncursesw6',
};

const [distribution = '', mirror, namesFile] = process.argv.slice(2);
const about = DISTRIBUTIONS[distribution];
if (!about || mirror === undefined) {
  console.error('usage: node scripts/gone-packages.mjs debian|ubuntu MIRROR [NAMES]');
  process.exit(2);
}

const target = new URL('../src/image/gone-packages.json', import.meta.url);
const data = JSON.parse(readFileSync(target, 'utf8'));
const today = new Date().toISOString().slice(0, 10);
const source = `${distribution}-lists`;

const known = data.packages.map((row) => row.package);
const names = namesFile ? readFileSync(namesFile, 'utf8').split('\n').filter(Boolean) : known;
const releases = Object.entries(about.releases)
  .sort(([a], [b]) => Number(a) - Number(b))
  .map(([number, suite]) => ({ number, packages: packagesOf(suite) }));

const made = [...new Set(names)].sort().flatMap((name) => rowOf(name) ?? []);
const rest = data.packages.filter(
  (row) => row.of !== distribution || (row.source !== source && !isListed(row.package)),
);
const keyOf = (row) => `${row.of} ${row.package}`;
const packages = [...rest, ...made].sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
data.sources[source] = {
  day: today,
  what: `The package lists of ${distribution} ${releases.map(({ number }) => number).join(', ')}, by scripts/gone-packages.mjs`,
};
const used = new Set(packages.map((row) => row.source));
const sources = Object.fromEntries(Object.entries(data.sources).filter(([key]) => used.has(key)));
const rows = packages.map((row) => `  ${JSON.stringify(row)}`).join(',\n');
writeFileSync(
  target,
  `{\n "sources": ${JSON.stringify(sources, null, 2)},\n "packages": [\n${rows}\n ]\n}\n`,
);
console.log(`${made.length} rows of ${distribution}`);

/** The first release without a package that an earlier one has, as a row; none if a later one has it again. */
function rowOf(name) {
  const last = releases.findLastIndex(({ packages }) => isThere(name, packages));
  const next = releases[last + 1];
  if (last === -1 || !next) return undefined;
  const row = { of: distribution, package: name, gone: next.number };
  const found = replacementOf(name, releases[last].packages, next.packages);
  return [{ ...row, ...(found ?? knownReplacement(name, next.packages)), source }];
}

/** What the row said until now, if the lists name nothing and the release has it. */
function knownReplacement(name, after) {
  const row = data.packages.find((one) => one.of === distribution && one.package === name);
  if (!row?.now || !isThere(row.now, after)) return {};
  return { now: row.now, ...(row.same && { same: true }) };
}

function isThere(name, { real, providers }) {
  return real.has(name) || providers.get(name)?.size === 1;
}

function isListed(name) {
  return releases.some(({ packages }) => isThere(name, packages));
}

/** A new name of the same library, what a transitional package depended on, or what is known to do the same. */
function replacementOf(name, before, after) {
  const transitional = before.real.get(name);
  const follows = /transitional|dummy/i.test(transitional?.description ?? '') ? transitional.depends : [];
  const other = REPLACEMENTS[name];
  if (after.real.has(other) || after.providers.get(other)?.size === 1) return { now: other };
  const same = [`${name}t64`, ...follows].find((one) => after.real.has(one));
  return same && { now: same, same: true };
}

/** The packages of a release by name, and who provides virtual ones. */
function packagesOf(suite) {
  const real = new Map();
  const providers = new Map();
  for (const paragraph of available(suite).split('\n\n')) {
    const field = (key) => new RegExp(`^${key}: (.*)$`, 'm').exec(paragraph)?.[1] ?? '';
    const name = field('Package');
    if (name === '') continue;
    const depends = namesIn(`${field('Pre-Depends')}, ${field('Depends')}`);
    real.set(name, { description: field('Description'), depends });
    for (const virtual of namesIn(field('Provides'))) {
      if (!providers.has(virtual)) providers.set(virtual, new Set());
      providers.get(virtual).add(name);
    }
  }
  return { real, providers };
}

function namesIn(list) {
  return list.split(/[,|]/).flatMap((item) => /^\s*([a-z0-9][a-z0-9+.-]*)/.exec(item)?.[1] ?? []);
}

/** What `apt-cache dumpavail` says of a suite and its updates, fetched into a directory of its own. */
function available(suite) {
  const directory = mkdtempSync(join(tmpdir(), 'gone-packages-'));
  try {
    for (const path of ['lists/partial', 'cache/archives/partial', 'parts'])
      mkdirSync(join(directory, path), { recursive: true });
    writeFileSync(
      join(directory, 'sources.list'),
      [suite, `${suite}-updates`]
        .map((one) => `deb [signed-by=${about.keyring}] ${mirror} ${one} ${about.components}\n`)
        .join(''),
    );
    const options = {
      'Dir::State::lists': join(directory, 'lists'),
      'Dir::State::status': '/dev/null',
      'Dir::Cache': join(directory, 'cache'),
      'Dir::Etc::sourcelist': join(directory, 'sources.list'),
      'Dir::Etc::sourceparts': join(directory, 'parts'),
      'Acquire::Languages': 'none',
    };
    const flags = Object.entries(options).flatMap(([key, value]) => ['-o', `${key}=${value}`]);
    execFileSync('apt-get', [...flags, '--error-on=any', 'update'], {
      stdio: ['ignore', 'ignore', 'inherit'],
    });
    return execFileSync('apt-cache', [...flags, 'dumpavail'], { encoding: 'utf8', maxBuffer: 1 << 28 });
  } finally {
    rmSync(directory, { recursive: true });
  }
}
