/** Findings that comments and the baseline hide, in every report. */
import { Ajv } from 'ajv';
import { expect, test } from 'vitest';
import type { FileReport } from '../src/report/run.ts';
import { summaryLine } from '../src/report/summary.ts';
import type { Suppression } from '../src/rule/suppression.ts';
import {
  fileOf,
  jsonReport,
  runOf,
  sarifReport,
  spanOf,
  strictJsonSchema,
  textReport,
} from './report-samples.ts';

const text = `FROM a
# azml-lint ignore=apt/lists-kept -- the \x1b stage is thrown away, password=correcthorse
RUN apt-get update
RUN apt-get upgrade
USER root
`;
const comment = '# azml-lint ignore=apt/lists-kept -- the \x1b stage is thrown away, password=correcthorse';

const suppression: Suppression = {
  dialect: 'azml-lint',
  scope: 'next',
  span: spanOf(text, comment),
  names: [],
  covers: undefined,
  reason: 'the \x1b stage is thrown away, password=correcthorse',
  until: { start: 0, end: 0, day: '2027-01-31' },
};

const { findings } = fileOf('Dockerfile', text, [
  { at: spanOf(text, 'apt-get update'), message: 'one' },
  { at: spanOf(text, 'apt-get upgrade'), message: 'two' },
  { at: spanOf(text, 'USER root'), message: 'three' },
]);
const [byComment, byBaseline, reported] = findings;
const file: FileReport = {
  ...fileOf('Dockerfile', text, []),
  findings: [reported!],
  suppressed: [{ finding: byComment!, suppression }],
  baselined: [{ finding: byBaseline!, since: '2026-07-01' }],
};
const run = runOf([file]);

const plain = { color: false, hyperlinks: false, width: 80, quiet: true, showSuppressed: true };

test('text lists them after the findings, each with what hides it', () => {
  expect([...textReport(run, plain)].join('')).toBe(`Dockerfile:5:1  warning  apt/lists-kept  DL3009
  three

Dockerfile:3:5  warning  apt/lists-kept  DL3009
  one
  Suppressed on line 2: the \\u{1b} stage is thrown away, password=***

Dockerfile:4:5  warning  apt/lists-kept  DL3009
  two
  In the baseline since 2026-07-01.

`);
});

test('text is silent about them unless asked', () => {
  const printed = [...textReport(run, { ...plain, showSuppressed: false })].join('');
  expect(printed).toContain('three');
  expect(printed).not.toContain('one');
  const hidden = runOf([{ ...file, findings: [] }]);
  expect([...textReport(hidden, { ...plain, showSuppressed: false })]).toEqual([]);
  expect([...textReport(hidden, plain)].join('')).toContain('Dockerfile:3:5  ');
});

test('text dims them as a whole', () => {
  const printed = [...textReport(run, { ...plain, color: true })].join('');
  expect(printed).toContain('\x1b[2mDockerfile:3:5  warning  apt/lists-kept  DL3009\x1b[22m\n');
});

test('the summary counts them, and tells the age of the oldest', () => {
  expect(summaryLine(run)).toBe(
    '1 file in 1.23 s: 1 warning. 1 suppressed. 1 in the baseline, the oldest for 30 days.',
  );
});

test('json lists them, by place, as the schema says', () => {
  const report = JSON.parse([...jsonReport(run)].join(''));
  expect(report.files[0].suppressed).toMatchObject([
    {
      message: 'one',
      line: 3,
      suppression: {
        kind: 'comment',
        line: 2,
        reason: 'the \x1b stage is thrown away, password=***',
        until: '2027-01-31',
      },
    },
    { message: 'two', line: 4, suppression: { kind: 'baseline', since: '2026-07-01' } },
  ]);
  expect(report.summary).toMatchObject({ warning: 1, suppressed: 1, baselined: 1 });
  const ajv = new Ajv({ allowUnionTypes: true, formats: { uri: true, date: true } });
  expect(ajv.validate(strictJsonSchema(), report), ajv.errorsText()).toBe(true);
});

async function sarifResults(sarifSuppressed: boolean) {
  let printed = '';
  for await (const piece of sarifReport(run, {
    cwd: '/work',
    root: '/work',
    sarifSuppressed,
    env: {},
    loadPages: async () => ({}),
  }))
    printed += piece;
  return JSON.parse(printed).runs[0].results;
}

test('sarif leaves them out', async () => {
  const results = await sarifResults(false);
  expect(results).toHaveLength(1);
  expect(results[0]).not.toHaveProperty('suppressions');
});

test('sarif has them as suppressed results where that is asked for', async () => {
  expect(await sarifResults(true)).toMatchObject([
    { message: { text: 'three' }, suppressions: [] },
    {
      message: { text: 'one' },
      suppressions: [
        {
          kind: 'inSource',
          justification: 'the \x1b stage is thrown away, password=***',
          location: {
            physicalLocation: {
              artifactLocation: { uri: 'Dockerfile' },
              region: { startLine: 2, startColumn: 1, endLine: 2, endColumn: comment.length + 1 },
            },
          },
        },
      ],
    },
    {
      message: { text: 'two' },
      suppressions: [{ kind: 'external', justification: 'In the baseline since 2026-07-01.' }],
    },
  ]);
});
