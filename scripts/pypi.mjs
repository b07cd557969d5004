/**
 * Writes src/programs/pypi.json: on which Pythons the releases of well-known packages can be installed, and what they
 * require of each other.
 *
 *     node scripts/pypi.mjs
 *
 * The source is the metadata of PyPI: https://pypi.org/pypi/NAME/json, and for what releases require the METADATA of a
 * wheel (PEP 658), whose address is in https://pypi.org/simple/NAME/. Releases that are withdrawn and pre-releases are
 * left out. Run it whenever the newest of these packages matter.
 *
 * - `pythons`: for each package, runs of consecutive releases, oldest first: the first and last release, the day of the last,
 *   and the minor versions of Python 3 for which pip finds something to install on Linux (x86-64): `8-11`, or `8-` where
 *   nothing excludes newer ones.
 * - `requires`: for each package, runs of releases with what they require of one other package.
 */
import { writeFileSync } from 'node:fs';
import { inflateRawSync } from 'node:zlib';

/** The packages whose limits are kept. */
const PACKAGES = `azureml-core azureml-sdk azureml-defaults azureml-telemetry azureml-mlflow azureml-fsspec mltable
  azureml-train-core azureml-train-automl azureml-train-automl-client azureml-train-automl-runtime azureml-automl-core
  azureml-automl-runtime azureml-dataprep azureml-dataset-runtime azureml-pipeline azureml-pipeline-core
  azureml-pipeline-steps azureml-interpret azureml-opendatasets azureml-ai-monitoring azure-ai-ml
  numpy pandas scipy scikit-learn numba llvmlite matplotlib pyarrow torch torchvision torchaudio tensorflow
  onnxruntime onnxruntime-gpu xgboost lightgbm mlflow transformers tokenizers opencv-python opencv-python-headless`;
/** Packages, and the one whose version they decide. */
const REQUIRED = {
  pandas: 'numpy',
  scipy: 'numpy',
  'scikit-learn': 'numpy',
  numba: 'numpy',
  matplotlib: 'numpy',
  tensorflow: 'numpy',
  'opencv-python': 'numpy',
  torchvision: 'torch',
  torchaudio: 'torch',
  'azureml-mlflow': 'mlflow-skinny',
};
/** Older releases are for Pythons that no supported image has. */
const SINCE = '2020-06-01';
const NEWEST_PYTHON = 14;
const OLDEST_PYTHON = 6;

const today = new Date().toISOString().slice(0, 10);
const pythons = {};
const requires = {};
for (const name of PACKAGES.split(/\s+/)) {
  const releases = await releasesOf(name);
  pythons[name] = runsOf(releases, ({ pythons: text }) => text);
  const other = REQUIRED[name];
  if (other === undefined) continue;
  const wheels = await wheelsOf(name);
  for (const release of releases) release.required = await requirementOf(wheels.get(release.version), other);
  const runs = runsOf(releases, ({ required }) => required);
  requires[name] = { of: other, runs: runs.filter((run) => run.split(' ')[3] !== '-') };
}
const source = 'https://pypi.org/pypi/NAME/json';
const target = new URL('../src/programs/pypi.json', import.meta.url);
writeFileSync(target, `${JSON.stringify({ taken: today, source, pythons, requires }, null, 1)}\n`);

/** The releases since the first day of interest, oldest version first. */
async function releasesOf(name) {
  const { releases } = await get(`https://pypi.org/pypi/${name}/json`);
  return Object.entries(releases)
    .flatMap(([version, all]) => {
      const files = all.filter(({ yanked }) => !yanked);
      const day = files.map(({ upload_time: time }) => time.slice(0, 10)).sort()[0];
      if (day === undefined || day < SINCE || !/^\d+(?:\.\d+)*(?:\.post\d+)?$/.test(version)) return [];
      return [{ version, day, pythons: pythonsOf(files) }];
    })
    .sort((one, other) => compare(one.version, other.version));
}

/** The minor versions of Python 3 for which one of the files is fit. */
function pythonsOf(files) {
  const fitting = [];
  for (let minor = OLDEST_PYTHON; minor <= NEWEST_PYTHON + 1; minor++)
    if (files.some((file) => isFor(file, minor))) fitting.push(minor);
  if (fitting.length === 0) return '-';
  // What also fits a Python that does not exist yet excludes none.
  return `${fitting[0]}-${fitting.includes(NEWEST_PYTHON + 1) ? '' : fitting.at(-1)}`;
}

function isFor({ packagetype, filename, requires_python: range }, minor) {
  if (range && ![0, 99].some((patch) => satisfies([3, minor, patch], range))) return false;
  if (packagetype === 'sdist') return true;
  if (packagetype !== 'bdist_wheel') return false;
  const [python, abi, platform] = filename
    .replace(/\.whl$/, '')
    .split('-')
    .slice(-3);
  if (!/^any$|linux.*x86_64/.test(platform)) return false;
  return python.split('.').some((tag) => {
    const [, kind, digits] = /^(py|cp)3(\d*)$/.exec(tag) ?? [];
    if (kind === undefined) return false;
    if (digits === '') return true;
    return kind === 'py' || abi.includes('abi3') ? Number(digits) <= minor : Number(digits) === minor;
  });
}

/** Whether a version of Python meets comma-separated specifiers. */
function satisfies(version, range) {
  return range.split(',').every((part) => {
    const [, operator, text] = /^\s*(===?|~=|!=|<=|>=|<|>)\s*([\d.]+?)(?:\.\*)?\s*$/.exec(part) ?? [];
    if (operator === undefined) return true;
    const order = compare(version.join('.'), text);
    if (operator === '>=') return order >= 0;
    if (operator === '>') return order > 0;
    if (operator === '<=') return order <= 0;
    if (operator === '<') return order < 0;
    const isWithin = version.slice(0, text.split('.').length).join('.') === text;
    if (operator === '!=') return text.split('.').length > 2 || !isWithin;
    if (operator === '~=') return order >= 0 && version[0] === Number(text.split('.')[0]);
    return isWithin;
  });
}

/** A wheel of each release, for Linux if there is one. */
async function wheelsOf(name) {
  const { files } = await get(`https://pypi.org/simple/${name}/`, 'application/vnd.pypi.simple.v1+json');
  const wheels = files.filter(({ filename }) => filename.endsWith('.whl'));
  wheels.sort((one, other) => rank(one) - rank(other));
  return new Map(wheels.map((wheel) => [wheel.filename.split('-')[1], wheel]));
}

function rank({ filename }) {
  return /linux.*x86_64|-any\./.test(filename) ? 1 : 0;
}

/** What a release requires of another package on Linux: `<2,>=1.22`; `*`: any version; `-`: nothing, or not known. */
async function requirementOf(wheel, other) {
  if (wheel === undefined) return '-';
  const lines = (await metadataOf(wheel)).split('\n').filter((line) => line.startsWith('Requires-Dist: '));
  const found = lines
    .map((line) => line.slice('Requires-Dist: '.length))
    .filter((line) => {
      const [requirement, marker = ''] = line.split(';');
      return /^[\w.-]+/.exec(requirement)[0].toLowerCase() === other && isForLinux(marker);
    });
  if (found.length === 0) return '-';
  const texts = found.map((line) =>
    line
      .split(';')[0]
      .replace(/^[\w.-]+/, '')
      .replace(/[\s()]/g, ''),
  );
  // Requirements that differ by Python allow together what any of them allows.
  const capped = texts.filter((text) => /<|==|~=/.test(text));
  if (capped.length < texts.length) return '*';
  if (texts.length === 1) return texts[0];
  const upper = widest(texts, /<=?[\d.]+/, -1);
  const lower = widest(texts, />=?[\d.]+/, 0);
  return upper === undefined ? texts[0] : [upper, lower].filter((part) => part !== undefined).join(',');
}

/** The bound that allows most, if each text has one: of lower bounds the first in order, of upper ones the last. */
function widest(texts, bound, place) {
  const bounds = texts.flatMap((text) => bound.exec(text)?.[0] ?? []);
  if (bounds.length < texts.length) return undefined;
  return bounds.sort((one, other) => compare(numberIn(one), numberIn(other))).at(place);
}

function numberIn(bound) {
  return bound.replace(/^[<>=]+/, '');
}

/** METADATA of a wheel: beside it, or else in it, of which only the end and that file are fetched. */
async function metadataOf({ url, size: length }) {
  const beside = await fetch(`${url}.metadata`);
  if (beside.ok) return beside.text();
  const end = await part(url, `${Math.max(0, length - 65_536)}-${length - 1}`);
  // The directory of a zip file: https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT, 4.3.12.
  const name = end.lastIndexOf('.dist-info/METADATA');
  const entry = end.lastIndexOf('PK\u0001\u0002', name, 'latin1');
  const [size, at] = [end.readUInt32LE(entry + 20), end.readUInt32LE(entry + 42)];
  const head = await part(url, `${at}-${at + 29}`);
  const from = at + 30 + head.readUInt16LE(26) + head.readUInt16LE(28);
  const content = await part(url, `${from}-${from + size - 1}`);
  return (end.readUInt16LE(entry + 10) === 0 ? content : inflateRawSync(content)).toString();
}

async function part(address, range) {
  const response = await fetch(address, { headers: { range: `bytes=${range}` } });
  if (response.status !== 206) throw new Error(`${address}: ${response.status} for a part`);
  return Buffer.from(await response.arrayBuffer());
}

function isForLinux(marker) {
  return !/extra\s*==|platform_machine\s*==\s*["'](?:arm64|aarch64)|(?:sys_platform|platform_system)\s*==\s*["'](?:win32|[Dd]arwin|Windows)/.test(
    marker,
  );
}

/** Consecutive releases of which something is the same, as `first last day-of-last what`. */
function runsOf(releases, what) {
  const runs = [];
  for (const release of releases) {
    const last = runs.at(-1);
    if (last && last.what === what(release)) Object.assign(last, { last: release.version, day: release.day });
    else runs.push({ first: release.version, last: release.version, day: release.day, what: what(release) });
  }
  return runs.map((run) => `${run.first} ${run.last} ${run.day} ${run.what}`);
}

function compare(one, other) {
  const [a, b] = [one, other].map((text) => text.replace('post', '').split('.').map(Number));
  for (let index = 0; index < Math.max(a.length, b.length); index++) {
    const difference = (a[index] ?? 0) - (b[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

async function get(address, accept = 'application/json') {
  const response = await fetch(address, { headers: { accept } });
  if (!response.ok) throw new Error(`${address}: ${response.status}`);
  return response.json();
}
