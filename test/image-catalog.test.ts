import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import {
  type CatalogImage,
  catalogDate,
  catalogNames,
  familyOf,
  findImage,
  isCatalogOld,
  nameDifference,
  nearestImages,
  resolveImage,
  STATUSES,
} from '../src/image/catalog.ts';
import { curatedVersions } from '../src/image/curated-versions.ts';
import { parseReference } from '../src/image/reference.ts';
import { tagForm } from '../src/image/tags.ts';
import { verbatim } from '../src/text/fragment.ts';

const AZUREML = 'mcr.microsoft.com/azureml';

test('the catalog is in order', () => {
  const script = new URL('../scripts/check-catalog.mjs', import.meta.url).pathname;
  expect(execFileSync(process.execPath, [script], { encoding: 'utf8' })).toContain(catalogDate);
});

test('every image reads as the loader promises', () => {
  for (const name of catalogNames()) {
    const image = findImage(name)!;
    expect(STATUSES, name).toContain(image.status);
    expect(Object.values(image), name).not.toContain(null);
    if (image.newestTag !== undefined) expect(tagForm(image.newestTag), name).not.toBe('other');
    if (image.successor !== undefined)
      expect(familyOf(findImage(image.successor)!), name).toBe(familyOf(image));
  }
});

describe('the images that Microsoft itself builds on', () => {
  const references = readFileSync(
    new URL('../fixtures/images/references.txt', import.meta.url),
    'utf8',
  ).trim();

  test.each(references.split('\n'))('%s', (text) => {
    const reference = parseReference(verbatim(text, 0));
    expect(reference && findImage(reference.name)).toBeDefined();
  });
});

test.each([
  ['minimal-py312-inference', 'inference'],
  ['pytorch-1.6-ubuntu18.04-py37-cpu-inference', 'inference'],
  ['inference-base-2204', 'inference'],
  ['curated/minimal-py311-inference', 'inference'],
  ['curated/foundation-model-serve', 'inference'],
  ['mlflow-ubuntu20.04-py38-cpu-inference', 'inference'],
  ['tritonserver-inference', 'inference'],
  ['openmpi5.0-ubuntu24.04', 'training'],
  ['intelmpi2018.3-ubuntu16.04', 'training'],
  ['base-gpu', 'training'],
  ['curated/sklearn-1.5', 'training'],
  ['aifx/stable-ubuntu2004-cu113-py38-torch1110', 'training'],
  ['promptflow/promptflow-runtime', 'other'],
  ['o16n-base/python-assets', 'other'],
])('family of %s: %s', (path, family) => {
  expect(familyOf(findImage(`${AZUREML}/${path}`)!)).toBe(family);
});

describe('facts', () => {
  test('a prebuilt inference image', () => {
    expect(findImage(`${AZUREML}/minimal-py312-inference`)).toMatchObject({
      defaultUser: 'dockeruser',
      hasDockeruser: true,
      bootsServer: true,
      hasServerPackage: true,
      environmentOwner: 'dockeruser',
      pythonPrefix: '/opt/miniconda/envs/amlenv',
      condaEnvironment: 'amlenv',
      appRoot: '/var/azureml-app',
    });
  });

  test('a curated inference image', () => {
    expect(findImage(`${AZUREML}/curated/minimal-py311-inference`)).toMatchObject({
      defaultUser: 'dockeruser',
      environmentOwner: 'root',
      installsExtraDependencies: false,
      pythonPrefix: '/azureml-envs/minimal',
      workdir: '/',
      environment: { AZUREML_CONDA_ENVIRONMENT_PATH: '/azureml-envs/minimal' },
    });
  });

  test('an inference image that runs as root and has no dockeruser', () => {
    expect(findImage(`${AZUREML}/curated/foundation-model-inference`)).toMatchObject({
      defaultUser: 'root',
      hasDockeruser: false,
      bootsServer: true,
    });
  });

  test('the MLflow images have an application root of their own', () => {
    expect(findImage(`${AZUREML}/curated/mlflow-py312-inference`)?.appRoot).toBe('/var/mlflow_resources');
  });

  test('a training base', () => {
    expect(findImage(`${AZUREML}/openmpi5.0-ubuntu24.04`)).toMatchObject({
      defaultUser: 'root',
      hasDockeruser: false,
      bootsServer: false,
      pythonPrefix: '/opt/miniconda',
    });
  });

  test('what an image is built on hands its variables on', () => {
    expect(findImage(`${AZUREML}/curated/sklearn-1.1`)?.environment).toMatchObject({
      SVDIR: '/var/runit',
      CONDA_PREFIX: '/azureml-envs/sklearn-1.1',
    });
  });

  test.each([
    ['openmpi5.0-ubuntu24.04', 'python'],
    ['openmpi4.1.0-ubuntu20.04', 'python'],
    ['inference-base-gpu-2204', 'cuda'],
    ['pytorch-1.6-ubuntu18.04-py37-cpu-inference', 'pythonPrefix'],
    ['tritonserver-inference', 'defaultUser'],
    ['promptflow/promptflow-runtime', 'hasDockeruser'],
  ] as const)('not confirmed, so unknown: %s, %s', (path, fact) => {
    expect(findImage(`${AZUREML}/${path}`)?.[fact]).toBeUndefined();
  });

  test('on the documented list: not all that is deprecated', () => {
    expect(findImage(`${AZUREML}/openmpi4.1.0-ubuntu20.04`)?.onDeprecatedList).toBe(true);
    expect(findImage(`${AZUREML}/openmpi4.1.0-cuda11.8-cudnn8-ubuntu22.04`)).toMatchObject({
      status: 'deprecated',
      deprecatedSince: '2025-09-09',
      onDeprecatedList: false,
    });
    expect(catalogNames().filter((name) => findImage(name)?.onDeprecatedList)).toHaveLength(17);
  });

  test('the successor of a framework image takes more than another name', () => {
    expect(findImage(`${AZUREML}/pytorch-1.6-ubuntu18.04-py37-cpu-inference`)).toMatchObject({
      status: 'retired',
      successor: `${AZUREML}/minimal-py312-inference`,
      successorRemark: 'with the framework in a conda file',
    });
  });

  test('the tag of a first training base names its Ubuntu', () => {
    expect(findImage(`${AZUREML}/base`)?.ubuntu).toBeUndefined();
    expect(findImage(`${AZUREML}/base`, 'openmpi3.1.2-ubuntu18.04')?.ubuntu).toBe('18.04');
    expect(findImage(`${AZUREML}/openmpi5.0-ubuntu24.04`, 'ubuntu18.04')?.ubuntu).toBe('24.04');
  });
});

describe('names that are not in the catalog', () => {
  test.each([
    ['openmpi4.1.0-ubuntu24.04', 'openmpi5.0-ubuntu24.04', 'training'],
    ['oopenmpi5.0-cuda12.4-ubuntu22.04', 'openmpi5.0-cuda12.4-ubuntu22.04', 'training'],
    ['inference-base', 'minimal-py312-inference', 'inference'],
    ['minimal-py312-inferense', 'minimal-py312-inference', 'inference'],
    ['curated/minimal-py311-infrence', 'curated/minimal-py311-inference', 'inference'],
    ['minimal-py311-inference', 'curated/minimal-py311-inference', 'inference'],
    ['pytorch-2.9-inference', undefined, 'inference'],
    ['inference-base-cuda99', undefined, 'inference'],
    ['openmpi9.9-fedora', undefined, 'training'],
    ['curated/something-new', undefined, 'training'],
    ['something/else', undefined, 'other'],
  ])('%s', (path, meant, family) => {
    const resolved = resolveImage(`${AZUREML}/${path}`);
    expect(resolved.image).toBeUndefined();
    expect(resolved.meant?.name).toBe(meant && `${AZUREML}/${meant}`);
    expect(resolved.family).toBe(family);
  });

  test('an image of the catalog is itself', () => {
    const resolved = resolveImage(`${AZUREML}/minimal-py312-inference`);
    expect(resolved).toMatchObject({
      image: { name: `${AZUREML}/minimal-py312-inference` },
      family: 'inference',
    });
    expect(resolved.meant).toBeUndefined();
  });

  test('other registries are nobody’s misspelling', () => {
    expect(resolveImage('docker.io/azureml/minimal-py312-inferenc')).toEqual({
      image: undefined,
      meant: undefined,
      family: 'other',
    });
  });

  test('the nearest comes first, and nothing farther than asked', () => {
    const names = (within?: number) =>
      nearestImages(`${AZUREML}/inference-base-2205`, within).map(({ name }) => name);
    expect(names()).toEqual([`${AZUREML}/inference-base-2204`, `${AZUREML}/inference-base-2004`]);
    expect(names(1)).toEqual([`${AZUREML}/inference-base-2204`]);
    expect(nearestImages(`${AZUREML}/xyz`)).toEqual([]);
    // As similar as inference-base-2004, which is retired.
    expect(nearestImages(`${AZUREML}/inference-base-2404`)[0]?.name).toBe(`${AZUREML}/inference-base-2204`);
  });

  test.each([
    ['minimal-py313-inference', 'minimal-py312-inference', 'version'],
    ['minimal-py12-inference', 'minimal-py312-inference', 'version'],
    ['inference-base-1804', 'inference-base-2004', 'version'],
    ['openmpi5.0-cuda12.9-ubuntu24.04', 'openmpi5.0-cuda12.8.1-ubuntu24.04', 'version'],
    ['aifx/stable-ubuntu2204-cu126-py310-torch27x', 'aifx/stable-ubuntu2204-cu126-py310-torch271', 'version'],
    ['minimal-ubuntu22.04-py39-gpu-inference', 'minimal-ubuntu22.04-py39-cpu-inference', 'word'],
    ['curated/ai-cv-automl', 'curated/ai-ml-automl', 'word'],
    ['minimal-py312-inferense', 'minimal-py312-inference', 'misprint'],
    ['minimal-py313-inferrence', 'minimal-py312-inference', 'misprint'],
    ['minimal-py312-inferecne', 'minimal-py312-inference', 'misprint'],
    ['minimal.py312-inference', 'minimal-py312-inference', 'misprint'],
    ['openmpi5.0-ubunt24.04', 'openmpi5.0-ubuntu24.04', 'misprint'],
  ])('%s beside %s: %s', (one, other, expected) => {
    expect(nameDifference(`${AZUREML}/${one}`, `${AZUREML}/${other}`)).toBe(expected);
  });

  test('of another version only what no number says is taken over', () => {
    expect(resolveImage(`${AZUREML}/minimal-py313-inference`).meant).toMatchObject({
      name: `${AZUREML}/minimal-py312-inference`,
      python: undefined,
      ubuntu: undefined,
      defaultUser: 'dockeruser',
    });
  });
});

describe('versions of curated images', () => {
  const CURATED = `${AZUREML}/curated`;

  test.each([
    ['acpt-pytorch-2.2-cuda12.1', '9', '2024-06-01', '20.04', '3.10', '12.1'],
    ['acpt-pytorch-2.2-cuda12.1', '18', '2024-10-01', '20.04', '3.10', '12.1'],
    ['acpt-pytorch-2.2-cuda12.1', '33', '2025-04-14', '20.04', '3.10', '12.1'],
    ['acpt-pytorch-2.2-cuda12.1', '55', '2026-07-20', '22.04', '3.10', '12.6'],
    ['minimal-py311-inference', '56', '2026-07-23', '22.04', '3.11', undefined],
  ])('%s:%s', (name, tag, released, ubuntu, python, cuda) => {
    expect(findImage(`${CURATED}/${name}`, tag)).toMatchObject({ released, ubuntu, python, cuda });
  });

  test('every one of them has a day, and the newest is the one that the catalog has', () => {
    const environments = catalogNames().flatMap((name) =>
      name.startsWith(`${CURATED}/`)
        ? [{ name, versions: curatedVersions(name.slice(CURATED.length + 1)) }]
        : [],
    );
    const known = environments.filter(({ versions }) => versions.length > 0);
    expect(known.length).toBeGreaterThan(100);
    for (const { name, versions } of known) {
      expect(findImage(name)?.newestTag, name).toBe(`${versions.at(-1)?.number}`);
      for (const { number, released } of versions)
        expect(findImage(name, `${number}`)?.released, `${name}:${number}`).toBe(released);
      expect(versions.map(({ released }) => new Date(released).toISOString().slice(0, 10))).toEqual(
        versions.map(({ released }) => released),
      );
    }
  });

  test('a version that is not known is not that of today', () => {
    const image = findImage(`${CURATED}/sklearn-1.5`, '0');
    expect([image?.released, image?.ubuntu, image?.python]).toEqual([undefined, undefined, undefined]);
  });

  test('one that is newer than the catalog is most likely as the newest', () => {
    expect(findImage(`${CURATED}/sklearn-1.5`, '999')).toMatchObject({
      ubuntu: '24.04',
      released: undefined,
    });
  });

  test('a digest may be that of any version', () => {
    const digest = `sha256:${'a'.repeat(64)}`;
    const image = findImage(`${CURATED}/sklearn-1.5`, digest);
    expect([image?.ubuntu, image?.python, image?.newestTag]).toEqual([undefined, undefined, '50']);
    expect(findImage(`${AZUREML}/openmpi5.0-ubuntu24.04`, digest)).toMatchObject({ ubuntu: '24.04' });
  });

  test('other tags and other images have none', () => {
    expect(findImage(`${CURATED}/sklearn-1.5`, 'latest')?.released).toBeUndefined();
    expect(findImage(`${AZUREML}/openmpi5.0-ubuntu24.04`, '9')).toMatchObject({ ubuntu: '24.04' });
  });
});

describe('successors are of the same kind', () => {
  const pairs = catalogNames().flatMap((name) => {
    const image = findImage(name)!;
    return image.successor === undefined ? [] : [{ image, successor: findImage(image.successor)! }];
  });
  const isForGpu = ({ name, cuda }: CatalogImage) => cuda !== undefined || /gpu|cuda/.test(name);

  test('a GPU for a GPU, MLflow for MLflow, a server for a server', () => {
    expect(pairs.length).toBeGreaterThan(100);
    for (const { image, successor } of pairs) {
      expect(successor.status, image.name).toBe('supported');
      expect(isForGpu(successor), image.name).toBe(isForGpu(image));
      expect(successor.name.includes('mlflow'), image.name).toBe(image.name.includes('mlflow'));
    }
  });

  test.each([
    ['base-gpu', 'openmpi5.0-cuda12.4-ubuntu22.04'],
    ['pytorch-1.9-ubuntu18.04-py37-cuda11.0.3-gpu-inference', 'curated/minimal-py312-cuda12.4-inference'],
    ['tensorflow-2.4-ubuntu18.04-py37-cuda11.0.3-gpu-inference', 'curated/minimal-py312-cuda12.4-inference'],
    ['minimal-ubuntu18.04-py37-cuda11.0.3-gpu-inference', 'curated/minimal-py312-cuda12.4-inference'],
    ['mlflow-ubuntu18.04-py37-cpu-inference', 'curated/mlflow-py312-inference'],
    ['pytorch1.6-py3.7-inference-cpu', 'minimal-py312-inference'],
  ])('%s: %s', (name, successor) => {
    expect(findImage(`${AZUREML}/${name}`)?.successor).toBe(`${AZUREML}/${successor}`);
  });
});

test.each([
  ['2026-07-31', false],
  ['2027-01-31', false],
  ['2027-02-01', true],
])('on %s the catalog is old: %s', (now, isOld) => {
  expect(isCatalogOld(now)).toBe(isOld);
});
