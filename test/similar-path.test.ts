/** Which paths are so similar that one may be meant by the other. */
import { expect, test } from 'vitest';
import { isSimilarPath } from '../src/text/similar-path.ts';

test.each([
  ['/app/model', '/app/models', true],
  ['/app/MODELS', '/app/models', true],
  ['/opt/models', '/app/models', true],
  ['/app/ml-models', '/app/models', true],
  ['/app/code', '/app/models', false],
  ['/var/azureml-app/azureml-code', '/var/azureml-app/azureml-models', false],
  ['/a/b', '/a/c', false],
  ['/app/code', '/app/conf', false],
  ['/app/code', '/app/core', true],
  ['/opt/ranker', '/app/ranker', true],
  ['/opt/service/4', '/app/ranker/4', false],
])('%s for %s: %s', (path, wanted, near) => expect(isSimilarPath(path, wanted)).toBe(near));
