/** What the client of Azure ML keeps back, as `scripts/upload-verdicts.py` wrote it down, is kept back here. */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { filesOf } from '../src/context/files.ts';
import { readUploadIgnoreFile } from '../src/context/upload-ignore-file.ts';

const { paths, verdicts } = JSON.parse(readFileSync('fixtures/context/amlignore.json', 'utf8')) as {
  readonly paths: readonly string[];
  readonly verdicts: readonly { readonly text: string; readonly keptBack: readonly string[] }[];
};
const files = Object.fromEntries(paths.map((path) => [path, '']));

test.each(verdicts)('$text', ({ text, keptBack }) => {
  const file = readUploadIgnoreFile(filesOf({ ...files, '.amlignore': text }), '/');
  expect(paths.filter((path) => file.ignoredBy(path))).toEqual(keptBack);
});

test.each(['.amlignore', '.gitignore'])('%s is read in the root of the context alone', (name) => {
  const file = readUploadIgnoreFile(filesOf({ ...files, [`a/${name}`]: '*\n' }), '/');
  expect(paths.filter((path) => file.ignoredBy(path))).toEqual([]);
});

test('an .amlignore hides a .gitignore, even if it is empty', () => {
  const keptBack = (more: Readonly<Record<string, string>>) => {
    const file = readUploadIgnoreFile(filesOf({ ...files, ...more }), '/');
    return paths.filter((path) => file.ignoredBy(path));
  };
  expect(keptBack({ '.gitignore': 'c.py\n' })).toEqual(['a/b/c.py', 'a/c.py', 'c.py', 'b/a/c.py']);
  expect(keptBack({ '.gitignore': 'c.py\n', '.amlignore': '' })).toEqual([]);
});
