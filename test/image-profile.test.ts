import { describe, expect, test } from 'vitest';
import { catalogNames, findImage } from '../src/image/catalog.ts';
import { type ImageProfile, profileOf } from '../src/image/image-profile.ts';
import { imageMarkdown, imageRows } from '../src/image/image-rows.ts';
import { parseReference } from '../src/image/reference.ts';
import { verbatim } from '../src/text/fragment.ts';

const NOW = '2026-08-01';
const MCR = 'mcr.microsoft.com/azureml';

function profile(text: string, now = NOW): ImageProfile {
  return profileOf(parseReference(verbatim(text, 0))!, now);
}

test('a supported image of Azure ML', () => {
  expect(profile(`${MCR}/curated/mlflow-py312-inference:3`)).toMatchObject({
    registry: 'mcr.microsoft.com',
    repository: 'azureml/curated/mlflow-py312-inference',
    tag: '3',
    family: 'inference',
    group: 'curated-inference',
    status: 'supported',
    user: 'dockeruser',
    python: '3.12',
    startsServer: true,
    appRoot: '/var/mlflow_resources',
    entryScript: 'mlflow_score_script.py',
    variables: { AZUREML_ENTRY_SCRIPT: 'mlflow_score_script.py', AML_APP_ROOT: '/var/mlflow_resources' },
  });
});

describe('support ends with what ends first', () => {
  test.each<[string, string, ImageProfile['supportedUntil'], boolean | undefined]>([
    [
      'a Python',
      `${MCR}/minimal-ubuntu22.04-py39-cpu-inference:20241003.v1`,
      end('2025-10-31', 'python', true, '3.9'),
      false,
    ],
    [
      'the image itself, on a day',
      `${MCR}/openmpi4.1.0-ubuntu20.04:20240418.v1`,
      end('2025-02-24', 'image', true),
      false,
    ],
    ['an Ubuntu', 'ubuntu:focal', end('2025-05-31', 'ubuntu', true, '20.04'), false],
    [
      'a Python of an official image',
      'python:3.12.8-slim',
      end('2028-10-31', 'python', false, '3.12.8'),
      true,
    ],
    [
      'somebody’s image on a supported Ubuntu',
      'nvidia/cuda:12.4.1-base-ubuntu22.04',
      end('2027-05-31', 'ubuntu', false, '22.04'),
      undefined,
    ],
    ['a tag that moves', 'python:3', undefined, undefined],
    ['an image of a private registry', 'contoso.azurecr.io/ubuntu:20.04', undefined, undefined],
    [
      'the image itself, in a month',
      `${MCR}/inference-base-gpu-2204`,
      end('2025-01-31', 'image', true),
      false,
    ],
  ])('%s', (_, text, until, supported) => {
    const { supportedUntil, supported: isSupported } = profile(text);
    expect([supportedUntil, isSupported]).toEqual([until, supported]);
  });

  function end(date: string, of: 'image' | 'ubuntu' | 'python', ended: boolean, version?: string) {
    return { date, of, ended, ...(version && { version }) };
  }
});

test('an image that gets no more fixes is not said to be supported until its Ubuntu ends', () => {
  const superseded = profile(
    'mcr.microsoft.com/aifx/acpt/stable-ubuntu2204-cu126-py310-torch271',
    '2026-08-01',
  );
  expect(superseded).toMatchObject({
    ubuntu: '22.04',
    python: '3.10',
    status: 'superseded',
    supported: false,
  });
  expect(superseded.supportedUntil).toBeUndefined();
  expect(profile(superseded.name, '2027-01-01').supportedUntil?.date).toBe('2026-10-31');
});

test.each<[string, string, ImageProfile['replacement']]>([
  [
    'another image',
    `${MCR}/pytorch-1.6-ubuntu18.04-py37-cpu-inference`,
    {
      image: `${MCR}/minimal-py312-inference:${findImage(`${MCR}/minimal-py312-inference`)?.newestTag ?? 'latest'}`,
      remark: 'with the framework in a conda file',
      because: 'replaced',
    },
  ],
  [
    'a newer tag',
    `${MCR}/openmpi4.1.0-ubuntu22.04:20240418.v1`,
    {
      image: `${MCR}/openmpi4.1.0-ubuntu22.04:${findImage(`${MCR}/openmpi4.1.0-ubuntu22.04`)!.newestTag}`,
      because: 'stale-tag',
    },
  ],
  [
    'nothing',
    `${MCR}/openmpi5.0-ubuntu24.04:${findImage(`${MCR}/openmpi5.0-ubuntu24.04`)!.newestTag}`,
    undefined,
  ],
])('to use instead: %s', (_, text, replacement) => {
  expect(profile(text).replacement).toEqual(replacement);
});

test('a name that does not exist', () => {
  expect(profile(`${MCR}/minimal-py312-inferense:latest`)).toEqual({
    name: `${MCR}/minimal-py312-inferense`,
    registry: 'mcr.microsoft.com',
    repository: 'azureml/minimal-py312-inferense',
    tag: 'latest',
    family: 'inference',
    meant: `${MCR}/minimal-py312-inference`,
    variables: {},
  });
});

test('nothing is known of a digest of a curated image but what all its versions share', () => {
  const { python, ubuntu, cuda, user } = profile(`${MCR}/curated/sklearn-1.5@sha256:${'a'.repeat(64)}`);
  expect({ python, ubuntu, cuda, user }).toEqual({ user: 'root' });
});

test('a tag that a pipeline fills in is no tag', () => {
  expect(profile(`${MCR}/minimal-py312-inference:{{latest-image-tag}}`).tag).toBeUndefined();
});

test('no profile of the catalog has a key without a value, and each gives Markdown', () => {
  for (const name of catalogNames()) {
    const one = profile(name);
    expect(Object.values(one), name).not.toContain(undefined);
    expect(imageRows(one).length, name).toBeGreaterThan(1);
    expect(imageMarkdown(one), name).not.toMatch(/undefined|null|\[object/);
  }
});

test('Markdown for a hover', () => {
  expect(imageMarkdown(profile(`${MCR}/openmpi4.1.0-ubuntu20.04:20240418.v1`))).toMatchInlineSnapshot(`
    "**\`mcr.microsoft.com/azureml/openmpi4.1.0-ubuntu20.04\`**

    - Kind: Training bases with Open MPI and conda
    - Status: deprecated since 2025-02-24
    - Supported until: 2025-02-24 (the day of its deprecation, which is past)
    - Use instead: \`mcr.microsoft.com/azureml/openmpi4.1.0-ubuntu22.04:20260715.v1\`
    - Tag: of 2024-04-18
    - Newest tag: \`20250224.v1\` (as of 2026-07-31)
    - User: root
    - Ubuntu: 20.04
    - CUDA: none
    - Environment: \`/opt/miniconda\`
    - Server: not started
    - Sets: \`SVDIR=/var/runit\`
    - Sets: \`WORKER_TIMEOUT=300\`
    "
  `);
  expect(imageMarkdown(profile('contoso.azurecr.io/base:1'))).toMatchInlineSnapshot(`
    "**\`contoso.azurecr.io/base\`**

    Nothing is known of this image.
    "
  `);
});
