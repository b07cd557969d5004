import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { directoryWith, faulty, packageDirectory } from './cli.ts';

/** A copy of the program that nothing has run yet. */
function freshProgram(): string {
  const directory = directoryWith({ Dockerfile: faulty });
  cpSync(packageDirectory(), join(directory, 'package'), { recursive: true });
  for (const name of caches(directory)) rmSync(join(directory, 'package/dist/program', name));
  return directory;
}

function caches(directory: string): string[] {
  return readdirSync(join(directory, 'package/dist/program')).filter((name) => name.endsWith('.cache'));
}

function lint(directory: string, env: Readonly<Record<string, string>> = {}) {
  const args = [join(directory, 'package/dist/bin.cjs'), '--quiet', 'Dockerfile'];
  const { status, stdout, stderr } = spawnSync(process.execPath, args, {
    cwd: directory,
    env,
    encoding: 'utf8',
  });
  return { status, stdout, stderr };
}

describe('what is compiled is kept beside the program', () => {
  test('and used by the next run, which finds the same', () => {
    const directory = freshProgram();
    const first = lint(directory);
    const kept = caches(directory).map((name) => readFileSync(join(directory, 'package/dist/program', name)));
    expect(kept.length).toBeGreaterThan(0);
    expect(first).toMatchObject({ status: 1, stdout: expect.stringContaining('apt/lists-kept'), stderr: '' });
    expect(lint(directory)).toEqual(first);
    expect(
      caches(directory).map((name) => readFileSync(join(directory, 'package/dist/program', name))),
    ).toEqual(kept);
  });

  test.each([
    ['nothing', ''],
    ['anything', 'x'.repeat(100_000)],
  ])('unless there is %s in the place of it', (_, content) => {
    const directory = freshProgram();
    const first = lint(directory);
    for (const name of caches(directory))
      writeFileSync(join(directory, 'package/dist/program', name), content);
    expect(lint(directory)).toEqual(first);
    expect(lint(directory)).toEqual(first);
  });

  test('or nothing can be put there', () => {
    const directory = freshProgram();
    const first = lint(directory);
    for (const name of caches(directory)) {
      rmSync(join(directory, 'package/dist/program', name));
      mkdirSync(join(directory, 'package/dist/program', name, 'not-empty'), { recursive: true });
    }
    expect(lint(directory)).toEqual(first);
  });

  test('or NODE_DISABLE_COMPILE_CACHE is set', () => {
    const directory = freshProgram();
    expect(lint(directory, { NODE_DISABLE_COMPILE_CACHE: '1' })).toMatchObject({ status: 1, stderr: '' });
    expect(caches(directory)).toEqual([]);
  });
});
