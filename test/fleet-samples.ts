/** The reports of a made-up fleet: Dockerfiles of this project with other base images, linted as one tree and then taken apart. */
import { readdirSync, readFileSync } from 'node:fs';
import { pushTo } from '../src/text/multimap.ts';

/** Base images by how often they are used, of every state of support. */
const images: readonly (readonly [image: string, weight: number])[] = [
  ['mcr.microsoft.com/azureml/minimal-py312-inference:latest', 12],
  ['mcr.microsoft.com/azureml/curated/minimal-py311-inference:56', 6],
  ['mcr.microsoft.com/azureml/openmpi5.0-cuda12.6-ubuntu24.04:20260715.v1', 5],
  ['mcr.microsoft.com/azureml/minimal-ubuntu22.04-py39-cpu-inference:latest', 5],
  ['mcr.microsoft.com/azureml/minimal-ubuntu20.04-py38-cpu-inference:latest', 2],
  ['mcr.microsoft.com/azureml/openmpi5.0-ubuntu24.04:20260715.v1', 8],
  ['mcr.microsoft.com/azureml/openmpi4.1.0-ubuntu22.04:20260715.v1', 7],
  ['mcr.microsoft.com/azureml/openmpi4.1.0-ubuntu20.04:20240418.v1', 4],
  ['mcr.microsoft.com/azureml/openmpi4.1.0-cuda11.8-cudnn8-ubuntu22.04:20260715.v1', 4],
  ['mcr.microsoft.com/azureml/curated/acpt-pytorch-2.2-cuda12.1:37', 3],
  ['mcr.microsoft.com/azureml/curated/sklearn-1.5:39', 3],
  ['mcr.microsoft.com/aifx/acpt/stable-ubuntu2204-cu126-py310-torch280:biweekly.202601.1', 3],
  ['python:3.9-slim', 3],
  ['python:3.12-slim', 4],
  ['ubuntu:22.04', 3],
  ['ubuntu:18.04', 1],
  ['docker.io/library/python:3.13', 1],
];

const teams = [
  'churn',
  'credit-risk',
  'demand',
  'fraud',
  'maintenance',
  'pricing',
  'search',
  'speech',
  'supply',
  'vision',
];
const subjects = [
  'batch',
  'embeddings',
  'features',
  'forecast',
  'labels',
  'ranking',
  'scoring',
  'segments',
  'signals',
  'training',
];
const kinds = ['service', 'pipeline', 'model', 'jobs', 'endpoint', 'app'];

const reasons = [
  'the pipelines move in January',
  'agreed with platform security',
  'needed by the vendor of the driver',
  'moved to the new cluster first',
];

/** The names of repositories, each once. */
function repositoryNames(count: number): readonly string[] {
  const all = teams.flatMap((team) =>
    subjects.flatMap((subject) => kinds.map((kind) => `contoso/${team}-${subject}-${kind}`)),
  );
  return all.slice(0, count);
}

/** The same numbers in each run, from 0 to 1. */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

function pick<Value>(values: readonly (readonly [Value, number])[], random: () => number): Value {
  let left = random() * values.reduce((sum, [, weight]) => sum + weight, 0);
  for (const [value, weight] of values) {
    left -= weight;
    if (left < 0) return value;
  }
  return values[0]![0];
}

/**
 * The files of a fleet by path: `contoso/name/Dockerfile`.
 *
 * @param week a later one has a few repositories more and less, other images, and less that is wrong
 */
export function fleetFiles(count: number, week: 0 | 1): Readonly<Record<string, string>> {
  const samples = dockerfiles();
  const files: Record<string, string> = {};
  repositoryNames(count + 6).forEach((name, index) => {
    // The first ones are new in the later week, the last ones gone.
    if (week === 0 ? index < 3 : index >= count + 3) return;
    const random = randomFrom(index + 1);
    for (let number = 1 + Math.floor(random() * 3); number > 0; number--) {
      const [image, sample, comment, change] = [pick(images, random), random(), random(), random()];
      const base = week === 1 && change < 0.06 ? images[0]![0] : image;
      const text = samples[Math.floor(sample * sample * samples.length)]!;
      const path = number === 1 ? 'Dockerfile' : `${['train', 'serve'][number - 2]}/Dockerfile`;
      const built = text.replace(/^FROM \S+/m, `FROM ${base}`);
      const isFixed = week === 1 && change > 0.85;
      const isWorse = week === 1 && change > 0.78 && !isFixed;
      files[`${name}/${path}`] = isFixed
        ? `FROM ${base}\nENV AZUREML_ENTRY_SCRIPT=score.py\n`
        : withComment(built, comment) + (isWorse ? 'RUN apt-get update\n' : '');
    }
  });
  return files;
}

/** Some files hide what one rule finds. */
function withComment(text: string, random: number): string {
  if (random > 0.3) return text;
  const reason = reasons[Math.floor(random * 1000) % (reasons.length + 1)];
  const until = random < 0.1 ? ' until=2027-01-31' : '';
  return text.replace(
    /^(?=RUN apt-get)/m,
    `# azml-lint ignore=apt/lists-kept,user/root-not-dropped${until}${reason ? ` -- ${reason}` : ''}\n`,
  );
}

/** Dockerfiles of this project without their comments, those with least to find first. */
function dockerfiles(): readonly string[] {
  const folder = 'fixtures/dockerfiles';
  const names = readdirSync(folder).filter((name) => /^(?:serve|train|build|scripts)/.test(name));
  const well = Array(4).fill('serve-well.Dockerfile') as string[];
  const paths = [...well, ...names.sort().reverse()].map((name) => `${folder}/${name}`);
  return [...paths, 'examples/scoring/Dockerfile'].map((path) =>
    readFileSync(path, 'utf8').replace(/^#.*\n/gm, ''),
  );
}

interface Report {
  readonly files: readonly { readonly path: string }[];
}

/**
 * The report on a tree with `FOLDER/contoso/name/…` as one report for each repository of a folder, by path:
 * `contoso/name.json`.
 */
export function reportsByRepository(report: Report, folder: string): Readonly<Record<string, string>> {
  const files = new Map<string, { path: string }[]>();
  for (const file of report.files) {
    const [first, owner, name, ...rest] = file.path.split('/');
    if (first !== folder) continue;
    pushTo(files, `${owner}/${name}`, { ...file, path: rest.join('/') });
  }
  return Object.fromEntries(
    [...files].map(([name, own]) => [
      `${name}.json`,
      JSON.stringify({
        ...report,
        repository: {
          uri: `https://github.com/${name}`,
          commit: commitOf(`${folder} ${name}`),
          branch: 'main',
        },
        files: own,
        errors: [],
      }),
    ]),
  );
}

function commitOf(name: string): string {
  const random = randomFrom(
    [...name].reduce((sum, character) => Math.imul(sum, 31) + character.charCodeAt(0), 7),
  );
  return Array.from({ length: 40 }, () => Math.floor(random() * 16).toString(16)).join('');
}
