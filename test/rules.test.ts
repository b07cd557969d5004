/** The edge cases of the built-in rules: those of `group/name` are in `test/rules/group/name.cases.ts`. */
import { globSync } from 'tinyglobby';
import { expect, test } from 'vitest';
import { tested } from './rules/edge-cases.ts';

const files = globSync('rules/*/*.cases.ts', { cwd: import.meta.dirname }).sort();
for (const file of files) await import(/* @vite-ignore */ `./${file}`);

test('each file is about the rule of its name', () => {
  expect(files).toEqual(tested.map((id) => `rules/${id}.cases.ts`));
});
