/** Which images an entry of an allow list covers. */
import { expect, test } from 'vitest';
import { matchesImagePattern } from '../src/image/allow-list.ts';
import { parseReference } from '../src/image/reference.ts';
import { verbatim } from '../src/text/fragment.ts';

test.each([
  ['mcr.microsoft.com/azureml/**', 'mcr.microsoft.com/azureml/curated/sklearn-1.5:50', true],
  ['mcr.microsoft.com/azureml/**', 'MCR.microsoft.com/azureml/openmpi5.0-ubuntu24.04', true],
  ['mcr.microsoft.com/azureml/**', 'mcr.microsoft.com/azureml2/openmpi5.0-ubuntu24.04', false],
  ['mcr.microsoft.com/azureml/**', 'evil.io/mcr.microsoft.com/azureml/openmpi5.0-ubuntu24.04', false],
  ['mcr.microsoft.com/azureml/*', 'mcr.microsoft.com/azureml/curated/sklearn-1.5:50', false],
  ['python', 'python:3.12', true],
  ['python', 'docker.io/library/python:3.12', true],
  ['python', 'index.docker.io/python', true],
  ['docker.io/python', 'python', true],
  ['docker.io/library/*', 'python', true],
  ['library/*', 'python', false],
  ['bitnami/*', 'docker.io/bitnami/pytorch:2', true],
  ['bitnami/*', 'quay.io/bitnami/pytorch:2', false],
  ['*', 'python', true],
  ['*', 'quay.io/python', false],
  ['**', 'quay.io/a/b/c', true],
  ['docker.io', 'bitnami/pytorch', true],
  ['docker.io', 'localhost/pytorch', false],
  ['localhost:5000', 'localhost:5000/a/b:1', true],
  ['localhost:5000', 'localhost:5001/a/b:1', false],
  ['builder:5000/**', 'builder:5000/a/b', true],
  ['builder:5000/**', 'builder/a/b', false],
  ['acme.azurecr.io', 'acme.azurecr.io.evil.io/a', false],
  ['python:3.12', 'python:3.12', true],
  ['python:3.12', 'python:3.12-slim', false],
  ['python:3.12', 'python', false],
  ['python:3.*', 'python:3.12@sha256:'.padEnd(83, 'a'), true],
  ['python@sha256:'.padEnd(78, 'a'), 'python:3.12@sha256:'.padEnd(83, 'a'), true],
  ['python@sha256:'.padEnd(78, 'b'), 'python:3.12@sha256:'.padEnd(83, 'a'), false],
  // The tag is free text: whoever pushes the image chooses it.
  ['team/*-approved', 'team/tool:x-approved', false],
])('%s for %s', (entry, image, covered) => {
  expect(matchesImagePattern(parseReference(verbatim(image, 0))!, entry)).toBe(covered);
});
