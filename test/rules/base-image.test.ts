/** The rules about images together, and compared with BuildKit's checks of the same files. */

import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import notAllowed from '../../rules/base-image/not-allowed.ts';
import { rules } from '../../rules/index.generated.ts';
import type { SettingsOptions } from '../../src/config/call-options.ts';
import { settingsOf } from '../../src/config/settings.ts';
import { lintSource } from '../../src/lint.ts';
import { aliasesOf } from '../../src/rule/aliases.ts';
import type { Finding } from '../../src/rule/finding.ts';

const images = rules.filter(({ id }) => id.startsWith('base-image/'));

/** The findings of the rules about images, as `line: rule`. */
function findingsIn(text: string, options: SettingsOptions = {}): readonly Finding[] {
  const settings = settingsOf({ now: '2026-07-31', ...options });
  const own = settings.rules.filter(({ rule }) => images.includes(rule));
  return lintSource(text, { ...settings, rules: own }).findings;
}

function placesIn(text: string, options?: SettingsOptions): readonly string[] {
  return findingsIn(text, options).map(
    ({ rule, range }) => `${range.start.line}: ${rule.slice('base-image/'.length)}`,
  );
}

interface CheckCase {
  readonly id: string;
  readonly dockerfile: string;
  readonly warnings: readonly { readonly rule: string; readonly lines: readonly number[] }[];
}

describe('BuildKit reports the same', () => {
  const cases = JSON.parse(
    readFileSync(new URL('../../fixtures/dockerfile/buildkit-check-cases.json', import.meta.url), 'utf8'),
  ) as readonly CheckCase[];
  const checks = new Map([
    ['InvalidDefaultArgInFrom', 'base-image/invalid-default-arg'],
    ['UndefinedArgInFrom', 'base-image/undefined-arg'],
    ['RedundantTargetPlatform', 'base-image/redundant-platform'],
    ['FromPlatformFlagConstDisallowed', 'base-image/constant-platform'],
    ['InvalidBaseImagePlatform', 'base-image/wrong-platform'],
  ]);

  /** Where our findings differ, and why. */
  const deviations: Readonly<Record<string, { readonly ours: readonly string[]; readonly because: string }>> =
    {
      'redundant overridden': {
        ours: [],
        because: 'a global ARG gives TARGETPLATFORM another default, so that the flag is not redundant',
      },
      'plat const x86_64 b': {
        ours: [],
        because: 'the stage is named after its platform, in the spelling of the flag',
      },
    };

  const aliases = [...checks.keys()];
  const settings = settingsOf({
    preset: 'all',
    rules: Object.fromEntries(
      aliases.map((alias) => [
        alias,
        alias === 'InvalidDefaultArgInFrom'
          ? (['warning', { emptyArgs: true }] as const)
          : ('warning' as const),
      ]),
    ),
  });
  const own = settings.rules.filter(({ rule }) => aliasesOf(rule).some((alias) => checks.has(alias)));

  test('with every alias', () =>
    expect(own.map(({ rule }) => rule.id).sort()).toEqual([...checks.values()].sort()));

  test.each(cases.map((one) => [one.id, one] as const))('%s', (id, { dockerfile, warnings }) => {
    const theirs = warnings
      .filter(({ rule }) => checks.has(rule))
      .map(({ rule, lines }) => `${lines[0]}: ${checks.get(rule)}`);
    const ours = lintSource(dockerfile, { ...settings, rules: own }).findings.map(
      ({ rule, range }) => `${range.start.line}: ${rule}`,
    );
    const deviation = deviations[id];
    if (deviation) expect(theirs.sort()).not.toEqual([...deviation.ours].sort());
    expect(ours.sort()).toEqual([...(deviation?.ours ?? theirs)].sort());
  });

  test('every deviation is about a case', () => {
    const ids = cases.map(({ id }) => id);
    expect(Object.keys(deviations).filter((id) => !ids.includes(id))).toEqual([]);
  });
});

describe('allow lists', () => {
  test('the default is what Azure ML publishes', () => {
    expect(notAllowed.options?.defaults.allow).toEqual([
      'mcr.microsoft.com/azureml/**',
      'mcr.microsoft.com/aifx/**',
      'ptebic.azurecr.io/public/azureml/aifx/**',
      'acptdev.azurecr.io/**',
    ]);
  });

  test.each<readonly [string, SettingsOptions, string | undefined]>([
    ['nobody has a policy', {}, 'warning'],
    ['a list of one’s own', { rules: { DL3026: { allow: ['debian'] } } }, 'error'],
    ['with a level', { rules: { 'base-image/not-allowed': ['info', { allow: ['debian'] }] } }, 'info'],
    ['another option', { rules: { 'base-image/not-allowed': { stages: 'all' } } }, 'warning'],
    ['switched off', { rules: { 'base-image/not-allowed': ['off', { allow: ['debian'] }] } }, undefined],
    ['preset strict', { preset: 'strict' }, 'error'],
  ])('as bad as the policy is firm: %s', (_, options, severity) => {
    const findings = findingsIn('FROM python:3.12\n', options);
    const own = findings.filter(({ rule }) => rule === 'base-image/not-allowed');
    expect(own.map((finding) => finding.severity)).toEqual(severity === undefined ? [] : [severity]);
  });

  const buildArgs = { GIVEN: 'mcr.microsoft.com/azureml/openmpi5.0-ubuntu24.04:20260715.v1' };
  test.each([
    ['nothing is built', '', []],
    ['scratch', 'FROM scratch\n', []],
    ['the value is open', 'ARG BASE\nFROM $BASE\n', ['2: unresolved']],
    ['only the tag is open', 'ARG TAG\nFROM python:$TAG\n', ['2: not-allowed', '2: unresolved']],
    ['a template tag', 'FROM python:{{tag}}\n', ['1: not-allowed', '1: template-tag']],
    ['the root of a chain', 'FROM a:1 AS x\nFROM b:1 AS y\nFROM x AS z\nFROM Z\n', ['1: not-allowed']],
    [
      'a stage hides the image of its name',
      'FROM mcr.microsoft.com/azureml/a:1 AS python\nFROM python\n',
      ['1: unknown-name'],
    ],
    [
      'a later stage does not',
      'FROM python:3 AS a\nFROM python AS python\n',
      ['2: not-allowed', '2: untagged'],
    ],
    ['given with --build-arg', 'ARG GIVEN=python:3.12\nFROM $GIVEN\n', []],
    [
      'a mount and a copy, which are not asked for',
      'FROM scratch\nCOPY --from=python:3 / /\nRUN --mount=from=python:3,target=/x ls\n',
      [],
    ],
  ] as const)('%s', (_, text, expected) => {
    expect(placesIn(text, { buildArgs })).toEqual(expected);
  });
});

describe('one base, one finding', () => {
  const BASE = 'mcr.microsoft.com/azureml/pytorch-1.6-ubuntu18.04-py37-cpu-inference';

  test('the example of the documentation is retired on three counts', () => {
    const findings = findingsIn(`FROM ${BASE}:latest\n`);
    expect(findings.map(({ rule }) => rule)).toEqual(['base-image/deprecated']);
    expect(findings[0]?.message).toContain('Ubuntu 18.04 ended on 2023-05-31, Python 3.7 on 2023-06-27.');
  });

  test('each is told by the next rule when the one before it is off', () => {
    const text = `FROM ${BASE}\n`;
    const off = (...names: readonly string[]) => ({
      rules: Object.fromEntries(names.map((name) => [`base-image/${name}`, 'off' as const])),
    });
    expect(placesIn(text, off())).toEqual(['1: deprecated']);
    expect(placesIn(text, off('deprecated'))).toEqual(['1: os-eol', '1: untagged']);
    expect(placesIn(text, off('deprecated', 'os-eol'))).toEqual(['1: python-eol', '1: untagged']);
    expect(placesIn(text, off('deprecated', 'os-eol', 'untagged'))).toEqual(['1: python-eol']);
  });

  test('Ubuntu and Python of an image that is still built', () => {
    const text = 'FROM mcr.microsoft.com/azureml/curated/acpt-pytorch-2.2-cuda12.1:9\n';
    const [finding, ...others] = findingsIn(text, { now: '2026-11-25' });
    expect(others).toEqual([]);
    expect(finding?.rule).toBe('base-image/os-eol');
    expect(finding?.message).toContain('Ubuntu 20.04 ended on 2025-05-31, Python 3.10 on 2026-10-31');
    expect(finding?.message).toContain('`mcr.microsoft.com/azureml/curated/acpt-pytorch-2.2-cuda12.1:55`');
  });

  test('a tag of long ago, on an Ubuntu that has ended', () => {
    const text = 'FROM mcr.microsoft.com/azureml/curated/foundation-model-inference:3\n';
    const [finding, ...others] = findingsIn(text);
    expect(others).toEqual([]);
    expect(finding?.rule).toBe('base-image/os-eol');
    expect(finding?.message).toMatch(/The tag is of 2023-\d\d-\d\d\. Build on `[^`]+:94`/);
  });

  test('a base without a tag that is deprecated, and one that is not', () => {
    expect(placesIn('FROM mcr.microsoft.com/azureml/openmpi4.1.0-ubuntu20.04\n')).toEqual(['1: deprecated']);
    expect(placesIn('FROM mcr.microsoft.com/azureml/openmpi4.1.0-ubuntu22.04\n')).toEqual(['1: untagged']);
  });

  test('three images of 2022 and 2023 in the same situation come out alike', () => {
    const names = [
      'azureml/aifx/stable-ubuntu2004-cu117-py38-torch1131:biweekly.202301.2',
      'aifx/acpt/stable-ubuntu2004-cu117-py38-torch201:biweekly.202308.1.v1',
      'azureml/minimal-ubuntu20.04-py38-cpu-inference:20230620.v1',
    ];
    for (const name of names) {
      const findings = findingsIn(`FROM mcr.microsoft.com/${name}\n`);
      expect(findings.map(({ messageId, severity }) => [messageId, severity])).toEqual([
        ['superseded', 'warning'],
      ]);
    }
  });

  test('a Python that the file replaces is nobody’s', () => {
    const base =
      'FROM mcr.microsoft.com/aifx/acpt/stable-ubuntu2204-cu126-py310-torch280:biweekly.202607.1\n';
    const now = '2026-11-25';
    expect(placesIn(base, { now })).toEqual(['1: python-eol']);
    // There is no image to move to.
    expect(findingsIn(base, { now }).map(({ severity }) => severity)).toEqual(['info']);
    for (const run of [
      'RUN conda create -y -p /azureml-envs/own python=3.12\n',
      'RUN conda env create -p /azureml-envs/own -f conda.yaml\n',
      'RUN conda install -y -n ptca python=3.12\n',
      'RUN uv venv --python 3.12 /opt/own\n',
    ]) {
      expect(placesIn(base + run, { now }), run).toEqual([]);
    }
    expect(placesIn(`${base}RUN python -m venv /opt/own\n`, { now })).toEqual(['1: python-eol']);
  });

  test('Microsoft’s registries for Azure Container for PyTorch', () => {
    const name = 'public/azureml/aifx/stable-ubuntu2004-cu117-py38-torch1131:biweekly.202301.2';
    expect(placesIn(`FROM ptebic.azurecr.io/${name}\n`)).toEqual(['1: os-eol']);
    const [old] = findingsIn(`FROM ptebic.azurecr.io/${name}\n`);
    expect(old?.message).toContain('The tag is of 2023-01.');
    expect(placesIn('FROM acptdev.azurecr.io/test/stable-ubuntu2204-cu126-py310-torch999:1\n')).toEqual([]);
    const [other, ...more] = findingsIn('FROM other.azurecr.io/test:1\n');
    expect([other?.rule, ...more]).toEqual(['base-image/not-allowed']);
    // No message should recommend them.
    expect(other?.message).not.toMatch(/ptebic|acptdev/);
  });

  test('through aliases it is reported where it is named', () => {
    const text = `ARG TAG=latest\nFROM ${BASE}:\${TAG} AS a\nFROM a AS b\nFROM a AS c\nFROM c\n`;
    expect(placesIn(text)).toEqual(['2: deprecated']);
  });

  test('the latest of an image that is built no more is always the same', () => {
    expect(placesIn('FROM mcr.microsoft.com/azureml/curated/sklearn-1.1:latest\n')).toEqual([
      '1: deprecated',
    ]);
  });

  test('a retired image with an old tag is not stale too', () => {
    const text = 'FROM mcr.microsoft.com/azureml/mlflow-ubuntu20.04-py38-cpu-inference:20250506.v1\n';
    const [finding, ...others] = findingsIn(text);
    expect(others).toEqual([]);
    expect(finding?.message).not.toContain('2025-05-06');
  });

  test('an image that is still listed, on a Python that has ended', () => {
    const text = 'FROM mcr.microsoft.com/azureml/minimal-ubuntu22.04-py39-cpu-inference:20241003.v1\n';
    const [finding, ...others] = findingsIn(text);
    expect(others).toEqual([]);
    expect([finding?.rule, finding?.severity]).toEqual(['base-image/deprecated', 'warning']);
    expect(finding?.message).toContain('Python 3.9 ended on 2025-10-31. The tag is of 2024-10-03.');
    const before = findingsIn(text, { now: '2025-03-01' });
    expect(before.map(({ messageId, severity }) => [messageId, severity])).toEqual([['ending', 'info']]);
  });

  test('a name that does not exist is not deprecated, whatever was meant', () => {
    expect(placesIn('FROM mcr.microsoft.com/azureml/openmpi3.1.2-ubuntu20.04:20230227.v1\n')).toEqual([
      '1: unknown-name',
    ]);
  });

  test('the undecided FROM is judged once', () => {
    expect(placesIn('ARG TAG\nFROM mcr.microsoft.com/azureml/openmpi5.0-ubuntu24.04:$TAG\n')).toEqual([
      '2: unresolved',
    ]);
    expect(placesIn('FROM mcr.microsoft.com/azureml/openmpi5.0-ubuntu24.04:$TAG\n')).toEqual([
      '1: undefined-arg',
    ]);
    // dockerfile/placeholder-left reports these words.
    const { findings } = lintSource('FROM mcr.microsoft.com/azureml/<image_name>:<tag>\n', settingsOf({}));
    expect(findings.map(({ rule }) => rule)).toEqual(['dockerfile/placeholder-left']);
  });
});

describe('severities', () => {
  test('a successor whose Python has ended too is not all of the cure', () => {
    const text =
      'FROM mcr.microsoft.com/aifx/acpt/stable-ubuntu2204-cu124-py310-torch251:biweekly.202505.1\n';
    const on = (now: string) => findingsIn(text, { now }).map(({ severity, message }) => [severity, message]);
    expect(on('2026-07-31')).toEqual([['info', expect.not.stringContaining('conda create')]]);
    expect(on('2026-11-25')).toEqual([
      ['warning', expect.stringContaining('Its Python 3.10 has ended as well')],
    ]);
  });

  test('what is copied from is judged by itself, not by its Ubuntu', () => {
    const text = 'FROM scratch\nCOPY --from=mcr.microsoft.com/azureml/base:openmpi3.1.2-ubuntu18.04 /a /b\n';
    const [finding] = findingsIn(text);
    expect([finding?.rule, finding?.severity]).toEqual(['base-image/deprecated', 'info']);
    expect(finding?.message).not.toContain('Ubuntu');
    const [strict] = findingsIn(text, { rules: { 'base-image/deprecated': { severity: 'error' } } });
    expect(strict?.severity).toBe('error');
  });

  test('an organization for which a deprecated image is an error', () => {
    const rules = { 'base-image/deprecated': { severity: 'error' } };
    const severities = (name: string) =>
      findingsIn(`FROM mcr.microsoft.com/azureml/${name}\n`, { rules }).map(({ severity }) => severity);
    expect(severities('openmpi4.1.0-ubuntu20.04:20250224.v1')).toEqual(['error']);
    expect(severities('minimal-ubuntu22.04-py312-cpu-inference:latest')).toEqual(['info']);
  });
});
