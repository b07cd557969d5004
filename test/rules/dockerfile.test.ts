/**
 * The rules about Dockerfiles as such together: one mistake is one finding, and everything that BuildKit refuses is
 * reported.
 */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { settingsOf } from '../../src/config/settings.ts';
import { parseDockerfile } from '../../src/dockerfile/parse.ts';
import { lintSource } from '../../src/lint.ts';

const settings = settingsOf({ preset: 'recommended', now: '2026-07-31' });

/** The findings of rules in a text, as `line rule: the words`. */
function found(text: string, rule = /^dockerfile\//): readonly string[] {
  return lintSource(text, settings)
    .findings.filter((finding) => rule.test(finding.rule))
    .map(({ rule: id, span, range }) => `${range.start.line} ${id}: ${text.slice(span.start, span.end)}`);
}

test('what follows from one is not reported again', () => {
  const text = [
    'FROM mcr.microsoft.com/azureml/minimal-py312-inference:latest',
    'USER root',
    'RUN apt-get update && apt-get install -y --no-install-recommends \\',
    '    curl \\',
    '    ...',
    '    wget && \\',
    '    ...',
    '    rm -rf /var/lib/apt/lists/*',
    'USER dockeruser',
  ].join('\n');
  expect(found(text, /./)).toEqual([
    '5 dockerfile/placeholder-left: ...',
    '7 dockerfile/placeholder-left: ...',
  ]);
});

test('no syntax error is reported in the same place', () => {
  expect(found('FROM –-platform=linux/amd64 ubuntu:24.04\n')).toEqual([
    '1 dockerfile/unicode-dash: –-platform',
  ]);
});

describe('a stage that nothing uses', () => {
  const text = [
    'FROM mcr.microsoft.com/azureml/base:latest',
    'RUN apt-get update && apt-get install curl',
    'ENV KEY=AKIAQYLPMN5HHHFPZAM2',
    'COPY --chmod=abc a /opt/a',
    'FROM scratch',
    'COPY a /a',
    '',
  ].join('\n');

  test('is all that is said of it, but for what stops the build and what the text gives away', () => {
    expect(found(text, /./).filter((finding) => /^[1-4] /.test(finding))).toEqual([
      '1 dockerfile/unused-stage: FROM mcr.microsoft.com/azureml/base:latest',
      '3 secrets/literal-value: AKIAQYLPMN5HHHFPZAM2',
      '4 dockerfile/syntax-error: abc',
    ]);
  });

  test('is looked at where nobody says that it is not used', () => {
    const { findings } = lintSource(text, settingsOf({ preset: 'hadolint' }));
    expect(findings.map(({ rule }) => rule)).toContain('apt/asks-for-confirmation');
  });
});

test('a comment that takes in an instruction is the mistake of its continuation', () => {
  const text = 'FROM scratch\nRUN make # all \\\nRUN make install\n';
  expect(found(text)).toEqual(['3 dockerfile/instruction-in-run: RUN']);
});

describe('what BuildKit refuses', () => {
  interface Case {
    readonly id: string;
    readonly dockerfile: string;
    readonly encoding: 'base64' | null;
  }
  const cases: readonly Case[] = JSON.parse(
    readFileSync(new URL('../../fixtures/dockerfile/parse-cases.json', import.meta.url), 'utf8'),
  );

  test('is reported in each case that has a problem, and in no other', () => {
    const wrong = cases.filter(({ dockerfile, encoding }) => {
      const text = encoding ? Buffer.from(dockerfile, 'base64').toString('utf8') : dockerfile;
      const { problems } = parseDockerfile(text);
      const { findings } = lintSource(text, settings);
      const told = findings.map(({ rule }) => rule);
      const isTold = told.some((rule) =>
        /syntax-error|placeholder-left|unicode-dash|invalid-onbuild/.test(rule),
      );
      return problems.length > 0 ? !isTold : told.includes('dockerfile/syntax-error');
    });
    const late = ['comment after instr', `json CMD '["a"] # c'`];
    // The meaning of these is refused, not their form: the digest and the checksum have too few digits.
    expect(wrong.map(({ id }) => id)).toEqual([...late, 'from digest', 'add url']);
  });

  test('a line that is too long', () => {
    expect(found(`FROM scratch\nENV A=${'x'.repeat(70_000)}\n`)).toHaveLength(1);
  });
});
