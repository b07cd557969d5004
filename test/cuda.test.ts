import { describe, expect, test } from 'vitest';
import { findImage } from '../src/image/catalog.ts';
import { condaRootOf } from '../src/image/conda-root.ts';
import { cudaOf } from '../src/image/cuda.ts';
import { parseReference } from '../src/image/reference.ts';
import { rangesMeet, versionRange } from '../src/image/version-range.ts';
import { CUDA_PACKAGES } from '../src/programs/cuda-packages.ts';
import { verbatim } from '../src/text/fragment.ts';

function cuda(image: string): string | undefined {
  const reference = parseReference(verbatim(image, 0))!;
  const tag = reference.tag?.kind === 'plain' ? reference.tag.text.text : undefined;
  return cudaOf(reference, findImage(reference.name, tag));
}

describe('the CUDA of an image', () => {
  test.each([
    ['mcr.microsoft.com/azureml/openmpi5.0-cuda12.6-ubuntu24.04:20260715.v1', '12.6.3'],
    ['mcr.microsoft.com/azureml/openmpi5.0-ubuntu24.04:20260715.v1', 'none'],
    ['mcr.microsoft.com/azureml/minimal-py312-inference:latest', 'none'],
    ['mcr.microsoft.com/azureml/inference-base-cuda12.4-ubuntu22.04:20260722.v3', '12.4'],
    ['mcr.microsoft.com/azureml/curated/mlflow-py312-inference:43', 'none'],
    ['mcr.microsoft.com/aifx/acpt/stable-ubuntu2204-cu126-py310-torch280:biweekly.202607.1', '12.6'],
    // An environment of which only the name is known.
    ['mcr.microsoft.com/azureml/curated/sklearn-1.5:1', undefined],
    ['nvidia/cuda:12.4.1-runtime-ubuntu22.04', '12.4.1'],
    ['nvidia/cuda:latest', undefined],
    ['pytorch/pytorch:2.4.0-cuda12.1-cudnn9-runtime', '12.1'],
    ['python:3.12-slim', 'none'],
    ['someone/python:3.12', undefined],
    ['nvcr.io/nvidia/pytorch:24.05-py3', undefined],
  ])('%s: %s', (image, expected) => {
    expect(cuda(image)).toBe(expected);
  });
});

test.each(CUDA_PACKAGES.map((row) => [row.name.source, row] as const))(
  'what is known of %s has a source and a day, and one CUDA for each version',
  (_, { source, checked, builtFor = [] }) => {
    expect(source).toMatch(/^https:\/\/\S+$/);
    expect(checked).toMatch(/^20\d\d-\d\d-\d\d$/);
    expect(Number.isNaN(Date.parse(checked))).toBe(false);
    const ranges = builtFor.map(({ versions }) => versionRange(versions)!);
    expect(ranges).not.toContain(undefined);
    const pairs = ranges.flatMap((one, index) =>
      ranges.slice(index + 1).map((other) => [one, other] as const),
    );
    for (const [one, other] of pairs) expect(rangesMeet(one, other)).toBe(false);
  },
);

test.each([
  ['mcr.microsoft.com/azureml/openmpi5.0-ubuntu24.04', '/opt/miniconda'],
  ['mcr.microsoft.com/azureml/curated/minimal-py311-inference', '/opt/miniconda'],
  ['mcr.microsoft.com/aifx/acpt/stable-ubuntu2204-cu126-py310-torch280', '/opt/conda'],
  ['mcr.microsoft.com/azureml/o16n-base/python-assets', undefined],
])('the conda of %s is in %s', (name, expected) => {
  expect(condaRootOf(findImage(name))).toBe(expected);
});
