import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { azmlLint, directoryWith, program } from './cli.ts';

const MCR = 'mcr.microsoft.com/azureml';
const files = {
  Dockerfile: `ARG TAG=latest\nFROM ${MCR}/minimal-py312-inference:\${TAG} AS base\nFROM base\nUSER 1000\n`,
  'train/environment.yml': `$schema: https://azuremlschemas.azureedge.net/latest/environment.schema.json
name: train
image: ${MCR}/openmpi4.1.0-ubuntu20.04:20240418.v1
`,
};

const inventory = (args: readonly string[], cwd = directoryWith(files), input = '') =>
  azmlLint(['inventory', '--now', '2026-08-01', ...args], { cwd, input });

describe('azml-lint inventory', () => {
  test('shows every stage and environment', async () => {
    const { status, stdout, stderr } = await inventory([]);
    expect({ status, stderr }).toEqual({
      status: 0,
      stderr: '2 stages and 1 environment in 2 files: 1 without support.\n',
    });
    expect(stdout.split('\n').map((line) => line.split(/ {2,}/))).toEqual([
      ['FILE', 'STAGE', 'IMAGE', 'FAMILY', 'SUPPORTED UNTIL', 'USE INSTEAD', 'USER'],
      [
        'Dockerfile:2',
        'base',
        `${MCR}/minimal-py312-inference:latest`,
        'inference',
        '2027-05-31, Ubuntu 22.04',
        'dockeruser',
      ],
      ['Dockerfile:3', 'base', 'inference', '2027-05-31, Ubuntu 22.04', '1000'],
      [
        'train/environment.yml:3',
        'train',
        `${MCR}/openmpi4.1.0-ubuntu20.04:20240418.v1`,
        'training',
        '2025-02-24, deprecated',
        `${MCR}/openmpi4.1.0-ubuntu22.04:20260715.v1`,
        'root',
      ],
      [''],
    ]);
  });

  test('has the values of build arguments, and says which none takes', async () => {
    const { stdout, stderr } = await inventory([
      '-f',
      'csv',
      '--build-arg',
      'TAG=20260715.v1',
      '--build-arg',
      'X=1',
      'Dockerfile',
    ]);
    expect(stdout).toContain(`,${MCR}/minimal-py312-inference:20260715.v1,`);
    expect(stderr).toContain('`--build-arg X`: no ARG takes it');
  });

  test('is the same with threads', async () => {
    const cwd = directoryWith(
      Object.fromEntries(Array.from({ length: 60 }, (_, at) => [`${at}/Dockerfile`, files.Dockerfile])),
    );
    const [one, two] = await Promise.all([
      inventory(['-f', 'json', '-j', '1'], cwd),
      inventory(['-f', 'json', '-j', '2'], cwd),
    ]);
    expect(two.stdout).toBe(one.stdout);
    expect(JSON.parse(one.stdout).files).toHaveLength(60);
  });

  test('reads standard input, under a name', async () => {
    const { stdout } = await inventory(
      ['-f', 'json', '--stdin-filename', 'a/Dockerfile', '-'],
      undefined,
      'FROM python:3.8\n',
    );
    expect(JSON.parse(stdout).files).toMatchObject([
      { path: 'a/Dockerfile', stages: [{ python: '3.8', supported: false }] },
    ]);
  });

  test('goes to a file, without color', async () => {
    const cwd = directoryWith(files);
    const { stdout } = await inventory(['-f', 'markdown', '--color', '-o', 'out/images.md'], cwd);
    expect(stdout).toBe('');
    expect(readFileSync(join(cwd, 'out/images.md'), 'utf8')).toMatch(/^\| File \|/);
  });

  test.each([[['inventory']], [['-f', 'json']], [['--fix', '-f', 'sarif']]])(
    '%j never replaces a file that it reads, be it by a link',
    async (args) => {
      const cwd = directoryWith(files);
      symlinkSync('Dockerfile', join(cwd, 'linked'));
      for (const output of ['Dockerfile', './train/../Dockerfile', 'linked']) {
        const { status, stderr } = await azmlLint([...args, '.', '-o', output, '--no-config'], { cwd });
        expect(status).toBe(2);
        expect(stderr).toContain(
          `azml-lint: the report ${output} is not written: it would replace what it is made from\n`,
        );
      }
      expect(readFileSync(join(cwd, 'Dockerfile'), 'utf8')).toMatch(/^ARG TAG=latest\nFROM /);
    },
  );

  test('runs no rule, and leaves the baseline alone', async () => {
    const cwd = directoryWith({ ...files, '.azml-lint.yaml': 'baseline: missing.jsonl\nignore: [train]\n' });
    const { status, stdout } = await inventory(['-f', 'json'], cwd);
    expect({ status, paths: JSON.parse(stdout).files.map(({ path }: { path: string }) => path) }).toEqual({
      status: 0,
      paths: ['Dockerfile'],
    });
  });

  test('says what it cannot read, and goes on', async () => {
    const cwd = directoryWith({ ...files, 'bad.Dockerfile': 'FROM a\n' });
    writeFileSync(join(cwd, 'bad.Dockerfile'), Buffer.from([0xff, 0xfe]));
    const { status, stdout, stderr } = await inventory(['-f', 'json', '-q'], cwd);
    expect(status).toBe(2);
    expect(stderr).toMatch(/^azml-lint: bad\.Dockerfile: is UTF-16/);
    expect(JSON.parse(stdout)).toMatchObject({
      files: [{ path: 'Dockerfile' }, {}],
      errors: [{ path: 'bad.Dockerfile' }],
    });
  });

  test('says that there is nothing', async () => {
    const { status, stdout, stderr } = await inventory([], directoryWith({ 'README.md': '' }));
    expect({ status, stdout, stderr }).toEqual({
      status: 3,
      stdout: '',
      stderr: 'azml-lint: there is no Dockerfile or Azure ML YAML in .\n',
    });
  });

  test.each([
    [['-f', 'yaml'], /there is no format `yaml`/],
    [['--now', 'x'], /is not a day/],
    [['--fix'], /fix/],
    [['nowhere'], /there is no such file or directory/],
  ])('refuses %s', async (args, message) => {
    const { status, stdout, stderr } = await inventory(args);
    expect(status).toBe(2);
    expect(stdout).not.toContain('Dockerfile:2');
    expect(stderr).toMatch(message);
    expect(stderr).not.toMatch(/\n {4}at /);
  });
});

test('a JSON report has the stages and the repository', async () => {
  const cwd = directoryWith({
    ...files,
    '.git/HEAD': 'ref: refs/heads/main\n',
    '.git/refs/heads/main': `${'a'.repeat(40)}\n`,
    '.git/config': '[remote "origin"]\n\turl = https://user:secret@github.com/contoso/scoring.git\n',
  });
  const { stdout } = await azmlLint(['-f', 'json', '--now', '2026-08-01'], { cwd: join(cwd, 'train') });
  expect(stdout).not.toContain('secret@');
  expect(JSON.parse(stdout)).toMatchObject({
    repository: { uri: 'https://github.com/contoso/scoring', commit: 'a'.repeat(40), branch: 'main' },
    files: [
      {
        path: 'environment.yml',
        repositoryPath: 'train/environment.yml',
        stages: [{ name: 'train', status: 'deprecated' }],
      },
    ],
  });
});

test('the script of docs/fleet.md collects the reports of many repositories', async () => {
  const page = readFileSync(new URL('../docs/fleet.md', import.meta.url), 'utf8');
  const script = /^```sh collect\.sh\n([\s\S]*?)^```/m.exec(page)![1]!;
  const cwd = directoryWith({
    'remotes/a/Dockerfile': files.Dockerfile,
    'remotes/b/README.md': '',
    'remotes/bad/Dockerfile': '\0',
    'collect.sh': script,
    'bin/azml-lint': `#!/bin/sh\nexec ${program().join(' ')} "$@"\n`,
  });
  chmodSync(join(cwd, 'bin/azml-lint'), 0o755);
  const addresses = ['a', 'b', 'bad', 'missing'].map((name) => `file://${cwd}/remotes/${name}`);
  for (const name of ['a', 'b', 'bad']) {
    const git = (...args: string[]) =>
      execFileSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@b.example', ...args], {
        cwd: join(cwd, 'remotes', name),
      });
    git('init', '-q', '-b', 'main');
    git('add', '.');
    git('commit', '-q', '-m', 'first');
  }
  writeFileSync(join(cwd, 'repositories.txt'), `${addresses.join('\n')}\n`);
  const PATH = `${join(cwd, 'bin')}:${process.env.PATH}`;
  const { stderr } = spawnSync('sh', ['collect.sh'], { cwd, env: { PATH, HOME: cwd }, encoding: 'utf8' });
  expect(stderr).toContain(`${addresses[2]}: see above`);
  const names = readdirSync(join(cwd, 'reports'));
  const reports = names.map((name) => JSON.parse(readFileSync(join(cwd, 'reports', name), 'utf8')));
  expect(reports).toHaveLength(3);
  expect(reports[0]).toMatchObject({
    repository: { branch: 'main', commit: expect.stringMatching(/^[0-9a-f]{40}$/) },
    files: [{ path: expect.stringMatching(/^clones\//), repositoryPath: 'Dockerfile', stages: [{}, {}] }],
  });
  expect(reports[1].files).toEqual([]);
});

test('a JSON report has the stages of the text after fixing', async () => {
  const cwd = directoryWith({ Dockerfile: 'FROM python:3.12\nRUN apt-get update && apt-get install curl\n' });
  const { stdout } = await azmlLint(['-f', 'json', '--fix', '--now', '2026-08-01'], { cwd });
  expect(readFileSync(join(cwd, 'Dockerfile'), 'utf8')).toContain('-y');
  expect(JSON.parse(stdout).files).toMatchObject([{ stages: [{ line: 1, python: '3.12' }] }]);
});
