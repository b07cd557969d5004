/** The examples of docs/reports.md are azml-lint's reports on the Dockerfile there. */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { settingsOf } from '../src/config/settings.ts';
import { inventoryOf } from '../src/inventory/inventory.ts';
import { dockerfileKind } from '../src/kinds/dockerfile/kind.ts';
import { lintSource } from '../src/lint.ts';
import type { Run } from '../src/report/run.ts';
import { version } from '../src/version.ts';
import { compactReport, jsonReport, reportAs, textReport } from './report-samples.ts';

const page = readFileSync(new URL('../docs/reports.md', import.meta.url), 'utf8');

/** The first fenced block of a section, or of the page; a version in it reads VERSION. */
function block(section?: string): string {
  const from = section === undefined ? 0 : page.indexOf(`\n## ${section}\n`);
  const [, text] = /^```\w+\n([\s\S]*?)^```/m.exec(page.slice(from))!;
  return text!;
}

const text = block();
const settings = settingsOf({ now: '2026-07-31' });
const rules = settings.rules.filter(({ rule }) => rule.id === 'apt/lists-kept');
const inventory = inventoryOf(dockerfileKind.analyze(text, 'Dockerfile', () => settings));
const { source, findings } = lintSource(text, { ...settings, rules });
const run: Run = {
  files: [{ path: 'Dockerfile', source, inventory, findings }],
  errors: [],
  rules: rules.map(({ rule }) => rule),
  now: '2026-07-31',
  version: 'VERSION',
  elapsed: 0,
};

/** In the root of the repository, where an agent of Azure Pipelines has it. */
const onAgent = { cwd: '/home/vsts/work/1/s', root: '/home/vsts/work/1/s' };

function printed(pieces: Iterable<string>): string {
  return [...pieces].join('').replaceAll(`azml-lint@${version}/`, 'azml-lint@VERSION/');
}

test('text', () => {
  expect(
    printed(
      textReport(run, { color: false, hyperlinks: false, width: 80, quiet: false, showSuppressed: false }),
    ).trim(),
  ).toBe(block('text').trim());
});

test('compact', () => {
  expect(printed(compactReport(run))).toBe(block('compact'));
});

test('json', () => {
  expect(JSON.parse(printed(jsonReport(run)))).toEqual(JSON.parse(block('json')));
});

test.each(['github', 'azure', 'checkstyle', 'junit', 'markdown'] as const)('%s', async (format) => {
  expect(printed(await reportAs(format, run, onAgent))).toBe(block(format));
});

test.each(['gitlab', 'rdjson'] as const)('%s', async (format) => {
  expect(JSON.parse(printed(await reportAs(format, run, onAgent)))).toEqual(JSON.parse(block(format)));
});
