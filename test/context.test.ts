/** The build context: what is in it, and what an ignore file keeps out. */
import { describe, expect, test } from 'vitest';
import { contextOf } from '../src/context/folder.ts';
import { readIgnoreFile } from '../src/context/ignore-file.ts';

describe('an ignore file', () => {
  const by = (text: string, path: string) => readIgnoreFile(text, '.dockerignore').ignoredBy(path);

  test.each([
    ['a\n', 'a'],
    ['a\n', '/a'],
    ['a\n', './a'],
    ['/a\n', 'a'],
    ['a/\n', 'a'],
    ['  a  \n', 'a'],
    ['\uFEFFa\n', 'a'],
    ['a\r\n', 'a'],
    ['a\n', 'a/b/c'],
    ['*.txt\n', 'f*.txt'],
    ['**/*.pyc\n', 'x/y.pyc'],
    ['a\n!b\n', 'a'],
    ['!a\na\n', 'a'],
    ['**\n', '.'],
    ['*\n', '/'],
    ['**/*\n', ''],
    ['/*\n', '.'],
  ])('%j keeps out %j', (text, path) => expect(by(text, path)).toBeDefined());

  test.each([
    ['# a\n', 'a'],
    ['a\n!a\n', 'a'],
    ['*.pyc\n', 'x/y.pyc'],
    ['A\n', 'a'],
    ['a/*\n', 'a'],
    ['a\n', 'ab'],
    ['a\n', '.'],
    ['!\n', 'a'],
    ['', 'a'],
  ])('%j does not keep out %j', (text, path) => expect(by(text, path)).toBeUndefined());

  test('tells the line that decides', () => {
    expect(by('# models\n\n*\n!src\nsrc/x\n', 'src/x')).toEqual({
      file: '.dockerignore',
      line: 5,
      pattern: 'src/x',
      hasExceptions: true,
    });
  });
});

test('a context of texts tells what is there, and what its ignore file keeps out', () => {
  const context = contextOf({ '.dockerignore': 'model\n', 'model/a.pkl': '', 'src/score.py': 'x' });
  const paths = ['model', 'model/a.pkl', 'src', '/src/score.py', 'data', '.'];
  expect(paths.map((path) => context.stat(path))).toEqual([
    'ignored',
    'ignored',
    'directory',
    'file',
    'missing',
    'directory',
  ]);
});
