/** JSON with places. Verdicts on texts are those of Python's `json.loads` where it is installed. */
import { spawnSync } from 'node:child_process';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readJson } from '../src/text/json.ts';

/** Texts, and where they stop being JSON; -1 for those that are. */
const TEXTS: readonly (readonly [string, number])[] = [
  ['{}', -1],
  [' [1, -2.5e+3, "a\\u00e9\\n", true, false, null] \n', -1],
  ['{"a": {"b": [{}, []]}, "c": 1}', -1],
  ['{"a": NaN, "b": -Infinity}', -1],
  ['3', -1],
  ['', 0],
  [' \n', 0],
  ['{"a": 1,}', 8],
  ['[1,]', 3],
  ['[,1]', 1],
  ['// no\n{}', 0],
  ['{"a": 1} x', 9],
  ['{"a": 1}{', 8],
  ["{'a': 1}", 1],
  ['{"a" 1}', 5],
  ['{"a":: 1}', 5],
  ['{1: 2}', 1],
  ['{"a": "\t"}', 6],
  ['{"a": "\\x"}', 6],
  ['{"a": "b}', 6],
  ['{"a": 01}', 6],
  ['{"a": 1.}', 6],
  ['{"a": True}', 6],
  ['{"a": nulls}', 6],
  ['{"a": [1}', 8],
  ['[1 2]', 3],
  ['{"a": 1', 6],
  ['\u{feff}{}', 0],
  ['[\u00a01]', 1],
];

test.each(TEXTS)('%j', (text, stop) => {
  const json = readJson(text);
  expect(json.kind === 'broken' ? json.at.start : -1).toBe(stop);
});

test('the keys of the outermost object have their places, and the last of two counts', () => {
  const text = '{"a": {"z": 1}, "b": "x",\n "a": [2], "\\u0063": NaN, "d": -1}';
  const json = readJson(text);
  if (json.kind !== 'object') throw new Error(json.kind);
  expect(json.entries.map(({ key, value, at }) => [key, value, text.slice(at.start, at.end)])).toEqual([
    ['a', undefined, '"a"'],
    ['b', 'x', '"b"'],
    ['c', NaN, '"\\u0063"'],
    ['d', -1, '"d"'],
  ]);
  expect(json.entries[0]!.at.start).toBe(27);
});

test('it agrees with JSON.parse, and is not kept busy by a text', () => {
  const piece = fc.constantFrom('{', '}', '[', ']', ',', ':', '"a"', '1', 'true', '"', '\\', ' ', '\n', 'x');
  const verdict = (text: string) => {
    try {
      JSON.parse(text);
      return true;
    } catch {
      return false;
    }
  };
  fc.assert(
    fc.property(
      fc.oneof(
        fc.array(piece).map((all) => all.join('')),
        fc.json(),
      ),
      (text) => {
        expect(readJson(text).kind !== 'broken').toBe(verdict(text));
      },
    ),
    { numRuns: 2000 },
  );
  const started = performance.now();
  for (const one of ['[', '"', '"\\"', '{"a":', '\\', ' ', '1', '-', '1e']) readJson(one.repeat(250_000));
  expect(performance.now() - started).toBeLessThan(5000);
});

const python = spawnSync('python3', ['-c', ''], { stdio: 'ignore' });

test.skipIf(python.status !== 0)('Python says the same (skipped without python3)', () => {
  const program =
    'import json,sys\nfor t in json.load(sys.stdin):\n try:\n  json.loads(t); print(1)\n except ValueError: print(0)';
  const { stdout } = spawnSync('python3', ['-c', program], {
    input: JSON.stringify(TEXTS.map(([text]) => text)),
    encoding: 'utf8',
  });
  expect(stdout.trim().split('\n').map(Number)).toEqual(TEXTS.map(([, stop]) => (stop === -1 ? 1 : 0)));
});
