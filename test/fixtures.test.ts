/** Whole Dockerfiles: preset recommended reports exactly what their markers say. */
import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { settingsOf } from '../src/config/settings.ts';
import { lintSource } from '../src/lint.ts';
import { readMarkers } from '../src/testing/markers.ts';

const folder = new URL('../fixtures/dockerfiles/', import.meta.url);
const files = readdirSync(folder).filter((name) => name.endsWith('Dockerfile'));

test.each(files)('%s', (name) => {
  const { text, markers } = readMarkers(readFileSync(new URL(name, folder), 'utf8'));
  const { findings } = lintSource(text, settingsOf({ now: '2026-07-31' }));
  const found = findings.map(({ rule, range: { start, end } }) =>
    place(rule, start.line, start.column, end.line === start.line ? end.column : undefined),
  );
  const expected = markers.flatMap(({ rules, line, column, endColumn }) =>
    rules.map((rule) => place(rule, line, column, endColumn)),
  );
  expect(found.sort()).toEqual(expected.sort());
});

function place(rule: string, line: number, column: number, endColumn: number | undefined): string {
  return `${String(line).padStart(4)}:${column}-${endColumn ?? '>'} ${rule}`;
}
