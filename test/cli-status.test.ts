import { describe, expect, test } from 'vitest';
import { azmlLint, clean, directoryWith, faulty, only } from './cli.ts';

const files = { Dockerfile: faulty, 'clean.Dockerfile': clean };

describe('exit status', () => {
  test.each<[string, string[], number]>([
    ['nothing found', ['clean.Dockerfile'], 0],
    ['a warning', ['Dockerfile'], 1],
    ['a warning, with an error needed', ['--fail-on', 'error', 'Dockerfile'], 0],
    ['a warning, with info enough', ['--fail-on', 'info', 'Dockerfile'], 1],
    ['a warning that never fails', ['--fail-on', 'never', 'Dockerfile'], 0],
    [
      'an error that is wanted to be one',
      ['--rule', 'apt/lists-kept=error', '--fail-on', 'error', 'Dockerfile'],
      1,
    ],
    ['a rule that is off', ['--rule', 'apt/lists-kept=off', 'Dockerfile'], 0],
    ['info', ['--rule', 'apt/lists-kept=info', 'Dockerfile'], 0],
    ['a warning that is not shown', ['--max-findings', '0', 'Dockerfile'], 1],
    ['nothing to lint', ['empty'], 3],
    ['a glob that matches nothing', ['*.none'], 3],
    ['a file that is not there', ['none'], 2],
    ['a file that is not there beside one with a warning', ['none', 'Dockerfile'], 2],
    ['wrong use', ['--none'], 2],
    ['an unknown rule', ['--rule', 'apt/none=off', 'Dockerfile'], 2],
    ['an unknown preset', ['--preset', 'none', 'Dockerfile'], 2],
    ['a configuration that is not there', ['--config', 'none.yaml', 'Dockerfile'], 2],
    ['the version', ['--version'], 0],
    ['help', ['--help'], 0],
  ])('%s', async (_, args, status) => {
    const cwd = directoryWith({ ...files, 'empty/README.md': '' });
    const result = await azmlLint([...only('apt/lists-kept'), ...args], { cwd });
    expect(result).toMatchObject({ status, stderr: expect.not.stringContaining('    at ') });
  });

  test('failOn of the configuration counts, and --fail-on for more', async () => {
    const cwd = directoryWith({ ...files, '.azml-lint.yaml': 'failOn: error\n' });
    expect(await azmlLint([...only('apt/lists-kept'), 'Dockerfile'], { cwd })).toMatchObject({ status: 0 });
    expect(
      await azmlLint([...only('apt/lists-kept'), '--fail-on', 'warning', 'Dockerfile'], { cwd }),
    ).toMatchObject({ status: 1 });
  });
});

describe('input that is no Dockerfile is told, and the others are linted', () => {
  test.each<[string, string | Buffer, string]>([
    ['binary', Buffer.from([0x7f, 0x45, 0x4c, 0x46, 0, 0, 0]), 'is a binary file'],
    ['UTF-16', Buffer.from('\ufeffFROM x', 'utf16le'), 'is UTF-16'],
    ['larger than 64 MB', Buffer.alloc(64 * 1024 * 1024 + 1, '#'), 'is larger than 64 MB'],
  ])('%s', async (_, content, message) => {
    const cwd = directoryWith({ ...files, bad: content });
    const { status, stdout, stderr } = await azmlLint([...only('apt/lists-kept'), 'bad', 'Dockerfile'], {
      cwd,
    });
    expect(stderr).toContain(`azml-lint: bad: ${message}`);
    expect(stdout).toContain('apt/lists-kept');
    expect(status).toBe(2);
  });

  test.each<[string, string | Buffer]>([
    ['empty', ''],
    ['bytes that are no UTF-8', Buffer.from('FROM ubuntu:24.04\n# caf\xe9\nUSER 1000\n', 'latin1')],
    ['a byte-order mark', `\ufeff${clean}`],
    ['CRLF', clean.replaceAll('\n', '\r\n')],
    ['5 MB', `${clean}${'ENV A=b\n'.repeat(650_000)}`],
  ])('but %s is read', async (_, content) => {
    const cwd = directoryWith({ Dockerfile: content });
    const { status, stderr } = await azmlLint([...only('apt/lists-kept'), 'Dockerfile'], { cwd });
    expect(stderr).toMatch(/^1 file in/);
    expect(status).toBe(0);
  });

  test('a directory is searched, one of another name too', async () => {
    const cwd = directoryWith({ 'Dockerfile/Dockerfile': faulty });
    expect(await azmlLint([...only('apt/lists-kept'), 'Dockerfile'], { cwd })).toMatchObject({
      status: 1,
      stdout: expect.stringMatching(/^Dockerfile\/Dockerfile:2:5 /),
    });
  });
});

test('a configuration that is wrong is told once, with its place', async () => {
  const cwd = directoryWith({
    'a/Dockerfile': clean,
    'b/Dockerfile': clean,
    '.azml-lint.yaml': 'rules:\n  apt/lists-kep: off\n',
  });
  const { status, stdout, stderr } = await azmlLint([], { cwd });
  expect(stderr.match(/\.azml-lint\.yaml:2:3: unknown rule `apt\/lists-kep`/g)).toHaveLength(1);
  expect(stderr).toContain('Did you mean `apt/lists-kept`?');
  expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
});

test('a rule that throws is an internal error of one line, and the others go on', async () => {
  const cwd = directoryWith({
    Dockerfile: faulty,
    '.azml-lint.yaml': 'plugins: ./plugin.mjs\n',
    'plugin.mjs': `export const rules = [{
      id: 'acme/broken', title: 'It throws', messages: { never: 'never said' },
      level: { inference: 'error', training: 'error', other: 'error' },
      check() { throw new Error('oh no.'); },
    }];`,
  });
  const { status, stdout } = await azmlLint([...only('apt/lists-kept'), 'Dockerfile'], { cwd });
  expect(stdout.replaceAll(/\s+/g, ' ')).toContain(
    'Internal error in rule acme/broken: oh no. Please report it',
  );
  expect(stdout).toContain('apt/lists-kept');
  expect(stdout).not.toContain('    at ');
  expect(status).toBe(2);
});
