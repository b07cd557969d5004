import { describe, expect, test } from 'vitest';
import { cellsOf, cropTo, shownText, widthOf, wrap } from '../src/report/cells.ts';
import { escapeText, toJson } from '../src/report/escape.ts';

const hostile: readonly (readonly [name: string, text: string, shown: string])[] = [
  ['color', '\x1b[31mred', '\\u{1b}[31mred'],
  ['C1 control sequence', '\x9b31m', '\\u{9b}31m'],
  ['delete and backspace', 'a\x7fb\b', 'a\\u{7f}b\\u{8}'],
  ['carriage return', 'good\rbad', 'good\\u{d}bad'],
  ['line feed', 'a\nb', 'a\\u{a}b'],
  ['right to left override', 'a\u202eb', 'a\\u{202e}b'],
  ['isolates', '\u2066a\u2069', '\\u{2066}a\\u{2069}'],
  ['Arabic letter mark', '\u061c', '\\u{61c}'],
  ['zero width', 'a\u200b\u200d\u2060\ufeffb', 'a\\u{200b}\\u{200d}\\u{2060}\\u{feff}b'],
  ['line and paragraph separator', '\u2028\u2029', '\\u{2028}\\u{2029}'],
  ['tag characters', '\u{e0041}', '\\u{e0041}'],
  ['Hangul filler', '\u3164', '\\u{3164}'],
  ['half a surrogate pair', 'a\ud83d', 'a\\u{d83d}'],
  ['workflow command', '::error::x', '\\u{3a}:error\\u{3a}:x'],
  ['workflow command within a line', 'x ::set-output name=a::b', 'x \\u{3a}:set-output name=a\\u{3a}:b'],
  ['Azure Pipelines command', 'a ##vso[task.setvariable]b', 'a \\u{23}#vso[task.setvariable]b'],
  ['Azure Pipelines command in capitals', '##VSO[x]', '\\u{23}#VSO[x]'],
  ['Azure Pipelines formatting', '###[error]', '#\\u{23}#[error]'],
];

describe('text', () => {
  test.each(hostile)('%s', (_name, text, shown) => {
    expect(escapeText(text)).toBe(shown);
    expect(shownText(cellsOf(text, []))).toBe(shown);
  });

  test.each(['日本語 café naïve', 'e\u0301', '⚠\ufe0f', '[::]:80', '# comment', 'a:b', '😀'])(
    '%s is left alone',
    (text) => {
      expect(escapeText(text)).toBe(text);
    },
  );
});

describe('JSON', () => {
  test.each(hostile)('%s reads back as it was, and is printed harmless', (_name, text) => {
    const json = toJson({ text });
    expect(JSON.parse(json)).toEqual({ text });
    expect(json).not.toMatch(/::|##(?:vso)?\[|[\p{Cf}\p{Zl}\p{Zp}\p{Cs}]|[^\P{Cc}\n]/iu);
  });

  test('what a reader can see stays as it is', () => {
    expect(toJson(['日本語', 'a::b'])).toBe('[\n  "日本語",\n  "a\\u003a:b"\n]\n');
  });
});

describe('cells', () => {
  test.each([
    ['abc', 3],
    ['日本', 4],
    ['e\u0301a', 2],
    ['😀', 2],
    ['⚠\ufe0f', 2],
    ['👍🏽', 2],
    ['\t', 4],
    ['\u1112\u1161\u11ab', 2],
    ['\x1b', 6],
  ])('%j takes %i columns', (text, width) => {
    expect(widthOf(cellsOf(text, []))).toBe(width);
  });

  test('a secret is one cell', () => {
    expect(cellsOf('k=hunter2;', [{ start: 2, end: 9 }])).toEqual([
      { start: 0, end: 1, shown: 'k', width: 1 },
      { start: 1, end: 2, shown: '=', width: 1 },
      { start: 2, end: 9, shown: '***', width: 3 },
      { start: 9, end: 10, shown: ';', width: 1 },
    ]);
  });

  test.each([
    [0, 'abcdefgh…'],
    [12, '…klmnopqr…'],
    [25, '…stuvwxyz'],
    [99, '…stuvwxyz'],
  ])('cropped around %i', (focus, expected) => {
    const { cells, cutBefore, cutAfter } = cropTo(cellsOf('abcdefghijklmnopqrstuvwxyz', []), focus, 10);
    expect(`${cutBefore ? '…' : ''}${shownText(cells)}${cutAfter ? '…' : ''}`).toBe(expected);
  });

  test.each<[string, number, readonly string[]]>([
    ['', 5, ['']],
    ['one two three', 7, ['one two', 'three']],
    ['one two', 3, ['one', 'two']],
    ['abcdefghij', 4, ['abcd', 'efgh', 'ij']],
    ['a abcdefghij', 4, ['a', 'abcd', 'efgh', 'ij']],
    ['日本語です', 5, ['日本', '語で', 'す']],
    ['a    b', 3, ['a', 'b']],
  ])('%j wrapped to %i', (text, width, lines) => {
    expect(wrap(cellsOf(text, []), width)).toEqual(lines);
  });
});
