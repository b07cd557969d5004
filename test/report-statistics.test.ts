import { expect, test } from 'vitest';
import { fileOf, insertion, runOf, statistics } from './report-samples.ts';

const at = { start: 0, end: 1 };
const safe = insertion(0, 'x');
const unsafe = { ...safe, safety: 'unsafe' as const };

test('rules by how often they found something, over all files', () => {
  const many = Array.from({ length: 9 }, () => ({
    at,
    rule: 'user/root-not-dropped',
    severity: 'error' as const,
  }));
  const files = [
    fileOf('a', 'x', [...many, { at, rule: 'pip/unpinned' }, { at, rule: 'apt/unpinned', fix: unsafe }]),
    fileOf('b', 'x', [
      { at, rule: 'user/root-not-dropped', severity: 'info', fix: safe },
      { at, rule: 'user/root-not-dropped', severity: 'info', fix: unsafe },
    ]),
  ];
  expect(statistics(runOf(files))).toBe(`findings  rule                   severities        fixes
      11  user/root-not-dropped  9 errors, 2 info  1 safe, 1 unsafe
       1  apt/unpinned           1 warning         1 unsafe
       1  pip/unpinned           1 warning
`);
});

test('nothing where nothing was found', () => {
  expect(statistics(runOf([fileOf('a', 'x', [])]))).toBe('');
});

test('the name of a rule from elsewhere cannot act', () => {
  expect(statistics(runOf([fileOf('a', 'x', [{ at, rule: 'acme/\x1b[2J' }])]))).toContain('acme/\\u{1b}[2J');
});
