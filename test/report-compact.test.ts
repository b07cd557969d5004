import { expect, test } from 'vitest';
import { compactReport, fileOf, runOf, spanOf } from './report-samples.ts';

const text = 'FROM a\nENV DB_PASSWORD=correcthorse\n';

test('a line for each finding, by file; messages in one line, harmless and masked', () => {
  const files = [
    fileOf('a b/Dockerfile', text, [
      { at: spanOf(text, 'a'), message: 'first\n  second', severity: 'error' },
      { at: spanOf(text, 'DB_PASSWORD'), message: '`correcthorse` \x1b[2J', rule: 'acme/own' },
    ]),
    fileOf('b/Dockerfile', text, []),
    fileOf('c\x1b/Dockerfile', text, [{ at: spanOf(text, 'FROM'), severity: 'info' }]),
  ];
  expect(
    [...compactReport(runOf(files))].join(''),
  ).toBe(`a b/Dockerfile:1:6: error apt/lists-kept first second
a b/Dockerfile:2:5: warning acme/own \`***\` \\u{1b}[2J
c\\u{1b}/Dockerfile:1:1: info apt/lists-kept found
`);
});

test('nothing where nothing was found', () => {
  expect([...compactReport(runOf([fileOf('Dockerfile', text, [])]))]).toEqual([]);
});
