import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough, Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { expect, onTestFinished, test } from 'vitest';
import { main } from '../src/cli/main.ts';
import { catalogDate } from '../src/image/catalog.ts';

/** Runs the command line in this process. */
async function run(args: readonly string[], cwd: string, input = '') {
  const [stdout, stderr] = [new PassThrough(), new PassThrough()];
  const written = Promise.all([text(stdout), text(stderr)]);
  const status = await main(args, { stdin: Readable.from([input]), stdout, stderr, env: {}, cwd: () => cwd });
  stdout.end();
  stderr.end();
  const [out, err] = await written;
  return { status, stdout: out, stderr: err };
}

function temporaryDirectory(): string {
  const directory = mkdtempSync(join(tmpdir(), 'azml-lint-main-'));
  onTestFinished(() => rmSync(directory, { recursive: true, force: true }));
  return directory;
}

/** Runs as a user who may not read everything, if possible. */
async function asNobody<Result>(action: () => Promise<Result>): Promise<Result> {
  const isRoot = process.geteuid?.() === 0;
  if (isRoot) process.seteuid?.(65534);
  try {
    return await action();
  } finally {
    if (isRoot) process.seteuid?.(0);
  }
}

test('the streams are those that are given', async () => {
  const result = await run(
    ['--format', 'json', '-'],
    temporaryDirectory(),
    'FROM ubuntu:24.04\nRUN apt-get update\n',
  );
  expect(JSON.parse(result.stdout)).toMatchObject({ files: [{ path: '<stdin>' }] });
  expect(result.stderr).toMatch(/^1 file in/);
});

test('nothing is thrown', async () => {
  expect(await run(['--none'], temporaryDirectory())).toEqual({
    status: 2,
    stdout: '',
    stderr: 'azml-lint: there is no option `--none`\n  Run `azml-lint --help` to see what there is.\n',
  });
});

test('compact prints findings and nothing else', async () => {
  const directory = temporaryDirectory();
  const input = 'FROM ubuntu:24.04\nRUN apt-get update\n';
  const { status, stdout, stderr } = await run(
    ['--format', 'compact', '--rule', 'base-image/not-allowed=error', '-'],
    directory,
    input,
  );
  expect({ status, stderr }).toEqual({ status: 1, stderr: '' });
  expect(stdout).toMatch(/^(?:<stdin>:\d+:\d+: [^\n]+\n)+$/);
  expect(stdout).toContain('<stdin>:1:6: error base-image/not-allowed `ubuntu` ');
  expect((await run(['--format', 'compact=out.txt', '-'], directory, input)).stderr).toMatch(/^1 file in/);
});

test('the age of the list of images is told once it is more than six months, where there are closing words', async () => {
  const input = 'FROM scratch\n';
  const on = (day: string, ...more: readonly string[]) =>
    run(['--now', day, ...more, '-'], temporaryDirectory(), input);
  const note = `azml-lint: the list of Azure ML's images is of ${catalogDate}, more than six months old`;
  expect((await on('2027-01-31')).stderr).not.toContain(note);
  expect((await on('2027-02-01')).stderr).toContain(note);
  expect((await on('2027-02-01', '--quiet')).stderr).toBe('');
});

test('a run that could read nothing has no closing line, as one with a wrong option', async () => {
  const { status, stdout, stderr } = await run(['no.Dockerfile'], temporaryDirectory());
  expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
  expect(stderr).toMatch(/^azml-lint: no\.Dockerfile: [^\n]+\n$/);
});

test('a file and a directory that may not be read are told, the others are linted', async () => {
  const directory = temporaryDirectory();
  chmodSync(directory, 0o755);
  writeFileSync(join(directory, 'Dockerfile'), 'FROM ubuntu:24.04\n');
  writeFileSync(join(directory, 'secret.Dockerfile'), 'FROM ubuntu:24.04\n', { mode: 0 });
  const { status, stdout, stderr } = await asNobody(() => run(['--format', 'json', '.'], directory));
  expect(JSON.parse(stdout)).toMatchObject({ files: [{ path: 'Dockerfile' }] });
  expect(stderr).toContain('azml-lint: secret.Dockerfile: cannot be read: permission denied\n');
  expect(status).toBe(2);

  chmodSync(directory, 0o000);
  const denied = await asNobody(() => run(['.'], directory));
  expect(denied.stderr).toMatch(/^azml-lint: \.: /);
  expect(denied.status).toBe(2);
  chmodSync(directory, 0o755);
});
