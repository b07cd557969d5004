/**
 * Writes src/image/curated-versions.json: for each version of each curated environment the day of its release, and its
 * Ubuntu, Python and CUDA where they are certain.
 *
 *     git clone --bare https://github.com/Azure/azureml-assets assets.git
 *     node scripts/curated-versions.mjs assets.git
 *
 * The sources are the tags `environment/<name>/<version>` of Azure/azureml-assets, which hold the Dockerfile of each
 * version with the tag of its base. Ubuntu and CUDA are those of the base, from the catalog or its name; Python is the
 * one that the files of the environment require, or else that of the base. Run it whenever the catalog is updated.
 */
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';

const [repository] = process.argv.slice(2);
if (repository === undefined) {
  console.error('usage: node scripts/curated-versions.mjs CLONE-OF-AZUREML-ASSETS');
  process.exit(2);
}

const CURATED = 'mcr.microsoft.com/azureml/curated/';
const target = new URL('../src/image/curated-versions.json', import.meta.url);
const catalog = JSON.parse(readFileSync(new URL('../src/image/catalog.json', import.meta.url), 'utf8'));
const rows = new Map(catalog.images.map((row) => [row.name, row]));

const versions = new Map();
for (const line of git(
  'for-each-ref',
  '--format=%(refname:short) %(creatordate:short)',
  'refs/tags/environment',
)) {
  const [, name, number, day] = /^environment\/([^/]+)\/(\d+) (\S+)$/.exec(line) ?? [];
  if (name === undefined || day > catalog.taken) continue;
  if (!versions.has(name)) versions.set(name, []);
  versions.get(name).push({ number: Number(number), day, ...factsOf(name, number) });
}

const environments = Object.fromEntries(
  [...versions].sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, list]) => [name, written(list)]),
);
const source = 'Azure/azureml-assets, tags environment/<name>/<version>: latest/environment/<name>/**';
writeFileSync(target, `${JSON.stringify({ taken: catalog.taken, source, environments }, null, 1)}\n`);

for (const [name, list] of versions) {
  const row = rows.get(CURATED + name);
  const newest = list.reduce((a, b) => (a.number > b.number ? a : b));
  if (!row) console.log(`${name}: not in the catalog`);
  else if (Number(row.newestTag) !== newest.number)
    console.log(`${name}: newest is ${newest.number}, catalog ${row.newestTag}`);
  else
    for (const fact of ['ubuntu', 'python', 'cuda'])
      if (
        row[fact] &&
        newest[fact] &&
        !newest[fact].startsWith(row[fact]) &&
        !row[fact].startsWith(newest[fact])
      )
        console.log(`${name}:${newest.number}: ${fact} ${newest[fact]}, catalog ${row[fact]}`);
}

/**
 * `1:2024-02-23 u20.04 p3.10 c12.1 +14 +7 u22.04 +3`: each day as the distance to the one before; a fact applies until
 * the next one.
 */
function written(list) {
  let before;
  let said = {};
  const words = [];
  for (const each of list.sort((a, b) => a.number - b.number)) {
    const follows = before?.number === each.number - 1;
    words.push(follows ? `+${daysBetween(before.day, each.day)}` : `${each.number}:${each.day}`);
    for (const [letter, fact] of [
      ['u', 'ubuntu'],
      ['p', 'python'],
      ['c', 'cuda'],
    ]) {
      if (said[fact] !== each[fact]) words.push(`${letter}${each[fact] ?? ''}`);
    }
    said = each;
    before = each;
  }
  return words.join(' ');
}

function daysBetween(from, to) {
  return Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000);
}

function factsOf(name, number) {
  const tag = `environment/${name}/${number}`;
  const folder = `latest/environment/${name}/`;
  const paths = git('ls-tree', '-r', '--name-only', tag, folder);
  const dockerfile = paths.find((path) => /\/Dockerfile$/.test(path));
  if (!dockerfile) return {};
  const text = show(tag, dockerfile);
  const base = baseOf(text);
  const conda = paths.filter((path) => /\/context\/.*\.ya?ml$/.test(path)).map((path) => show(tag, path));
  return { ubuntu: ubuntuOf(base), cuda: cudaOf(base), python: pythonOf([text, ...conda], base) };
}

/** The image that the last stage builds on, through the stages before it. */
function baseOf(text) {
  const stages = new Map();
  let base = '';
  for (const [, image, name] of text.matchAll(/^FROM\s+(?:--\S+\s+)*(\S+)(?:\s+AS\s+(\S+))?/gim)) {
    base = stages.get(image.toLowerCase()) ?? image;
    if (name) stages.set(name.toLowerCase(), base);
  }
  return base.includes('$') ? '' : base;
}

function ubuntuOf(base) {
  const [, year] = /ubuntu-?(\d\d)\.?04/.exec(base) ?? /inference-base-(?:gpu-)?(\d\d)04/.exec(base) ?? [];
  return year ? `${year}.04` : rowOf(base)?.ubuntu;
}

function cudaOf(base) {
  const [, major, minor] = /-cu(\d\d)(\d)-/.exec(base) ?? [];
  if (major) return `${major}.${minor}`;
  return rowOf(base)?.cuda ?? /(?:nvidia\/cuda:|-cuda)(\d+\.\d+(?:\.\d+)?)/.exec(base)?.[1];
}

/** The Python that the files require, if they agree; otherwise, if they create no environment, that of the base. */
function pythonOf(texts, base) {
  const asked = texts.flatMap((text) =>
    [...text.matchAll(/\bpython\s*==?\s*["']?(3\.\d+(?:\.\d+)?)/g)].map(([, it]) => it),
  );
  const releases = new Set(asked);
  if (releases.size > 0) return releases.size === 1 ? asked[0] : undefined;
  if (texts.some((text) => /conda (?:env )?create|conda install/.test(text))) return undefined;
  const [, minor] = /-py3(\d+)-/.exec(base) ?? [];
  return minor ? `3.${minor}` : rowOf(base)?.python;
}

function rowOf(base) {
  return rows.get(base.replace(/@.*$|:[^/]*$/, ''));
}

function show(tag, path) {
  return git('show', `${tag}:${path}`).join('\n');
}

function git(...args) {
  const text = execFileSync('git', ['-C', repository, ...args], { encoding: 'utf8', maxBuffer: 1 << 28 });
  return text.split('\n').filter((line) => line !== '');
}
