// Checks src/image/catalog.json and src/image/curated-versions.json, the data of the rules. Prints each problem on a
// line, and exits with 1 if there are any.
import { readFileSync } from 'node:fs';

const file = new URL('../src/image/catalog.json', import.meta.url);
const text = readFileSync(file, 'utf8');
const { taken, sources, staging, families, images } = JSON.parse(text);
const versions = JSON.parse(
  readFileSync(new URL('../src/image/curated-versions.json', import.meta.url), 'utf8'),
);

const STATUSES = [
  'supported',
  'eol-components',
  'stale',
  'superseded',
  'deprecated',
  'retired',
  'unknown',
  'never-existed',
];
const FACTS = {
  defaultUser: (value) => ['root', 'dockeruser', 'vscode'].includes(value),
  hasDockeruser: isBoolean,
  bootsServer: isBoolean,
  hasServerPackage: isBoolean,
  installsExtraDependencies: isBoolean,
  pythonPrefix: isAbsolute,
  condaEnvironment: (value) => /^[a-z]+$/.test(value),
  environmentOwner: (value) => ['root', 'dockeruser'].includes(value),
  appRoot: isAbsolute,
  workdir: isAbsolute,
};
const ROW = {
  ...FACTS,
  name: (value) => /^mcr\.microsoft\.com\/(azureml|aifx)\/[a-z0-9._/-]+$/.test(value),
  family: (value) => Object.hasOwn(families, value),
  status: (value) => STATUSES.includes(value),
  onDeprecatedList: isBoolean,
  deprecatedSince: (value) => isDate(value) || /^\d{4}-(0[1-9]|1[0-2])$/.test(value),
  reason: isText,
  lastRelease: isDate,
  newestTag: isText,
  successor: isText,
  successorRemark: isText,
  ubuntu: (value) => /^\d\d\.04$/.test(value),
  python: (value) => /^3\.\d+(\.\d+)?$/.test(value),
  cuda: (value) => /^\d+\.\d+(\.\d+)?$/.test(value),
  base: isText,
  environment: (value) =>
    Object.values(value).every((item) => typeof item === 'string' && !item.includes('$')),
  sources: areSources,
  notes: isText,
};
const FAMILY = {
  ...FACTS,
  kind: (value) => ['inference', 'training', 'other'].includes(value),
  about: isText,
  sources: areSources,
};
/** Facts that a row or a family may declare unknown. */
const MAY_BE_UNKNOWN = new Set(Object.keys(FACTS));

const problems = [];
const byName = new Map(images.map((image) => [image.name, image]));

if (!isDate(taken)) problems.push(`taken: ${taken} is no date`);
for (const prefix of staging)
  if (!/^[a-z0-9.]+\/([a-z/]+\/)?$/.test(prefix)) problems.push(`staging: ${prefix}`);
for (const [name, family] of Object.entries(families)) checkObject(`family ${name}`, family, FAMILY);
for (const image of images) checkObject(image.name, image, ROW);

images.forEach((image, index) => {
  const before = images[index - 1]?.name;
  if (before === image.name) problems.push(`${image.name}: twice`);
  else if (before > image.name) problems.push(`${image.name}: not sorted, it stands after ${before}`);
  for (const date of [image.deprecatedSince, image.lastRelease]) {
    if (date > taken) problems.push(`${image.name}: ${date} is after the catalog was taken`);
  }
  if (image.sources.length === 0) problems.push(`${image.name}: no source`);
  checkSuccessor(image);
});

if (versions.taken !== taken)
  problems.push(`curated-versions.json is of ${versions.taken}, the catalog of ${taken}`);
for (const [name, list] of Object.entries(versions.environments)) checkVersions(name, list);

const used = new Set([...images, ...Object.values(families)].flatMap((item) => item.sources));
for (const source of Object.keys(sources)) {
  if (!used.has(source)) problems.push(`source ${source}: nothing refers to it`);
}
for (const line of text.split('\n')) {
  if ((line.match(/"name": "mcr\./g) ?? []).length > 1)
    problems.push(`more than one row in a line: ${line.slice(0, 80)}`);
}

for (const problem of problems) console.error(problem);
if (problems.length === 0) console.log(`${images.length} images, taken ${taken}: in order`);
process.exitCode = problems.length === 0 ? 0 : 1;

function checkObject(label, object, shape) {
  for (const [key, value] of Object.entries(object)) {
    if (!Object.hasOwn(shape, key)) problems.push(`${label}: ${key} is no known field`);
    else if (value === null && MAY_BE_UNKNOWN.has(key)) continue;
    else if (!shape[key](value)) problems.push(`${label}: ${key} is ${JSON.stringify(value)}`);
  }
}

function checkSuccessor({ name, status, successor, successorRemark }) {
  const target = byName.get(successor);
  if (successor === name) problems.push(`${name}: succeeds itself`);
  else if (successor && !target) problems.push(`${name}: successor ${successor} is not in the catalog`);
  else if (target && target.status !== 'supported')
    problems.push(`${name}: successor ${successor} is ${target.status}`);
  else if (target) checkKind(byName.get(name), target);
  if (successorRemark && !successor) problems.push(`${name}: a remark without a successor`);
  if (status === 'never-existed' && !successor) problems.push(`${name}: does not say which image was meant`);
}

/** Training on a GPU needs a GPU image, and serving an MLflow model needs its scoring script. */
function checkKind(image, successor) {
  if (image.status === 'never-existed') return;
  const kinds = { 'a GPU': hasGpu, MLflow: ({ name }) => name.includes('mlflow'), serving: isServing };
  for (const [kind, test] of Object.entries(kinds)) {
    if (test(image) !== test(successor))
      problems.push(`${image.name}: successor ${successor.name} differs in ${kind}`);
  }
}

function hasGpu({ name, cuda }) {
  return cuda !== undefined || /gpu|cuda/.test(name);
}

function isServing({ family }) {
  return families[family].kind === 'inference';
}

/** `1:2024-02-23 u20.04 p3.10 c12.1 +14 +7`: see curated-versions.ts. */
function checkVersions(name, list) {
  const label = `curated-versions.json, ${name}`;
  const row = byName.get(`mcr.microsoft.com/azureml/curated/${name}`);
  if (!row) problems.push(`${label}: not in the catalog`);
  const newest = { number: 0, day: '' };
  for (const word of list.split(' ')) {
    const [, number, day, days, letter, value] =
      /^(?:(\d+):(\d{4}-\d\d-\d\d)|\+(-?\d+)|([upc])([\d.]*))$/.exec(word) ?? [];
    if (letter) newest[letter] = value;
    else if (number) Object.assign(newest, { number: Number(number), day });
    else if (days) {
      newest.number++;
      newest.day = new Date(Date.parse(newest.day) + Number(days) * 86_400_000).toISOString().slice(0, 10);
    } else problems.push(`${label}: cannot read ${word}`);
    if (!isDate(newest.day) || newest.day > taken)
      problems.push(`${label}: ${newest.number} is of ${newest.day}`);
  }
  if (row && row.newestTag !== `${newest.number}`)
    problems.push(`${label}: newest is ${newest.number}, not ${row.newestTag}`);
  for (const [letter, fact] of [
    ['u', 'ubuntu'],
    ['p', 'python'],
    ['c', 'cuda'],
  ]) {
    if (
      row?.[fact] &&
      newest[letter] &&
      !newest[letter].startsWith(row[fact]) &&
      !row[fact].startsWith(newest[letter])
    )
      problems.push(`${label}: ${fact} of the newest is ${newest[letter]}, in the catalog ${row[fact]}`);
  }
}

function isDate(value) {
  const date = new Date(/^\d{4}-\d\d-\d\d$/.test(value) ? value : Number.NaN);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(value);
}

function isBoolean(value) {
  return typeof value === 'boolean';
}

function isText(value) {
  return typeof value === 'string' && value.trim() === value && value !== '' && !/UNVERIFIED/i.test(value);
}

function isAbsolute(value) {
  return isText(value) && value.startsWith('/');
}

function areSources(value) {
  return Array.isArray(value) && value.every((source) => Object.hasOwn(sources, source));
}
