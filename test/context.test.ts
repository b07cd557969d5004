/** The build context: what is in it, and what an ignore file keeps out. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { contextOf } from '../src/context/folder.ts';
import { readIgnoreFile } from '../src/context/ignore-file.ts';
import { contextOfFolder as folderContext } from '../src/session/folder-context.ts';

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

describe('the folder of a Dockerfile', () => {
  const folder = mkdtempSync(join(tmpdir(), 'azml-lint-context-'));
  const dockerfile = join(folder, 'Dockerfile');
  beforeAll(() => {
    mkdirSync(join(folder, 'src'));
    writeFileSync(join(folder, 'src/score.py'), 'def init(): ...\n');
    writeFileSync(join(folder, 'model.pkl'), '');
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  test('is not taken for the context without an ignore file', () => {
    expect(folderContext(dockerfile)).toBeUndefined();
  });

  test('is the context with one, and nothing outside is seen', () => {
    writeFileSync(join(folder, '.dockerignore'), '*.pkl\n');
    const context = folderContext(dockerfile)!;
    const paths = ['model.pkl', 'src', 'src/score.py', 'gone.pkl', '../src', '/'];
    expect(paths.map((path) => context.stat(path))).toEqual([
      'ignored',
      'directory',
      'file',
      'missing',
      'directory',
      'directory',
    ]);
    expect(context.list('src')).toEqual(['score.py']);
    expect(context.list('model.pkl')).toBeUndefined();
    expect(context.read('src/score.py')).toBe('def init(): ...\n');
    expect(context.read('src')).toBeUndefined();
  });

  test('has an ignore file for one Dockerfile, which is used in place of the other', () => {
    writeFileSync(`${dockerfile}.dockerignore`, 'src\n');
    const context = folderContext(dockerfile)!;
    expect(context.ignoredBy('src')?.file).toBe('Dockerfile.dockerignore');
    expect(context.stat('model.pkl')).toBe('file');
    expect(folderContext(join(folder, 'other.Dockerfile'))?.ignoredBy('src')).toBeUndefined();
  });
});
