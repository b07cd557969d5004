import { readdirSync, readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import { expect, test } from 'vitest';
import { settingsOf } from '../src/config/settings.ts';
import { inventoryOf } from '../src/inventory/inventory.ts';
import { dockerfileKind } from '../src/kinds/dockerfile/kind.ts';
import { lintSource } from '../src/lint.ts';
import type { FileReport, Run } from '../src/report/run.ts';
import { helpUri } from '../src/rule/links.ts';
import { readMarkers } from '../src/testing/markers.ts';
import { fileOf, insertion, jsonReport, runOf, spanOf, strictJsonSchema } from './report-samples.ts';

const validate = new Ajv({ strict: true, allowUnionTypes: true, validateFormats: false }).compile(
  strictJsonSchema(),
);

/** The report of a run, checked against its schema. */
function report(run: Run) {
  const json = JSON.parse([...jsonReport(run)].join(''));
  validate(json);
  expect(validate.errors).toBeNull();
  return json;
}

const text = 'FROM a\r\nRUN apt-get install -y curl\r\n';

test('all of a finding', () => {
  const at = spanOf(text, 'apt-get install');
  const related = [{ at: spanOf(text, 'FROM a'), message: 'on this image' }];
  const message = '`apt-get` keeps its lists';
  const data = { command: 'apt-get', count: 2 };
  const finding = { at, message, data, related, fix: insertion(at.end, ' --x') };
  expect(report(runOf([fileOf('Dockerfile', text, [finding])]))).toEqual({
    version: '1.2.3',
    schemaVersion: 1,
    files: [
      {
        path: 'Dockerfile',
        findings: [
          {
            rule: 'apt/lists-kept',
            aliases: ['DL3009'],
            severity: 'warning',
            messageId: 'found',
            message: '`apt-get` keeps its lists',
            data: { command: 'apt-get', count: 2 },
            line: 2,
            column: 5,
            endLine: 2,
            endColumn: 20,
            related: [{ message: 'on this image', line: 1, column: 1, endLine: 1, endColumn: 7 }],
            fix: {
              title: 'Insert it',
              safety: 'safe',
              edits: [{ line: 2, column: 20, endLine: 2, endColumn: 20, text: ' --x' }],
            },
            help: helpUri('apt/lists-kept'),
          },
        ],
        suppressed: [],
      },
    ],
    errors: [],
    summary: {
      files: 1,
      error: 0,
      warning: 1,
      info: 0,
      fixable: { safe: 1, unsafe: 0 },
      suppressed: 0,
      baselined: 0,
      fixed: 0,
      errors: 0,
    },
  });
});

test('what a policy wrote about it takes the place of the rule’s page', () => {
  const finding = { at: spanOf(text, 'curl'), help: 'https://acme.example/policy' };
  const json = report(runOf([fileOf('Dockerfile', text, [finding])]));
  expect(json.files[0].findings[0].help).toBe('https://acme.example/policy');
});

test('what stages are built on, and where the files come from', () => {
  const file: FileReport = {
    ...fileOf('Dockerfile', 'FROM a\nENV DB_PASSWORD=correcthorse\n', []),
    repositoryPath: 'ml/Dockerfile',
    inventory: [
      {
        kind: 'stage',
        line: 1,
        final: true,
        image: { text: 'x/correcthorse:1', registry: 'x' },
        family: 'inference',
        supported: true,
        supportedUntil: '2027-05-31',
        ends: 'ubuntu',
        user: '\x1b[2J',
      },
    ],
  };
  const repository = { uri: 'https://github.com/contoso/scoring', commit: 'a'.repeat(40), branch: '::x' };
  const json = report(runOf([file, fileOf('b', '', [])], { repository }));
  expect(json.repository).toEqual(repository);
  expect(json.files[0]).toMatchObject({
    path: 'Dockerfile',
    repositoryPath: 'ml/Dockerfile',
    stages: [{ ...file.inventory![0], image: { text: 'x/***:1', registry: 'x' } }],
  });
  expect(json.files[1]).toEqual({ path: 'b', findings: [], suppressed: [] });
});

test('files without findings, rules from elsewhere, and errors', () => {
  const files = [
    fileOf('a', '', []),
    fileOf('b', 'x', [{ at: { start: 0, end: 1 }, rule: 'acme/own', severity: 'info' }]),
  ];
  const errors = [
    { message: 'no such file', path: 'c' },
    { message: 'bad configuration', configuration: true as const },
  ];
  const json = report(runOf(files, { errors }));
  expect(json.files[0]).toEqual({ path: 'a', findings: [], suppressed: [] });
  expect(json.files[1].findings[0]).toMatchObject({ rule: 'acme/own', aliases: [] });
  expect(json.errors).toEqual([{ message: 'no such file', path: 'c' }, { message: 'bad configuration' }]);
  expect(json.summary).toMatchObject({ files: 2, info: 1, errors: 2 });
});

test('nothing at all', () => {
  expect(report(runOf([]))).toMatchObject({ files: [], errors: [], summary: { files: 0 } });
});

test('hostile text reads back as it was', () => {
  const path = 'a\x1b[2J::error::\u202e/Dockerfile';
  const message = '\x9b ##vso[x] \u2028';
  const run = runOf([fileOf(path, 'x', [{ at: { start: 0, end: 1 }, message }])]);
  expect(report(run).files[0]).toMatchObject({ path, findings: [{ message }] });
  expect([...jsonReport(run)].join('')).not.toMatch(/[\x1b\x9b\u202e\u2028]|::|##vso/);
});

test('secrets are masked; a fix that would repeat one is left out', () => {
  const secret = 'ENV DB_PASSWORD=correcthorse\n';
  const at = spanOf(secret, 'DB_PASSWORD');
  const run = runOf([
    fileOf('Dockerfile', secret, [
      {
        at,
        message: 'not `correcthorse`',
        related: [{ at, message: 'correcthorse' }],
        fix: insertion(0, '# no secret\n'),
      },
      {
        at,
        fix: { safety: 'safe', title: 'Move it', edits: [{ ...at, text: 'OLD_PASSWORD=correcthorse' }] },
      },
    ]),
  ]);
  const [first, second] = report(run).files[0].findings;
  expect(first).toMatchObject({
    message: 'not `***`',
    related: [{ message: '***' }],
    fix: { title: 'Insert it' },
  });
  expect(second).not.toHaveProperty('fix');
  expect([...jsonReport(run)].join('')).not.toContain('correcthorse');
});

test('the same run gives the same report, however long it took', () => {
  const files = [fileOf('a', text, [{ at: { start: 0, end: 4 } }])];
  const reportAfter = (elapsed: number) => [...jsonReport(runOf(files, { elapsed }))].join('');
  expect(reportAfter(1)).toBe(reportAfter(5000));
});

test('what is found in real files is as the schema says', () => {
  const settings = settingsOf({ preset: 'strict', now: '2026-07-31' });
  const directory = new URL('../fixtures/dockerfiles/', import.meta.url);
  const files = readdirSync(directory, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('Dockerfile'))
    .map((path) => {
      const { text } = readMarkers(readFileSync(new URL(path, directory), 'utf8'));
      const inventory = inventoryOf(dockerfileKind.analyze(text, path, () => settings));
      return { path, inventory, ...lintSource(text, settings, path) };
    });
  const rules = settings.rules.map(({ rule }) => rule);
  const { findings, suppressed, stages }: Found = report(runOf(files, { rules })).files.reduce(
    (all: Found, file: Found) => ({
      findings: [...all.findings, ...file.findings],
      suppressed: [...all.suppressed, ...file.suppressed],
      stages: [...(all.stages ?? []), ...(file.stages ?? [])],
    }),
  );
  expect(findings.length).toBeGreaterThan(100);
  expect(suppressed.length).toBeGreaterThan(0);
  expect(stages.filter(({ status }) => status !== undefined).length).toBeGreaterThan(10);
  expect(findings.some(({ data }) => Object.keys(data).length > 0)).toBe(true);
  expect(findings.some(({ fix }) => fix !== undefined)).toBe(true);
});

interface Found {
  readonly findings: readonly { readonly data: object; readonly fix?: object }[];
  readonly suppressed: readonly object[];
  readonly stages: readonly { readonly status?: string }[];
}
