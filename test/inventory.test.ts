import { describe, expect, test } from 'vitest';
import '../src/late-modules.ts';
import { filesOf } from '../src/context/files.ts';
import type { InventoryEntry } from '../src/inventory/entry.ts';
import { inventoryOf } from '../src/inventory/inventory.ts';
import { kindOf } from '../src/kinds/index.ts';
import { projectOf } from '../src/project/project.ts';

const MCR = 'mcr.microsoft.com/azureml';

/** The inventory of a text with the given name, beside other files. */
function inventory(
  text: string,
  { path = 'Dockerfile', buildArgs = {}, files = {} }: Partial<Around> = {},
): readonly InventoryEntry[] {
  const circumstances = { buildArgs, now: '2026-08-01', tellsPlaceholders: true };
  const project = projectOf(filesOf({ ...files, [path]: text }));
  const surroundings = project.surroundingsOf(`/${path}`, circumstances);
  return inventoryOf(kindOf(text, path).analyze(text, path, () => ({ ...circumstances, surroundings })));
}

interface Around {
  readonly path: string;
  readonly buildArgs: Readonly<Record<string, string>>;
  readonly files: Readonly<Record<string, string>>;
}

test('a stage on an image of Azure ML, and one on that stage', () => {
  const text = `# comment
FROM ${MCR}/minimal-ubuntu22.04-py39-cpu-inference:20241003.v1 AS Base
FROM base
ENV AZUREML_ENTRY_SCRIPT=score.py
USER 1000:1000
`;
  const facts = {
    family: 'inference',
    status: 'eol-components',
    ubuntu: '22.04',
    python: '3.9',
    cuda: 'none',
    supported: false,
    supportedUntil: '2025-10-31',
    ends: 'python',
    successor: `${MCR}/minimal-py312-inference:latest`,
  };
  const parts = {
    reference: `${MCR}/minimal-ubuntu22.04-py39-cpu-inference:20241003.v1`,
    registry: 'mcr.microsoft.com',
    repository: 'azureml/minimal-ubuntu22.04-py39-cpu-inference',
    tag: '20241003.v1',
  };
  expect(inventory(text)).toEqual([
    {
      kind: 'stage',
      line: 2,
      name: 'base',
      final: false,
      image: { text: parts.reference, ...parts },
      ...facts,
      user: 'dockeruser',
    },
    {
      kind: 'stage',
      line: 3,
      final: true,
      image: { text: 'base', stage: 'base', ...parts },
      ...facts,
      user: '1000',
      entryScript: 'score.py',
    },
  ]);
});

describe('ARGs in a FROM', () => {
  const image = (text: string, buildArgs = {}) => inventory(text, { buildArgs }).at(-1)!.image;

  test.each<[string, string, Record<string, string>, object]>([
    ['have their default', 'ARG V=3.12\nFROM python:$V', {}, { reference: 'python:3.12', tag: '3.12' }],
    ['have what is given', 'ARG V=3.12\nFROM python:$V', { V: '3.11' }, { reference: 'python:3.11' }],
    ['see those before them', 'ARG A=3\nARG V=$A.12\nFROM python:$V', {}, { reference: 'python:3.12' }],
    [
      'have defaults of their own',
      'ARG V\nFROM python:${V:-3.12}',
      {},
      { reference: 'python:3.12', tag: '3.12' },
    ],
    [
      'may name a digest',
      `ARG D\nFROM python@$D`,
      { D: `sha256:${'a'.repeat(64)}` },
      { digest: `sha256:${'a'.repeat(64)}` },
    ],
    [
      'without a value leave the tag unknown',
      'ARG V\nFROM python:$V',
      {},
      { reference: undefined, repository: 'library/python', tag: undefined },
    ],
    [
      'without a value leave the image unknown',
      'ARG I\nFROM $I',
      {},
      { text: '$I', reference: undefined, repository: undefined },
    ],
    ['of a stage mean nothing', 'FROM ubuntu AS a\nARG V=1\nFROM b:$V', {}, { reference: undefined }],
    [
      'may name a stage',
      'ARG S=a\nFROM python:3.12 AS a\nFROM $S',
      {},
      { text: '$S', stage: 'a', reference: 'python:3.12' },
    ],
    ['name a stage without regard to case', 'FROM python:3.12 AS a\nFROM A', {}, { stage: 'a' }],
    [
      'are not needed',
      'FROM localhost:5000/a',
      {},
      { registry: 'localhost:5000', repository: 'a', tag: undefined },
    ],
  ])('%s', (_, text, buildArgs, expected) => {
    const found: Readonly<Record<string, unknown>> = { ...image(text, buildArgs) };
    const asked = Object.keys(expected).map((key) => [key, found[key]]);
    expect(Object.fromEntries(asked)).toEqual(expected);
  });
});

test('a template, a placeholder and scratch are no image', () => {
  const text = 'FROM python:{{tag}} AS a\nFROM <image> AS b\nFROM scratch';
  const known = inventory(text).map(({ image, family, user }) => [image.reference, image.tag, family, user]);
  expect(known).toEqual([
    [undefined, undefined, 'other', 'root'],
    [undefined, undefined, undefined, undefined],
    [undefined, undefined, 'scratch', 'root'],
  ]);
});

test('a part of a Dockerfile has no stage', () => expect(inventory('RUN make\n')).toEqual([]));

describe('the user', () => {
  test.each([
    ['of an image that nobody knows', 'FROM contoso.azurecr.io/a:1', undefined],
    ['from an ARG', 'FROM ubuntu\nARG U=app\nUSER $U', 'app'],
    ['that is not known', 'FROM ubuntu\nARG U\nUSER $U', undefined],
    ['of the stage below', 'FROM ubuntu AS a\nUSER app\nFROM a', 'app'],
  ])('%s', (_, text, user) => expect(inventory(text).at(-1)!.user).toBe(user));
});

describe('a Python of one’s own', () => {
  test('takes the place of that of the image', () => {
    const text = `FROM ${MCR}/curated/minimal-py39-inference:5
RUN conda create -y -p /azureml-envs/own python=3.11
ENV AZUREML_CONDA_ENVIRONMENT_PATH=/azureml-envs/own
`;
    expect(inventory(text)[0]).toMatchObject({ python: '3.11' });
    expect(inventory(text)[0]).not.toMatchObject({ ends: 'python' });
  });

  test('may be of any version', () => {
    const [stage] = inventory(
      'FROM python:3.8\nCOPY environment.yml .\nRUN conda env create -f environment.yml',
    );
    expect(stage).not.toHaveProperty('python');
    expect(stage).not.toHaveProperty('supportedUntil');
  });
});

describe('the entry script', () => {
  const dockerfile = `FROM ${MCR}/minimal-py312-inference:20260715.v1\nENV AZUREML_ENTRY_SCRIPT=old.py\n`;
  const deployment = (name: string) => `name: ${name}
endpoint_name: e
environment:
  build:
    path: .
code_configuration:
  code: code
  scoring_script: ${name}.py
`;
  const scripts = (...deployments: readonly string[]) => {
    const files = Object.fromEntries(
      deployments.map((name, at) => [`deployment${at}.yml`, deployment(name)]),
    );
    return inventory(dockerfile, { files }).map(({ entryScript }) => entryScript);
  };

  test('is that of the image', () => expect(scripts()).toEqual(['old.py']));
  test('is that of its deployment', () => expect(scripts('blue')).toEqual(['blue.py']));
  test('is not known if deployments have several', () =>
    expect(scripts('blue', 'green')).toEqual([undefined]));
  test('comes with the images for MLflow', () => {
    const [stage] = inventory(`FROM ${MCR}/curated/mlflow-py312-inference:3`);
    expect(stage).toMatchObject({ entryScript: 'mlflow_score_script.py', user: 'dockeruser' });
  });
  test('is no word of documentation', () => {
    const text = deployment('blue').replace('blue.py', '<SCRIPT>').replace('    path: .', '    path: .\n');
    const [stage] = inventory(dockerfile, { files: { 'deployment.yml': text } });
    expect(stage!.entryScript).toBe('old.py');
  });
  test('is no file if it is empty', () => {
    const [stage] = inventory(`FROM ${MCR}/curated/mlflow-py312-inference:3\nENV AZUREML_ENTRY_SCRIPT=`);
    expect(stage).not.toHaveProperty('entryScript');
  });
});

describe('environments of an Azure ML YAML', () => {
  test('with an image', () => {
    const text = `$schema: https://azuremlschemas.azureedge.net/latest/environment.schema.json
name: scoring
image: ${MCR}/openmpi4.1.0-ubuntu20.04:20240418.v1
conda_file: conda.yml
`;
    const [environment, ...others] = inventory(text, { path: 'environment.yml' });
    expect(others).toEqual([]);
    expect(environment).toMatchObject({
      kind: 'environment',
      line: 3,
      name: 'scoring',
      final: true,
      image: { repository: 'azureml/openmpi4.1.0-ubuntu20.04', tag: '20240418.v1' },
      family: 'training',
      status: 'deprecated',
      supportedUntil: '2025-02-24',
      ends: 'image',
    });
    expect(environment).not.toHaveProperty('python');
  });

  test('of a deployment, with its script', () => {
    const text = `name: blue
endpoint_name: e
environment:
  image: python:3.12
code_configuration:
  code: code
  scoring_script: score.py
`;
    expect(inventory(text, { path: 'deployment.yml' })).toMatchObject([{ line: 4, entryScript: 'score.py' }]);
  });

  test('built from a Dockerfile are in the inventory of that', () => {
    expect(inventory('name: a\nbuild:\n  path: docker\n', { path: 'environment.yml' })).toEqual([]);
  });
});

test('a file of another kind has none', () => {
  expect(
    inventoryOf(
      kindOf('import os', 'score.py').analyze('import os', 'score.py', () => ({
        buildArgs: {},
        now: '2026-08-01',
      })),
    ),
  ).toEqual([]);
});
