/** The data about packages of PyPI: each row can be read, and says of which day it is. */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { versionRange } from '../src/image/version-range.ts';
import { SDK_V1, SDK_V1_END } from '../src/programs/azureml-sdk-v1.ts';
import { BUILT_FOR_NUMPY_2 } from '../src/programs/numpy2.ts';
import { BUNDLED_PIP, LAST_PIP, REMOVED_OPTIONS } from '../src/programs/pip-releases.ts';
import { pypiDate, pythonsOf, requirementOf } from '../src/programs/pypi.ts';

const DAY = /^20\d\d-[01]\d-[0-3]\d$/;
const VERSION = /^\d+(?:\.\d+)*(?:\.post\d+)?$/;
const data = JSON.parse(readFileSync('src/programs/pypi.json', 'utf8'));

test(`the data say of which day they are: ${pypiDate}`, () => {
  expect(pypiDate).toMatch(DAY);
  expect(data.source).toMatch(/^https:/);
});

describe.each(Object.keys(data.pythons))('the Pythons of %s', (name) => {
  test('are runs of releases with their days', () => {
    const runs = pythonsOf(name);
    expect(runs.length).toBeGreaterThan(0);
    for (const { first, last, day, about } of runs) {
      expect([first, last].filter((version) => !VERSION.test(version))).toEqual([]);
      expect(day).toMatch(DAY);
      expect(day <= pypiDate).toBe(true);
      if (about?.to !== undefined) expect(about.from).toBeLessThanOrEqual(about.to);
    }
  });
});

test.each(Object.keys(data.requires))('what %s requires can be read', (name) => {
  const { of, runs } = requirementOf(name)!;
  expect(data.requires[name].of).toBe(of);
  expect(runs.length).toBeGreaterThan(0);
  expect(runs.filter(({ about }) => about !== '*' && !versionRange(about))).toEqual([]);
});

test('a package that is not in the data', () => {
  expect(pythonsOf('constructor')).toEqual([]);
  expect(requirementOf('constructor')).toBeUndefined();
});

test('facts that reports and rules rely on', () => {
  const automl = pythonsOf('azureml-train-automl-runtime').at(-1)!;
  expect(automl.about).toEqual({ from: 9, to: 11 });
  const vision = requirementOf('torchvision')!.runs.find(({ first }) => first === '0.20.1');
  expect(vision?.about).toBe('==2.5.1');
});

test('what pip has removed, and the releases that come with a Python', () => {
  for (const { names, since, day } of REMOVED_OPTIONS) {
    expect(names.every((name) => name.startsWith('-'))).toBe(true);
    expect([since, day].map((text, index) => (index === 0 ? VERSION : DAY).test(text))).toEqual([true, true]);
  }
  const releases = [...Object.entries(BUNDLED_PIP), ...Object.entries(LAST_PIP)].flat();
  expect(releases.filter((release) => !/^\d+\.\d+$/.test(release))).toEqual([]);
});

test('the first releases for NumPy 2 are in the data', () => {
  const unknown = Object.entries(BUILT_FOR_NUMPY_2).filter(([name]) => !requirementOf(name));
  expect(unknown).toEqual([]);
});

test('the packages of SDK v1 are a closed list with a day', () => {
  expect([...SDK_V1].filter((name) => !name.startsWith('azureml-'))).toEqual([]);
  expect(SDK_V1_END).toMatch(DAY);
});
