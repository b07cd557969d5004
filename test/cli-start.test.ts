import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  cpSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { directoryWith, faulty, packageDirectory } from './cli.ts';

/** A copy of the program that has never run. */
function freshProgram(): string {
  const directory = directoryWith({ Dockerfile: faulty });
  cpSync(packageDirectory(), join(directory, 'package'), { recursive: true });
  for (const name of caches(directory)) rmSync(join(directory, 'package/dist/program', name));
  return directory;
}

function caches(directory: string): string[] {
  return readdirSync(join(directory, 'package/dist/program')).filter((name) => name.endsWith('.cache'));
}

/** The paths of stored code. */
function kept(directory: string): string[] {
  return caches(directory).map((name) => join(directory, 'package/dist/program', name));
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

  describe('unless it is damaged: then it is made anew', () => {
    /** Random-looking numbers that are the same each time. */
    function* numbers(): Generator<number, never> {
      for (let seed = 1; ; ) {
        seed = (Math.imul(seed, 1_103_515_245) + 12_345) >>> 0;
        yield seed >>> 8;
      }
    }

    /** Runs a program, damages its stored code, and checks that the next run repairs it. */
    function programToDamage() {
      const directory = freshProgram();
      const first = lint(directory);
      const whole = new Map(kept(directory).map((path) => [path, readFileSync(path)]));
      const damageAll = (damage: (content: Buffer) => Buffer): void => {
        const damaged = new Map([...whole].map(([path, content]) => [path, damage(Buffer.from(content))]));
        for (const [path, content] of damaged) writeFileSync(path, content);
        expect(lint(directory)).toEqual(first);
        for (const [path, content] of damaged) expect(readFileSync(path).equals(content), path).toBe(false);
      };
      return { directory, whole, damageAll };
    }

    test.each<[string, (content: Buffer) => Buffer]>([
      ['its second half is zero', (content) => content.fill(0, content.length >> 1)],
      ['its first half is zero', (content) => content.fill(0, 0, content.length >> 1)],
      ['it ends early', (content) => content.subarray(0, content.length >> 1)],
      ['it is a byte short', (content) => content.subarray(0, -1)],
      ['it goes on', (content) => Buffer.concat([content, content])],
      ['it is code alone', (content) => content.subarray(32)],
    ])('%s', (_, damage) => programToDamage().damageAll(damage));

    test('any bit of it is another', () => {
      const next = numbers();
      const { damageAll } = programToDamage();
      for (let round = 0; round < 12; round++) {
        damageAll((content) => {
          for (let flips = 0; flips < 1 + (round % 4); flips++) {
            const at = next.next().value % content.length;
            content[at] = content[at]! ^ (1 << (next.next().value % 8));
          }
          return content;
        });
      }
    });

    test('it was made of another file', () => {
      const { directory, whole } = programToDamage();
      const [path] = [...whole.keys()];
      const source = path!.replace(/\.v\d.*$/, '');
      // V8 compares only the length.
      writeFileSync(source, readFileSync(source, 'utf8').replace('apt/lists-kept', 'apt/lists-KEPT'));
      expect(lint(directory).status).not.toBe(139);
      expect(readFileSync(path!)).not.toEqual(whole.get(path!));
    });
  });

  test('for all to read and nobody to write, whatever the umask is', () => {
    for (const umask of ['000', '077']) {
      const directory = freshProgram();
      const command = `umask ${umask}; exec "$0" package/dist/bin.cjs --quiet Dockerfile`;
      spawnSync('sh', ['-c', command, process.execPath], { cwd: directory, env: {} });
      expect(kept(directory).map((path) => statSync(path).mode & 0o777)).toEqual(
        kept(directory).map(() => 0o644),
      );
    }
  });

  test.each<[string, (path: string) => void]>([
    ['others may write it', (path) => chmodSync(path, 0o646)],
    ['its group may write it', (path) => chmodSync(path, 0o664)],
    ...(process.getuid?.() === 0
      ? [
          ['it belongs to somebody else', (path: string) => chownSync(path, 65534, 65534)] as [
            string,
            (path: string) => void,
          ],
        ]
      : []),
  ])('unless %s', (_, spoil) => {
    const directory = freshProgram();
    const first = lint(directory);
    for (const path of kept(directory)) spoil(path);
    expect(lint(directory)).toEqual(first);
    for (const path of kept(directory)) {
      expect(statSync(path)).toMatchObject({ uid: process.getuid?.() ?? 0 });
      expect(statSync(path).mode & 0o777).toBe(0o644);
    }
  });

  test('and what older versions and killed runs have left is removed', () => {
    const directory = freshProgram();
    lint(directory);
    const [path] = kept(directory) as [string];
    const source = path.replace(/\.v\d.*$/, '');
    // The hash in the name may itself end with a hyphen.
    const gone = join(dirname(source), 'gone-0a1b2c3d.cjs');
    const month = new Date(Date.now() - 40 * 24 * 60 * 60_000);
    const old = [
      `${source}.v18.20.1-x64.cache`,
      `${source}.v18.20.1-x64-0a1b2c3d.cache`,
      `${source}.${process.version}-x64.cache`,
      `${gone}.${process.version}-x64-0a1b2c3d.cache`,
      `${path}.4711`,
    ];
    const other = [`${source}.v99.0.0-x64-0a1b2c3d.cache`, `${source}.${process.version}-x64-0a1b2c3d.cache`];
    for (const one of [...old, ...other]) writeFileSync(one, '');
    utimesSync(`${path}.4711`, month, month);
    truncateSync(path);
    lint(directory);
    const left = readdirSync(join(directory, 'package/dist/program')).map((name) =>
      join(directory, 'package/dist/program', name),
    );
    expect(left.filter((one) => old.includes(one))).toEqual([]);
    expect(left.filter((one) => other.includes(one)).sort()).toEqual([...other].sort());
    for (const one of other) utimesSync(one, month, month);
    truncateSync(path);
    lint(directory);
    expect(kept(directory).filter((one) => other.includes(one))).toEqual([]);
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
