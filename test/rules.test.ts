/** The built-in rules: how long they are, and their edge cases, which are in `test/rules/group/name.cases.ts`. */
import { readFileSync } from 'node:fs';
import { globSync } from 'tinyglobby';
import { describe, expect, test } from 'vitest';
import { pushTo } from '../src/text/multimap.ts';
import { tested } from './rules/edge-cases.ts';

const files = globSync('rules/*/*.cases.ts', { cwd: import.meta.dirname }).sort();
for (const file of files) await import(/* @vite-ignore */ `./${file}`);

test('each file is about the rule of its name', () => {
  expect(files).toEqual(tested.map((id) => `rules/${id}.cases.ts`));
});

describe('the files of rules', () => {
  const texts = new Map(
    globSync('../rules/*/*.ts', { cwd: import.meta.dirname }).map((path) => [
      path.slice('../rules/'.length),
      readFileSync(new URL(path, import.meta.url), 'utf8'),
    ]),
  );
  const lengths = [...texts].map(([path, text]) => [path, text.split('\n').length - 1] as const);

  test('are a page at most, and the simplest is a few lines', () => {
    expect(lengths.filter(([, length]) => length > 120)).toEqual([]);
    expect(Math.min(...lengths.map(([, length]) => length))).toBeLessThanOrEqual(15);
  });

  test('do not repeat each other', () => {
    const places = new Map<string, string[]>();
    for (const [path, text] of texts) {
      const lines = linesOfCode(text);
      for (const [index] of lines.slice(5).entries())
        pushTo(places, lines.slice(index, index + 6).join('\n'), path);
    }
    expect([...places].filter(([, files]) => new Set(files).size > 1)).toEqual([]);
  });
});

/** The lines without imports, blank ones, and those of brackets alone. */
function linesOfCode(text: string): readonly string[] {
  return text
    .replaceAll(/^import [^;]*;$/gm, '')
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => /\w/.test(line));
}
