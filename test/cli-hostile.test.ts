/** What a stranger's files must not cause on the installed command line: leaks, writes, hangs. */
import { execFileSync, spawn } from 'node:child_process';
import { existsSync, readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { azmlLint, clean, directoryWith, onPosix, program } from './cli.ts';

test.each([
  ['a timer', "setTimeout(() => { throw new Error('late \\x1b[2J password=correcthorse'); })"],
  ['a promise', "Promise.reject(new Error('late \\x1b[2J password=correcthorse'))"],
])('%s that a rule leaves behind fails the run, once and in words', async (_, left) => {
  const cwd = directoryWith({
    '.azml-lint.yaml': 'plugins: ./p.mjs\n',
    'p.mjs': `export const rules = [{ id: 'a/b', title: 'A', messages: { m: 'm' },
      level: { inference: 'info', training: 'info', other: 'info' }, check() { ${left}; } }];`,
    Dockerfile: clean,
    'a.Dockerfile': clean,
  });
  const { status, stdout, stderr } = await azmlLint(['--format', 'json', '.'], { cwd });
  expect(status).toBe(2);
  expect(JSON.parse(stdout).summary.files).toBe(2);
  expect(stderr.match(/something failed/g)).toHaveLength(1);
  expect(stderr).toContain(
    'azml-lint: something failed that nothing waits for: late \\u{1b}[2J password=***\n',
  );
});

const repository = { '.git/HEAD': 'ref: refs/heads/main\n' };

describe('secrets show in no output', () => {
  const word = 'Zq8vK3xYt2';
  const lines = [
    `RUN apt-get update && mysql -u root -p${word} -e x`,
    `RUN apt-get update && sshpass -p ${word} scp a b:c`,
    `RUN apt-get update && docker login -u me -p ${word} reg`,
    `RUN apt-get update && az login --service-principal -u a -p ${word} -t t`,
    `RUN apt-get update && echo "machine a.com login b password ${word}" > ~/.netrc`,
    `RUN apt-get update && snyk auth ${word}`,
    `RUN apt-get install git && curl -u me:${word} http://x`,
    `ENV DB_PASSWORD=${word}`,
    `ENV DATABASE_URL=postgres://me:${word}@db STORAGE=AccountKey=${word.repeat(8)}Zq8vK3==`,
    `ARG GITHUB_TOKEN=gh${'p_'}${word.repeat(3)}`,
    `LABEL token=${word.repeat(4)}`,
  ];
  const Dockerfile = `ARG REG\nFROM \${REG:-user:${word}@reg}/python:3.11\n${lines.join('\n')}\n`;

  test.each([
    [[]],
    [['--color']],
    [['--format', 'json']],
    [['--format', 'sarif']],
    [['--format', 'compact']],
    [['--statistics']],
    [['--diff', '--unsafe']],
    [['--preset', 'all', '--show-suppressed']],
  ])('%j', async (args) => {
    const { stdout, stderr } = await azmlLint(args, { cwd: directoryWith({ Dockerfile }) });
    expect(stdout.length).toBeGreaterThan(300);
    expect(stdout + stderr).not.toContain(word.slice(0, 6));
  });

  test.each([[['--list-files']], [['--fix', '--unsafe']]])('nor where no finding shows: %j', async (args) => {
    const { stdout, stderr } = await azmlLint(args, { cwd: directoryWith({ Dockerfile }) });
    expect(stdout + stderr).toContain('Dockerfile');
    expect(stdout + stderr).not.toContain(word.slice(0, 6));
  });

  test('nor in a baseline', async () => {
    const cwd = directoryWith({ Dockerfile });
    await azmlLint(['--baseline', 'old', '--update-baseline', '--preset', 'all'], { cwd });
    const baseline = readFileSync(join(cwd, 'old'), 'utf8');
    expect(baseline.split('\n').length).toBeGreaterThan(lines.length);
    expect(baseline).not.toContain(word.slice(0, 6));
  });

  test('nor in `config`', async () => {
    const cwd = directoryWith({
      '.azml-lint.yaml': `buildArgs: { NPM_TOKEN: ${word}, INDEX: "https://me:${word}@host/", TAG: "3.12" }`,
    });
    const args = ['config', 'Dockerfile', '--build-arg', `DB_PASSWORD=${word}`, '--build-arg', 'DB_PWD'];
    const { stdout } = await azmlLint(args, { cwd, env: { DB_PWD: word } });
    expect(stdout).toContain('buildArg NPM_TOKEN    ***');
    expect(stdout).toMatch(/buildArg TAG +3\.12/);
    expect(stdout).toMatch(/buildArg INDEX +https:\/\/me:\*\*\*@host\//);
    expect(stdout).not.toContain(word);
  });

  test.each([
    [['--rule', `x=token=${word}`]],
    [['--config', `password=${word}`]],
    [['explain', `password=${word}`]],
    [['rules', `password=${word}`]],
  ])('nor in what is said of arguments: %j', async (args) => {
    const { stdout, stderr } = await azmlLint(args, { cwd: directoryWith({ Dockerfile: clean }) });
    expect(stderr).toContain('***');
    expect(stdout + stderr).not.toContain(word);
  });

  test('nor in errors of a report', async () => {
    const text = `rules: { DL3009: "https://me:${word}@host/" }`;
    const cwd = directoryWith({ Dockerfile: clean, '.azml-lint.yaml': text });
    for (const format of ['json', 'sarif']) {
      const { stdout, stderr } = await azmlLint(['--format', format], { cwd });
      expect(stdout).toContain('***');
      expect(stdout + stderr).not.toContain(word);
    }
  });
});

test.each([
  [['rules', '\x1b[2J']],
  [['explain', '\x1b[2J']],
  [['\x1b[2J']],
  [['--\x1b[2J']],
  [['config', '\x1b[2J', 'x']],
])('an argument does not act when it is quoted: %j', async (args) => {
  const { stdout, stderr } = await azmlLint(args);
  expect(stdout + stderr).not.toContain('\x1b');
});

describe('a baseline', () => {
  const links: readonly [path: string, message: string][] = [
    ['linked/new', 'is not read, because it lies outside of the repository'],
    ['pipe', 'is no regular file'],
  ];

  test.each<[path: string, message: string]>([
    ['../out', 'is not read, because it lies outside of the repository'],
    ['.git/HEAD', 'is not read, because it lies outside of the repository'],
    ['README.md', 'this is no baseline of azml-lint'],
    ['empty', 'this is no baseline of azml-lint'],
    ['directory', 'is a directory'],
    ['/dev/zero', 'is not read, because it lies outside of the repository'],
    ...(onPosix ? links : []),
  ])('that is configured as %s is neither read nor written', async (path, message) => {
    const root = directoryWith({
      'in/.git/HEAD': 'ref: refs/heads/main\n',
      'in/Dockerfile': 'FROM ubuntu:24.04\nRUN apt-get update\n',
      'in/.azml-lint.yaml': `baseline: ${path}\n`,
      'in/README.md': '# password=correcthorse\n',
      'in/empty': '',
      'in/directory/x': '',
      'outside/x': '',
    });
    const cwd = join(root, 'in');
    symlinkSync('../outside', join(cwd, 'linked'));
    execFileSync('mkfifo', [join(cwd, 'pipe')]);
    const { status, stderr } = await azmlLint(['--update-baseline'], { cwd });
    expect(stderr).toContain(message);
    expect(stderr).not.toContain('correcthorse');
    expect(status).toBe(2);
    expect(existsSync(join(root, 'out')) || existsSync(join(root, 'outside/new'))).toBe(false);
    expect(readFileSync(join(cwd, '.git/HEAD'), 'utf8')).toBe('ref: refs/heads/main\n');
    expect(readFileSync(join(cwd, 'README.md'), 'utf8')).toBe('# password=correcthorse\n');
  });

  test('that is configured inside is written, also through a link that stays inside', async () => {
    const cwd = directoryWith({
      ...repository,
      Dockerfile: 'FROM ubuntu:24.04\nRUN apt-get update\n',
      '.azml-lint.yaml': 'baseline: linked/old\n',
      'real/x': '',
    });
    symlinkSync('real', join(cwd, 'linked'));
    await azmlLint(['--update-baseline'], { cwd });
    expect(readFileSync(join(cwd, 'real/old'), 'utf8')).toContain('"baseline":"azml-lint"');
  });
});

test('globs that make others explode do not hang the run', async () => {
  const globs = ['(a+)+b', `${'*a'.repeat(14)}*b`, `${'*a'.repeat(500)}*b`, '{a,aa}'.repeat(200)];
  const cwd = directoryWith({
    [`${'a'.repeat(60)}/Dockerfile`]: clean,
    '.azml-lint.yaml': JSON.stringify({
      ignore: globs,
      overrides: [{ files: globs, family: 'other' }],
      rules: { 'base-image/not-allowed': { allow: globs } },
    }),
  });
  const { status } = await azmlLint(['--format', 'json'], { cwd });
  expect(status).not.toBe(2);
});

describe('a rule of a plugin that never returns', () => {
  const plugin = `const level = { inference: 'info', training: 'info', other: 'info' };
    export const rules = [{ id: 'acme/endless', title: 'Endless', level, messages: { a: 'A.' }, check() { for (;;); } }];`;

  test.each(['SIGINT', 'SIGTERM'] as const)('has been named when %s comes', async (signal) => {
    const cwd = directoryWith({
      ...repository,
      Dockerfile: clean,
      'p.mjs': plugin,
      '.azml-lint.yaml': 'plugins: ./p.mjs',
    });
    const [command, ...first] = program();
    const child = spawn(command, first, {
      cwd,
      env: { PATH: process.env.PATH },
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    let stderr = '';
    const ended = new Promise((resolve) => child.on('close', (_, by) => resolve(by)));
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      stderr += text;
      child.kill(signal);
    });
    expect(await ended).toBe(signal);
    expect(stderr).toContain('azml-lint: the rule `acme/endless` is not done with Dockerfile after 1 s\n');
  });
});
