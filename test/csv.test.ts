/** Tables for spreadsheets, and what these make of them. */
import { expect, test } from 'vitest';
import { csvOf } from '../src/text/csv.ts';

test('has what is not known as nothing, and quotes where it must', () => {
  expect(csvOf([['a', undefined, 1.5, false, 'x, "y"', 'b\nc']])).toBe('a,,1.5,false,"x, ""y""","b\nc"\r\n');
});

/** The cells of a line for a program that splits at a separator, wherever quotes are that do not begin a cell. */
function cellsAt(separator: string, line: string): readonly string[] {
  const cells: string[] = [];
  let left = line;
  while (left !== '') {
    const [whole, quoted, bare] = new RegExp(
      `^(?:"((?:[^"]|"")*)"([^${separator}]*)|[^${separator}]*)(?:${separator}|$)`,
    ).exec(left)!;
    cells.push(quoted === undefined ? whole.replace(new RegExp(`${separator}$`), '') : quoted + bare);
    left = left.slice(whole.length);
  }
  return cells;
}

test.each([
  '=1+1',
  '\t=1+1',
  ' @SUM(1)',
  '\uff1d1',
  'x;=1+1;y',
  'x; =1+1',
  'x\t+1',
  '";=1+1;"',
  'x;"=1+1"',
  'x;|calc',
])('%j is a formula for no spreadsheet', (text) => {
  const line = csvOf([['a', text, 'b']]).trimEnd();
  for (const separator of [',', ';', '\t'])
    for (const cell of cellsAt(separator, line)) expect(cell).not.toMatch(/^["\s]*[=+\-@\uff1d|%]/);
});
