/** Files on disk: nothing outside of their root is looked at, and nothing makes it endless. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { DiskFiles, limits } from '../src/session/disk-files.ts';

const folder = mkdtempSync(join(tmpdir(), 'azml-lint-disk-'));
const root = join(folder, 'root');
const notes: string[] = [];
const files = new DiskFiles(root, folder, (note) => notes.push(note));

beforeAll(() => {
  for (const name of ['src', 'a', 'b', '.git']) mkdirSync(join(root, name), { recursive: true });
  for (const name of ['outside.txt', 'root/src/score.py', 'root/.git/config', 'root/Upper.txt'])
    writeFileSync(join(folder, name), `${name}\n`);
  writeFileSync(join(root, 'binary'), 'a\0b');
  writeFileSync(join(root, 'sparse'), '');
  truncateSync(join(root, 'sparse'), 1024 ** 3);
  const links = {
    inside: 'src/score.py',
    folder: 'src',
    absolute: join(root, 'src'),
    out: '../outside.txt',
    far: '/etc/passwd',
    self: 'self',
    broken: 'nothing',
    up: '.',
    'a/x': '../b',
    'b/y': '../a',
  };
  for (const [name, target] of Object.entries(links)) symlinkSync(target, join(root, name));
  execFileSync('mkfifo', [join(root, 'pipe')]);
});
afterAll(() => rmSync(folder, { recursive: true }));

test('paths begin at the root, and none leads out', () => {
  const paths = [
    '/',
    'src',
    '/src/score.py',
    'src/../src/./score.py',
    '../outside.txt',
    'src/score.py/x',
    'nothing/x',
  ];
  expect(paths.map((path) => files.stat(path))).toEqual([
    'directory',
    'directory',
    'file',
    'file',
    'missing',
    'missing',
    'missing',
  ]);
  expect(files.list('src')).toEqual(['score.py']);
  expect(files.list('src/score.py')).toBeUndefined();
  expect(files.size('src/score.py')).toBe('root/src/score.py\n'.length);
});

test('a file is shown as people see it, and is the same object each time', () => {
  expect(files.read('/src/score.py')?.path).toBe('root/src/score.py');
  expect(files.read('src/score.py')).toBe(files.read('/src/./score.py'));
});

test('names are those of the directory, in their case', () => {
  expect([files.stat('Upper.txt'), files.stat('upper.txt')]).toEqual(['file', 'missing']);
});

test('links inside are followed', () => {
  expect([files.stat('inside'), files.stat('folder/score.py'), files.stat('absolute')]).toEqual([
    'file',
    'file',
    'directory',
  ]);
  expect(files.read('folder/score.py')?.text).toBe('root/src/score.py\n');
});

test('links to outside are not, which is told', () => {
  notes.length = 0;
  expect([files.stat('out'), files.stat('far')]).toEqual(['unknown', 'unknown']);
  expect(files.read('out')).toBeUndefined();
  expect(notes[0]).toBe(
    '`root/out` is a symbolic link that leads out of the project: what is there is not looked at',
  );
});

test('circles of links end', () => {
  expect(['self', 'broken', 'up', 'a/x/y', 'a/x/y/x', 'b/y/x'].map((path) => files.stat(path))).toEqual(
    Array(6).fill('unknown'),
  );
  expect(files.list('a/x')).toEqual(['y']);
});

test('pipes, large files and what is no text are not read', () => {
  expect([files.stat('pipe'), files.stat('sparse'), files.stat('binary')]).toEqual([
    'unknown',
    'file',
    'file',
  ]);
  for (const name of ['pipe', 'sparse', 'binary', '.git/config']) expect(files.read(name)).toBeUndefined();
  expect(files.size('sparse')).toBe(1024 ** 3);
});

test('a path as long as nobody has is no trouble', () => {
  expect(files.stat('x/'.repeat(100_000))).toBe('missing');
  expect(files.stat('up/'.repeat(100_000))).toBe('unknown');
});

test('of a directory with more entries than are listed, names are still found', () => {
  const many = join(root, 'many');
  mkdirSync(many);
  for (let index = 0; index <= limits.entries; index++) writeFileSync(join(many, `${index}`), '');
  const fresh = new DiskFiles(root, folder, (note) => notes.push(note));
  notes.length = 0;
  expect(fresh.list('many')).toBeUndefined();
  expect(notes).toEqual(['`root/many` has more than 20000 entries: what is in it is not looked at']);
  expect([fresh.stat('many/0'), fresh.stat(`many/${limits.entries}`), fresh.stat('many/none')]).toEqual([
    'file',
    'file',
    'missing',
  ]);
});
