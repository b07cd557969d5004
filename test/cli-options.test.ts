/** The effects of single options on a run. */
import { existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import manifest from '../package.json' with { type: 'json' };
import { azmlLint, clean, directoryWith, faulty, only, onPosix, type Result } from './cli.ts';

/** The rules that found something, each once, in order. */
function rulesIn({ stdout }: Result): readonly string[] {
  const { files } = JSON.parse(stdout) as { files: { findings: { rule: string }[] }[] };
  return [...new Set(files.flatMap(({ findings }) => findings.map(({ rule }) => rule)))].sort();
}

function pathsIn({ stdout }: Result): readonly string[] {
  return (JSON.parse(stdout) as { files: { path: string }[] }).files.map(({ path }) => path);
}

const json = ['--format', 'json'];
const onlyLists = only('apt/lists-kept');

describe('--force-ignore', () => {
  const files = {
    'vendor/Dockerfile': faulty,
    'own/Dockerfile': faulty,
    '.azml-lint.yaml': 'ignore: vendor\n',
  };

  test('lets `ignore` hold for what is named', async () => {
    const cwd = directoryWith(files);
    const named = ['own/Dockerfile', 'vendor/Dockerfile'];
    expect(pathsIn(await azmlLint([...json, ...named], { cwd }))).toEqual(named);
    expect(pathsIn(await azmlLint([...json, '--force-ignore', ...named], { cwd }))).toEqual([
      'own/Dockerfile',
    ]);
  });

  test('is content where all that is named is ignored', async () => {
    expect(await azmlLint(['--force-ignore', 'vendor/Dockerfile'], { cwd: directoryWith(files) })).toEqual({
      status: 0,
      stdout: '',
      stderr: 'azml-lint: nothing is linted: the configuration ignores 1 file\n',
    });
  });

  test('but not where there is nothing', async () => {
    const cwd = directoryWith({ 'x.txt': '' });
    expect(await azmlLint(['--force-ignore', '.'], { cwd })).toMatchObject({ status: 3 });
  });

  test('gives standard input back as it is', async () => {
    const args = ['--force-ignore', '--fix', '--stdin-filename', 'vendor/Dockerfile', '-'];
    expect(await azmlLint(args, { cwd: directoryWith(files), input: faulty })).toMatchObject({
      status: 0,
      stdout: faulty,
    });
  });
});

describe('--no-config and --no-baseline', () => {
  test('no configuration holds, not even a wrong one', async () => {
    const cwd = directoryWith({ Dockerfile: faulty, '.azml-lint.yaml': 'rules: [\n' });
    expect(await azmlLint([...json, 'Dockerfile'], { cwd })).toMatchObject({ status: 2 });
    const result = await azmlLint([...json, '--no-config', 'Dockerfile'], { cwd });
    expect(rulesIn(result)).toContain('apt/lists-kept');
    expect(result.stderr).not.toContain('.azml-lint.yaml');
  });

  test('what the configured baseline knows is found again', async () => {
    const cwd = directoryWith({ Dockerfile: faulty, '.azml-lint.yaml': 'baseline: old.jsonl\n' });
    await azmlLint([...onlyLists, '--update-baseline', '.'], { cwd });
    expect(await azmlLint([...onlyLists, '.'], { cwd })).toMatchObject({ status: 0 });
    expect(await azmlLint([...onlyLists, '--no-baseline', '.'], { cwd })).toMatchObject({ status: 1 });
  });

  test('there is none to be updated then', async () => {
    const cwd = directoryWith({ Dockerfile: faulty, '.azml-lint.yaml': 'baseline: old.jsonl\n' });
    const { status, stderr } = await azmlLint(['--no-baseline', '--update-baseline', '.'], { cwd });
    expect(stderr).toContain('`--update-baseline`: there is no baseline');
    expect(status).toBe(2);
    expect(existsSync(join(cwd, 'old.jsonl'))).toBe(false);
  });
});

describe('--list-files', () => {
  test('says what would be linted, one a line, and lints nothing', async () => {
    const cwd = directoryWith({
      'b/Dockerfile': faulty,
      'a.Dockerfile': '\0',
      'vendor/Dockerfile': faulty,
      'with space.txt': faulty,
      '.azml-lint.yaml': 'ignore: vendor\n',
    });
    expect(await azmlLint(['--list-files', '--fix', '.', 'with space.txt'], { cwd })).toEqual({
      status: 0,
      stdout: 'a.Dockerfile\nb/Dockerfile\nwith space.txt\n',
      stderr: '',
    });
    expect(readFileSync(join(cwd, 'b/Dockerfile'), 'utf8')).toBe(faulty);
  });

  test('nothing is status 3, and a path that leads nowhere is 2', async () => {
    const cwd = directoryWith({ 'x.txt': '' });
    expect(await azmlLint(['--list-files'], { cwd })).toEqual({ status: 3, stdout: '', stderr: '' });
    expect(await azmlLint(['--list-files', 'none'], { cwd })).toMatchObject({
      status: 2,
      stderr: 'azml-lint: none: there is no such file or directory\n',
    });
  });
});

describe('--statistics', () => {
  test('counts findings in the place of showing them', async () => {
    const cwd = directoryWith({ 'a.Dockerfile': faulty, 'b.Dockerfile': faulty });
    const { stdout, stderr, status } = await azmlLint([...onlyLists, '--statistics'], { cwd });
    expect(stdout).toMatch(/^findings +rule +severities +fixes\n +2 +apt\/lists-kept +2 warnings +/);
    expect(stderr).toMatch(/^2 files in/);
    expect(status).toBe(1);
  });

  test('beside reports in files', async () => {
    const cwd = directoryWith({ Dockerfile: faulty });
    const { stdout } = await azmlLint([...onlyLists, '--statistics', '-f', 'json=out.json'], { cwd });
    expect(stdout).toMatch(/^findings +rule/);
    expect(JSON.parse(readFileSync(join(cwd, 'out.json'), 'utf8'))).toMatchObject({
      files: [{ path: 'Dockerfile' }],
    });
  });
});

test('--output is a file for what would be printed', async () => {
  const cwd = directoryWith({ Dockerfile: faulty });
  const args = ['-f', 'json', '-f', 'sarif=out/x.sarif', '-o', 'out/deep/x.json', 'Dockerfile'];
  expect(await azmlLint([...onlyLists, ...args], { cwd })).toMatchObject({ status: 1, stdout: '' });
  expect(JSON.parse(readFileSync(join(cwd, 'out/deep/x.json'), 'utf8'))).toHaveProperty('files');
  expect(JSON.parse(readFileSync(join(cwd, 'out/x.sarif'), 'utf8'))).toHaveProperty('runs');
  expect(readdirSync(join(cwd, 'out/deep'))).toEqual(['x.json']);
});

describe('--select', () => {
  const text = `FROM ubuntu:latest
# azml-lint ignore=apt/*,user/root-not-dropped -- both are used
RUN apt-get update && apt-get install -y curl
`;
  const run = (...args: string[]) =>
    azmlLint([...json, ...args, 'Dockerfile'], { cwd: directoryWith({ Dockerfile: text }) });

  test.each<[string, string[], string[]]>([
    ['a rule', ['base-image/latest-tag'], ['base-image/latest-tag']],
    ['an alias', ['DL3007'], ['base-image/latest-tag']],
    ['a group', ['base-image'], ['base-image/latest-tag', 'base-image/not-allowed']],
    ['a group, as elsewhere', ['base-image/*'], ['base-image/latest-tag', 'base-image/not-allowed']],
    ['several', ['base-image/latest-tag', 'user/*'], ['base-image/latest-tag']],
    ['a rule that is off', ['base-image/not-pinned-by-digest'], ['base-image/not-pinned-by-digest']],
  ])('%s', async (_, names, expected) => {
    const options = names.flatMap((name) => ['--select', name]);
    expect(rulesIn(await run(...options))).toEqual(expected);
    expect(rulesIn(await run('--select', names.join(',')))).toEqual(expected);
  });

  test('a suppression of what is not selected is not called unused', async () => {
    expect(rulesIn(await run('--select', 'suppression/unused'))).toEqual([]);
    expect(rulesIn(await run('--select', 'suppression/unused,apt/upgrade'))).toEqual([]);
  });

  test('a suppression of what is selected is', async () => {
    const cwd = directoryWith({
      Dockerfile: '# azml-lint ignore=DL3009 -- none\nFROM ubuntu:24.04\nUSER 1\n',
    });
    const select = (names: string) => azmlLint([...json, '--select', names, 'Dockerfile'], { cwd });
    expect(rulesIn(await select('suppression,apt/lists-kept'))).toEqual(['suppression/unused']);
    expect(rulesIn(await select('suppression'))).toEqual([]);
  });

  test('an unknown name is an error, with what may be meant', async () => {
    const { status, stdout, stderr } = await run('--select', 'apt/lists-kep,usr');
    expect(stderr).toContain('--select apt/lists-kep: unknown rule `apt/lists-kep`');
    expect(stderr).toContain('Did you mean `apt/lists-kept`?');
    expect(stderr).toContain('--select usr: unknown rule `usr`');
    expect({ status, findings: rulesIn({ status, stdout, stderr }) }).toEqual({ status: 2, findings: [] });
  });

  test('what the baseline knows of other rules is not gone', async () => {
    const cwd = directoryWith({ Dockerfile: faulty });
    await azmlLint(['--baseline', 'old', '--update-baseline', '.'], { cwd });
    const { status, stderr } = await azmlLint(['--baseline', 'old', '--select', 'apt/upgrade', '.'], { cwd });
    expect(stderr).not.toContain('no longer there');
    expect(status).toBe(0);
  });

  test('is shown where settings are', async () => {
    const { stdout } = await azmlLint(['config', '--select', 'apt/lists-kept', 'Dockerfile'], {
      cwd: directoryWith({}),
    });
    expect(stdout).toMatch(/^apt\/upgrade +off +--select apt\/lists-kept$/m);
    expect(stdout).toMatch(/^apt\/lists-kept .*azml-lint:recommended$/m);
  });
});

describe('--build-arg', () => {
  const text = 'ARG TAG\nFROM ubuntu:${TAG}\nARG UNUSED\nONBUILD ARG LATER\nUSER 1\n';

  test.each<[string, string]>([
    ['TAG=24.04', ''],
    ['UNUSED=1', ''],
    ['LATER=1', ''],
    ['HTTPS_PROXY=x', ''],
    ['BUILDKIT_INLINE_CACHE=1', ''],
    ['TGA=24.04', 'azml-lint: `--build-arg TGA`: no ARG takes it; did you mean `TAG`?\n'],
    ['FOOO=1', 'azml-lint: `--build-arg FOOO`: no ARG takes it\n'],
  ])('%s', async (argument, expected) => {
    const cwd = directoryWith({ Dockerfile: text, 'x.Dockerfile': clean });
    const { stderr } = await azmlLint(['-q', '--build-arg', argument, '.'], { cwd });
    expect(stderr).toBe(expected);
  });
});

describe('a path that leads nowhere', () => {
  test('may be a slip for a sibling', async () => {
    const cwd = directoryWith({ 'a/ok.Dockerfile': clean });
    expect((await azmlLint(['a/ok.Dockerfle'], { cwd })).stderr).toBe(
      'azml-lint: a/ok.Dockerfle: there is no such file or directory; did you mean `a/ok.Dockerfile`?\n',
    );
  });

  test.runIf(onPosix)('may be a link', async () => {
    const cwd = directoryWith({});
    mkdirSync(join(cwd, 'a'));
    symlinkSync('../none/Dockerfile', join(cwd, 'a/Dockerfile'));
    const { stderr, status } = await azmlLint(['a/Dockerfile'], { cwd });
    expect(stderr).toBe(
      'azml-lint: a/Dockerfile: is a symbolic link to ../none/Dockerfile, where nothing is\n',
    );
    expect(status).toBe(2);
  });
});

test('an internal error of a rule is to be reported to whoever made the rule', async () => {
  const broken = (id: string) => `export const rules = [{
    id: '${id}', title: 'It throws', messages: { never: 'never said' },
    level: { inference: 'error', training: 'error', other: 'error' },
    check() { throw new Error('oh no'); },
  }];`;
  const cwd = directoryWith({
    Dockerfile: clean,
    '.azml-lint.yaml': 'plugins: ./plugin.mjs\n',
    'plugin.mjs': broken('acme/broken'),
  });
  const { status, stderr } = await azmlLint(['-q', 'Dockerfile'], { cwd });
  expect(stderr).toBe(
    'azml-lint: internal error in acme/broken: please report it to the author of the plugin that has it\n',
  );
  expect(stderr).not.toContain(manifest.homepage);
  expect(status).toBe(2);
});
