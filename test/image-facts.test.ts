/** The smaller tables about images: support, tags, globs, variables, and the requirements of the inference server. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  conflictWithServer,
  NEWEST_SERVER,
  SERVER_RELEASES,
  serverRelease,
  serverSupportsPython,
} from '../src/image/inference-server.ts';
import { supportOf } from '../src/image/support.ts';
import { monthsBefore, tagDate, tagForm } from '../src/image/tags.ts';
import { findVariable, IMAGE_VARIABLES, nearestVariable } from '../src/image/variables.ts';
import { compareVersions, rangesMeet, releaseOf, versionRange } from '../src/image/version-range.ts';
import { matchesGlob } from '../src/text/glob.ts';

describe('end of support', () => {
  test.each([
    ['python', '3.9', '2025-10-31', { date: '2025-10-31', ended: false }],
    ['python', '3.9', '2025-11-01', { date: '2025-10-31', ended: true }],
    ['python', '3.9.13', '2025-11-01', { date: '2025-10-31', ended: true }],
    ['python', '3.12.8', '2026-07-31', { date: '2028-10-31', ended: false }],
    ['ubuntu', '20.04', '2025-05-31', { date: '2025-05-31', ended: false }],
    ['ubuntu', '20.04', '2025-06-01', { date: '2025-05-31', ended: true }],
    ['ubuntu', '24.04', '2026-07-31', { date: '2029-05-31', ended: false }],
    ['ubuntu', '30.04', '2026-07-31', undefined],
    ['python', '3', '2026-07-31', undefined],
  ] as const)('%s %s on %s', (product, version, day, expected) => {
    expect(supportOf(product, version, new Date(day))).toEqual(expected);
  });
});

describe('tags', () => {
  test.each([
    ['20260715.v1', 'day', '2026-07-15'],
    ['20210210.31228572', 'day', '2021-02-10'],
    ['20240229.v1', 'day', '2024-02-29'],
    ['20230229.v1', 'day', undefined],
    ['20231301.v1', 'day', undefined],
    ['biweekly.202607.1', 'biweekly', '2026-07-01'],
    ['biweekly.202308.2.v1', 'biweekly', '2023-08-15'],
    ['vision.biweekly.202412.2', 'biweekly', '2024-12-15'],
    ['monthly.202403', 'monthly', '2024-03-01'],
    ['monthly.202413', 'monthly', undefined],
    ['71', 'number', undefined],
    ['latest', 'latest', undefined],
    ['openmpi3.1.2-ubuntu18.04', 'other', undefined],
    ['20260715', 'other', undefined],
    ['3.12', 'other', undefined],
  ])('%s', (tag, form, date) => {
    expect(tagForm(tag)).toBe(form);
    expect(tagDate(tag)?.toISOString().slice(0, 10)).toBe(date);
  });

  test.each([
    ['2026-07-31', 6, '2026-01-31'],
    ['2026-08-31', 6, '2026-02-28'],
    ['2026-03-15', 6, '2025-09-15'],
    ['2026-07-31', 0, '2026-07-31'],
  ])('%s less %i months', (day, months, expected) => {
    expect(monthsBefore(new Date(day), months).toISOString().slice(0, 10)).toBe(expected);
  });
});

describe('globs', () => {
  const name = 'mcr.microsoft.com/azureml/curated/sklearn-1.5';
  test.each([
    ['mcr.microsoft.com/azureml/**', true],
    ['mcr.microsoft.com/azureml/*', false],
    ['mcr.microsoft.com/azureml/*/*', true],
    ['mcr.microsoft.com/azureml/curated/sklearn-?.?', true],
    ['mcr.microsoft.com/azureml/curated/sklearn-1?5', true],
    ['mcr.microsoft.com?azureml/**', false],
    ['mcr.microsoft.com/**/sklearn-*', true],
    ['**', true],
    ['*', false],
    ['**sklearn-1.5', true],
    [name, true],
    ['mcrXmicrosoft.com/azureml/**', false],
    ['mcr.microsoft.com/azureml', false],
    ['', false],
  ])('%s', (pattern, expected) => {
    expect(matchesGlob(pattern, name)).toBe(expected);
  });

  test('a directory’s own name is not inside it', () => {
    expect(matchesGlob('mcr.microsoft.com/azureml/**', 'mcr.microsoft.com/azureml')).toBe(false);
    expect(matchesGlob('', '')).toBe(true);
  });

  test('agrees with a regular expression', () => {
    const text = (letters: string) => fc.string({ unit: fc.constantFrom(...letters), maxLength: 8 });
    fc.assert(
      fc.property(text('ab/*?'), text('ab/'), (pattern, image) => {
        const source = pattern.replace(
          /\*\*|\*|\?/g,
          (star) => ({ '**': '.*', '*': '[^/]*', '?': '[^/]' })[star]!,
        );
        expect(matchesGlob(pattern, image)).toBe(new RegExp(`^${source}$`, 's').test(image));
      }),
    );
  });
});

describe('variables', () => {
  test.each([
    ['AZUREML_APP_ROOT', 'AML_APP_ROOT'],
    ['AML_ENTRY_SCRIPT', 'AZUREML_ENTRY_SCRIPT'],
    ['AML_APPINSIGHTS_ENABLED', 'AML_APP_INSIGHTS_ENABLED'],
    ['AZUREML_EXTRA_REQUIRMENTS_TXT', 'AZUREML_EXTRA_REQUIREMENTS_TXT'],
    ['AZUREML_CONDA_ENVIRONMENT', 'AZUREML_CONDA_ENVIRONMENT_PATH'],
    ['SEPARATE_HEALTH_ENDPOINT', 'SEPERATE_HEALTH_ENDPOINT'],
    ['AZUREML_ENTRYSCRIPT', 'AZUREML_ENTRY_SCRIPT'],
    ['AZUREML_MODEL_DIRS', 'AZUREML_MODEL_DIR'],
    ['AZUREML_MODLE_DIR', 'AZUREML_MODEL_DIR'],
  ])('%s is %s', (name, meant) => {
    expect(findVariable(name)).toBeUndefined();
    expect(nearestVariable(name)?.name).toBe(meant);
  });

  test.each([
    'AZUREML_MODEL_DIR',
    'SEPERATE_HEALTH_ENDPOINT',
    'AZUREML_RUN_ID',
    'AZUREML_PARAMETER_epochs',
    'AZUREML_CR_NODE_RANK',
    'AML_MODEL_NAME',
    'AML_MY_OWN_THING',
    'MODEL_DIR',
    'azureml_model_dir',
    'WORKER_COUNTS',
  ])('%s is right, or the writer’s own', (name) => {
    expect(nearestVariable(name)).toBeUndefined();
  });

  test('no variable is taken for another, and none is listed twice', () => {
    expect(IMAGE_VARIABLES.filter(({ name }) => nearestVariable(name))).toEqual([]);
    expect(new Set(IMAGE_VARIABLES.map(({ name }) => name)).size).toBe(IMAGE_VARIABLES.length);
  });
});

describe('version ranges', () => {
  test.each([
    ['~=3.1.0', '==3.1.2', true],
    ['~=3.1.0', '==3.2', false],
    ['~=3.1.0', '==3.1', true],
    ['~=2.0', '<2', false],
    ['~=2.0', '<=2', true],
    ['~=2.0', '>2,<2.5', true],
    ['>=3.0.3', '<3.0.3', false],
    ['>=3.0.3', '<=3.0.3', true],
    ['>3.0.3', '<=3.0.3', false],
    ['>=1.9,<1.11', '==1.10.*', true],
    ['>=1.9,<1.11', '==2.*', false],
    ['==22.0.0', '~=22.0', true],
    ['<=2.3.2', '=2.3', true],
    ['<=2.3.2', '=2.4', false],
    ['~=3.1.0', '', true],
    ['~=3.1.0', '!=3.1.1', true],
    ['>=2,<1', '', false],
    ['==1.33.0', '==1.33.0+local', true],
    ['~=3.1.0', '===3.0.0', false],
  ])('%s and %s meet: %s', (one, other, expected) => {
    expect(rangesMeet(versionRange(one)!, versionRange(other)!)).toBe(expected);
    expect(rangesMeet(versionRange(other)!, versionRange(one)!)).toBe(expected);
  });

  test.each([
    '~=3',
    '3.1',
    '==x',
    '>=',
    '@ git+https://example.com',
    '=={{latest-pypi-version}}',
    '>=$VERSION',
  ])('cannot be read: %s', (text) => {
    expect(versionRange(text)).toBeUndefined();
  });

  test.each([
    ['3.12.8', [3, 12, 8]],
    ['v1.2rc1', [1, 2]],
    ['2.1.0+cpu', [2, 1, 0]],
    ['x', undefined],
  ])('release of %s', (version, expected) => {
    expect(releaseOf(version)).toEqual(expected);
  });
});

describe('the inference server', () => {
  test.each([
    ['1.5.1', 'flask', '==2.2.5', '~=3.1.0'],
    ['1.5.1', 'Flask', '<3', '~=3.1.0'],
    ['1.5.1', 'flask_cors', '==4.0.0', '~=6.0.0'],
    ['1.5.1', 'pydantic', '<2', '~=2.12.0'],
    ['1.5.1', 'pydantic', '==2.12.3', undefined],
    ['1.5.1', 'pydantic', '>=2', undefined],
    ['1.5.1', 'flask', '', undefined],
    ['1.5.1', 'numpy', '==1.0', undefined],
    ['1.5.1', 'toString', '==1.0', undefined],
    ['1.5.1', 'flask', '=={{latest-pypi-version}}', undefined],
    ['1.5.1', 'opencensus-ext-azure', '==1.0', undefined],
    ['1.4.1', 'opencensus-ext-azure', '==1.0', '~=1.1.0'],
    ['1.0', 'pydantic', '==2.5', '>=1.9,<1.11'],
    ['1.1.0', 'pydantic', '==2.5', undefined],
    ['0.8.4', 'flask', '==2.3.1', '<2.3.0'],
  ])('%s with %s%s', (version, name, specifiers, expected) => {
    expect(conflictWithServer(serverRelease(version)!, name, specifiers)).toBe(expected);
  });

  test.each([
    ['3.8', 'too-old'],
    ['3.9', 'supported'],
    ['3.12.8', 'supported'],
    ['3.13', 'too-new'],
    ['2.7', 'too-old'],
    ['3', undefined],
    ['x', undefined],
  ])('Python %s: %s', (version, expected) => {
    expect(serverSupportsPython(NEWEST_SERVER, version)).toBe(expected);
  });

  test('releases go from the newest to the oldest, and an unknown one is unknown', () => {
    const versions = SERVER_RELEASES.map(({ version }) => releaseOf(version)!);
    expect(versions).toEqual([...versions].sort((a, b) => compareVersions(b, a)));
    expect(
      SERVER_RELEASES.flatMap(({ requires }) => Object.values(requires)).map(versionRange),
    ).not.toContain(undefined);
    expect(serverRelease('9.9')).toBeUndefined();
    expect(serverRelease('latest')).toBeUndefined();
  });
});
