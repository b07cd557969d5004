import { execFileSync, spawnSync } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { azmlLint, clean, directoryWith, only, onPosix, type Result } from './cli.ts';

/** A text that `apt/asks-for-confirmation` fixes, and the result. */
const before = 'FROM ubuntu:24.04\nRUN apt-get install curl\nUSER 1000\n';
const after = before.replace('install', 'install -y');

const rule = only('apt/asks-for-confirmation');

function run(args: readonly string[], cwd: string, more: Parameters<typeof azmlLint>[1] = {}) {
  return azmlLint([...rule, ...args], { cwd, ...more });
}

const isRoot = process.getuid?.() === 0;

/** Root may write everywhere. */
function runUnprivileged(args: readonly string[], cwd: string): Promise<Result> {
  return run(args, cwd, { unprivileged: true });
}

function read(cwd: string, file = 'Dockerfile'): string {
  return readFileSync(join(cwd, file), 'utf8');
}

/** A plugin with one rule that has an effect. */
function plugin(check: string): string {
  return `import { appendFileSync } from 'node:fs';
    let done = false;
    export const rules = [{
      id: 'other/one', title: 'A rule of its own', messages: { m: 'Found' }, fix: 'safe',
      level: { inference: 'warning', training: 'warning', other: 'warning' },
      check({ report }) { ${check} },
    }];`;
}

describe('--fix', () => {
  test('fixes, and tells what is left', async () => {
    const cwd = directoryWith({ Dockerfile: before, 'b.Dockerfile': clean });
    const { status, stdout, stderr } = await run(['--fix', '--now', '2026-07-31'], cwd);
    expect({ status, stdout, text: read(cwd) }).toEqual({ status: 0, stdout: '', text: after });
    expect(stderr).toMatch(/^2 files in [\d.]+ s: nothing found\. 1 fixed\.\n$/);
  });

  test('touches nothing where there is nothing to fix', async () => {
    const cwd = directoryWith({ Dockerfile: after });
    const { ino, mtimeMs } = statSync(join(cwd, 'Dockerfile'));
    await run(['--fix'], cwd);
    expect(statSync(join(cwd, 'Dockerfile'))).toMatchObject({ ino, mtimeMs });
  });

  test('reports what has no fix, at its place in the fixed file', async () => {
    const cwd = directoryWith({
      Dockerfile: 'FROM a\nRUN apt-get install \\\n  curl\nRUN apt-get -y upgrade\n',
    });
    const { status, stdout } = await run(['--fix', '--rule', 'apt/upgrade=warning', '-q'], cwd);
    expect(status).toBe(1);
    expect(stdout).toContain('4:5  warning  apt/upgrade');
    expect(stdout).not.toContain('apt/asks-for-confirmation');
  });

  test.each<[string, string[], string]>([
    ['safe ones only', [], 'FROM mcr.microsoft.com/azureml/minimal-ubuntu20.04-py38-cpu-inference:latest'],
    ['unsafe ones too', ['--unsafe'], 'FROM mcr.microsoft.com/azureml/minimal-'],
  ])('%s', async (_, args, from) => {
    const image = 'mcr.microsoft.com/azureml/minimal-ubuntu20.04-py38-cpu-inference:latest';
    const cwd = directoryWith({ Dockerfile: before.replace('ubuntu:24.04', image) });
    await run(['--fix', '--rule', 'base-image/deprecated=warning', ...args], cwd);
    expect(read(cwd)).toContain('install -y');
    expect(read(cwd).includes(image)).toBe(args.length === 0);
    expect(read(cwd)).toContain(from);
  });

  test.each([
    [['apt/asks-for-confirmation'], after],
    [['DL3014'], after],
    [['apt/*'], after],
    [['apt/lists-kept,DL3014'], after],
    [['apt/lists-kept', '--rule-only', 'DL3014'], after],
    [['apt/lists-kept'], before],
  ])('--rule-only %j', async (names, text) => {
    const cwd = directoryWith({ Dockerfile: before });
    expect(await run(['--fix', '--rule-only', ...names], cwd)).toMatchObject({
      status: text === after ? 0 : 1,
    });
    expect(read(cwd)).toBe(text);
  });

  test('an unknown rule is wrong, and told once', async () => {
    const cwd = directoryWith({ Dockerfile: before, 'b.Dockerfile': before });
    const { status, stderr } = await run(['--fix', '--rule-only', 'apt/list-kept'], cwd);
    expect(status).toBe(2);
    expect(stderr).toContain(
      'azml-lint: --rule-only apt/list-kept: unknown rule `apt/list-kept`\n  Did you mean `apt/lists-kept`?',
    );
    expect(stderr.match(/unknown rule/g)).toHaveLength(1);
    expect(read(cwd)).toBe(before);
  });

  test.each([
    [['--unsafe'], '`--unsafe` says which fixes are wanted'],
    [['--rule-only', 'DL3014'], '`--rule-only` says which fixes are wanted'],
    [['--diff', '--update-baseline'], '`--diff` and `--update-baseline` do not go together'],
  ])('%j is no use alone', async (args, message) => {
    const { status, stderr } = await run(args, directoryWith({ Dockerfile: before }));
    expect(status).toBe(2);
    expect(stderr).toContain(message);
  });

  test('a fix that does harm is refused with the reason', async () => {
    const cwd = directoryWith({
      Dockerfile: before,
      'plugin.mjs': plugin(
        `report({ at: { start: 18, end: 21 }, message: 'm', fix: { title: 'Break it',
          edits: [{ start: 18, end: 21, text: 'RUNNING' }] } });`,
      ),
      '.azml-lint.yaml': 'plugins: ./plugin.mjs\n',
    });
    const { status, stderr, stdout } = await run(['--fix', 'Dockerfile'], cwd);
    expect(stderr).toContain(
      'azml-lint: Dockerfile:2:1: other/one is not fixed: the Dockerfile would no longer parse\n',
    );
    expect(stdout).toContain('other/one');
    expect(status).toBe(1);
    expect(read(cwd)).toBe(after);
  });
});

describe('files keep what they are', () => {
  test.each([
    ['CRLF', before.replaceAll('\n', '\r\n'), after.replaceAll('\n', '\r\n')],
    ['a byte-order mark', `\ufeff${before}`, `\ufeff${after}`],
    ['no final line end', before.trimEnd(), after.trimEnd()],
    ['characters beyond ASCII', `# ü 日本 👩\u200d🚀\n${before}`, `# ü 日本 👩\u200d🚀\n${after}`],
  ])('%s', async (_, text, fixed) => {
    const cwd = directoryWith({ Dockerfile: text });
    await run(['--fix'], cwd);
    expect(read(cwd)).toBe(fixed);
  });

  test.runIf(onPosix).each([0o600, 0o664, 0o755])('the mode %i', async (mode) => {
    const cwd = directoryWith({ Dockerfile: before });
    chmodSync(join(cwd, 'Dockerfile'), mode);
    await run(['--fix'], cwd);
    expect(read(cwd)).toBe(after);
    expect(statSync(join(cwd, 'Dockerfile')).mode & 0o7777).toBe(mode);
  });

  test.runIf(isRoot && onPosix)('the owner', async () => {
    const cwd = directoryWith({ Dockerfile: before });
    chownSync(join(cwd, 'Dockerfile'), 1234, 5678);
    await run(['--fix'], cwd);
    expect(read(cwd)).toBe(after);
    expect(statSync(join(cwd, 'Dockerfile'))).toMatchObject({ uid: 1234, gid: 5678 });
  });

  test.runIf(onPosix)('symbolic links, of which the target is fixed', async () => {
    const cwd = directoryWith({ 'real/file': before });
    symlinkSync('real/file', join(cwd, 'Dockerfile'));
    await run(['--fix', 'Dockerfile'], cwd);
    expect(readlinkSync(join(cwd, 'Dockerfile'))).toBe('real/file');
    expect(lstatSync(join(cwd, 'real/file')).isFile()).toBe(true);
    expect(read(cwd, 'real/file')).toBe(after);
    expect(readdirSync(join(cwd, 'real'))).toEqual(['file']);
  });
});

describe('what cannot be written is left alone and told, and the others are fixed', () => {
  test('bytes that are no UTF-8', async () => {
    const bytes = Buffer.concat([Buffer.from(before), Buffer.from('# caf\xe9\n', 'latin1')]);
    const cwd = directoryWith({ Dockerfile: bytes, 'b.Dockerfile': before });
    const { status, stdout, stderr } = await run(['--fix'], cwd);
    expect(status).toBe(2);
    expect(stderr).toContain('azml-lint: Dockerfile: is not fixed: it is not all UTF-8');
    expect(stdout).toContain('apt/asks-for-confirmation');
    expect(readFileSync(join(cwd, 'Dockerfile'))).toEqual(bytes);
    expect(read(cwd, 'b.Dockerfile')).toBe(after);
  });

  test('bytes that are no UTF-8 are no reason to complain where there is nothing to fix', async () => {
    const cwd = directoryWith({ Dockerfile: Buffer.from(`${after}# caf\xe9\n`, 'latin1') });
    expect(await run(['--fix'], cwd)).toMatchObject({ status: 0 });
  });

  test.runIf(onPosix)('a directory that is read-only', async () => {
    const cwd = directoryWith({ 'a/Dockerfile': before, 'b/Dockerfile': before });
    chmodSync(join(cwd, 'b/Dockerfile'), 0o666);
    chmodSync(join(cwd, 'b'), 0o777);
    chmodSync(join(cwd, 'a/Dockerfile'), 0o666);
    chmodSync(join(cwd, 'a'), 0o555);
    const { status, stdout, stderr } = await runUnprivileged(['--fix'], cwd);
    expect(status).toBe(2);
    expect(stderr).toContain(
      'azml-lint: a/Dockerfile: is not fixed: the file, or its directory, is not writable\n',
    );
    expect(stdout).toContain('apt/asks-for-confirmation');
    expect(read(cwd, 'a/Dockerfile')).toBe(before);
    expect(readdirSync(join(cwd, 'a'))).toEqual(['Dockerfile']);
  });

  test('a file that is read-only in a directory that is not', async () => {
    const cwd = directoryWith({ Dockerfile: before });
    chmodSync(cwd, 0o777);
    chmodSync(join(cwd, 'Dockerfile'), 0o444);
    const { status, stderr } = await runUnprivileged(['--fix'], cwd);
    expect(status).toBe(2);
    expect(stderr).toContain('is not writable');
    expect(read(cwd)).toBe(before);
  });

  test.runIf(isRoot && onPosix)('a file of somebody else', async () => {
    const cwd = directoryWith({ Dockerfile: before });
    chmodSync(cwd, 0o777);
    chmodSync(join(cwd, 'Dockerfile'), 0o666);
    const { status, stderr } = await runUnprivileged(['--fix'], cwd);
    expect(status).toBe(2);
    expect(stderr).toContain('it belongs to somebody else');
    expect(read(cwd)).toBe(before);
    expect(readdirSync(cwd)).toEqual(['Dockerfile']);
  });
});

test('a file that changes while it is fixed is not overwritten', async () => {
  const cwd = directoryWith({
    Dockerfile: before,
    'plugin.mjs': plugin("if (!done) appendFileSync('Dockerfile', '# mine\\n'); done = true;"),
    '.azml-lint.yaml': 'plugins: ./plugin.mjs\n',
  });
  const { status, stderr } = await run(['--fix', 'Dockerfile'], cwd);
  expect(status).toBe(2);
  expect(stderr).toContain('azml-lint: Dockerfile: is not fixed: it has changed since it was read.');
  expect(read(cwd)).toBe(`${before}# mine\n`);
  expect(readdirSync(cwd).sort()).toEqual(['.azml-lint.yaml', 'Dockerfile', 'plugin.mjs']);
});

describe('standard input', () => {
  test('is fixed to standard output, and the report goes to standard error', async () => {
    const cwd = directoryWith({});
    const input = `${before}RUN apt-get -y upgrade\n`;
    const { status, stdout, stderr } = await run(
      ['--fix', '--now', '2026-07-31', '--rule', 'apt/upgrade=warning', '-'],
      cwd,
      { input },
    );
    expect({ status, stdout }).toEqual({ status: 1, stdout: `${after}RUN apt-get -y upgrade\n` });
    expect(stderr).toContain('<stdin>:4:5  warning  apt/upgrade');
    expect(stderr).toMatch(/1 warning\. 1 fixed\.\n$/);
  });

  test('comes through as it is where there is nothing to fix', async () => {
    const { status, stdout } = await run(['--fix', '-'], directoryWith({}), { input: `\ufeff${after}` });
    expect({ status, stdout }).toEqual({ status: 0, stdout: `\ufeff${after}` });
  });

  test('that is no UTF-8 is not fixed', async () => {
    const input = Buffer.from(`${before}# caf\xe9\n`, 'latin1');
    const { status, stdout, stderr } = await run(['--fix', '-'], directoryWith({}), { input });
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr).toContain('<stdin>: is not fixed: it is not all UTF-8');
  });

  test('beside files', async () => {
    const cwd = directoryWith({ Dockerfile: before });
    const { stdout } = await run(['--fix', '-', 'Dockerfile'], cwd, { input: before });
    expect(stdout).toBe(after);
    expect(read(cwd)).toBe(after);
  });
});

describe('--diff', () => {
  const patch = `--- a/images/Dockerfile
+++ b/images/Dockerfile
@@ -1,3 +1,3 @@
 FROM ubuntu:24.04
-RUN apt-get install curl
+RUN apt-get install -y curl
 USER 1000
`;

  test('shows what would change, changes nothing, and fails', async () => {
    const cwd = directoryWith({ 'images/Dockerfile': before, Dockerfile: after });
    expect(await run(['--diff'], cwd)).toEqual({
      status: 1,
      stdout: patch,
      stderr: '1 of 2 files would change, by 1 fix.\n',
    });
    expect(read(cwd, 'images/Dockerfile')).toBe(before);
  });

  test.each([[['--fix', '--diff']], [['--diff', '--rule-only', 'DL3014']]])(
    '%j is the same',
    async (args) => {
      const cwd = directoryWith({ 'images/Dockerfile': before });
      expect(await run(args, cwd)).toMatchObject({ status: 1, stdout: patch });
      expect(read(cwd, 'images/Dockerfile')).toBe(before);
    },
  );

  test('is quiet where nothing would change, whatever else is found', async () => {
    const cwd = directoryWith({ Dockerfile: before });
    expect(await run(['--diff', '--rule-only', 'apt/lists-kept'], cwd)).toEqual({
      status: 0,
      stdout: '',
      stderr: '0 of 1 file would change, by 0 fixes.\n',
    });
  });

  test('writes reports to files, of what is there now', async () => {
    const cwd = directoryWith({ Dockerfile: before });
    await run(['--diff', '--format', 'json=out.json'], cwd);
    expect(JSON.parse(read(cwd, 'out.json')).summary).toMatchObject({ warning: 1, fixed: 0 });
  });

  test('of standard input', async () => {
    const cwd = directoryWith({});
    const { stdout } = await run(['--diff', '--stdin-filename', 'images/Dockerfile', '-'], cwd, {
      input: before,
    });
    expect(stdout).toBe(patch);
  });

  test('shows no secrets and nothing that acts, to programs and in the log of CI alike', async () => {
    const hostile = `# \x1b[2J ::error:: std::string ##vso[x] password=correcthorse\r\n\t${before}`;
    const cwd = directoryWith({ Dockerfile: hostile });
    const { stdout, stderr } = await run(['--diff'], cwd);
    expect(stdout).toContain(
      ' # \\u{1b}[2J \\u{3a}:error:: std::string \\u{23}#vso[x] password=***\r\n \tFROM',
    );
    expect(stderr).toContain('Dockerfile:1: the diff hides a secret, or characters that act');
    const shown = await run(['--diff'], cwd, { env: { CI: 'true' } });
    expect(shown.stdout).toContain(
      ' # \\u{1b}[2J \\u{3a}:error:: std\\u{3a}:string \\u{23}#vso[x] password=***\r\n \tFROM',
    );
    expect(shown.stdout).toContain('\n+RUN apt-get install -y curl\n');
  });

  test.runIf(onPosix)('the name of a file is no command either, and the patch applies', async () => {
    const name = '##vso[a]::error::.Dockerfile';
    const cwd = directoryWith({ [name]: before });
    const { stdout } = await run(['--diff'], cwd, { env: { CI: 'true' } });
    expect(stdout).toMatch(/^--- "a\/\\043#vso\[a\]\\072:error\\072:\.Dockerfile"\n\+\+\+ "b\//);
    execFileSync('git', ['apply', '-'], { cwd, input: stdout });
    expect(read(cwd, name)).not.toBe(before);
  });

  test('knows the secrets of the whole file, however short', async () => {
    const secret =
      'FROM ubuntu:24.04\nENV DB_PASSWORD hunter2\nRUN apt-get install curl # hunter2\nUSER 1000\n';
    const { stdout } = await run(['--diff'], directoryWith({ Dockerfile: secret }));
    expect(stdout).toContain(' ENV DB_PASSWORD ***\n');
  });

  test.each([
    ['with nothing to hide', 'LABEL a=std::string é 漢\t\r\n', true],
    ['with a secret beside the change', 'ENV DB_PASSWORD=hunter2\n', false],
    ['with a secret far from the change', `ENV DB_PASSWORD=hunter2\n${'LABEL a=b\n'.repeat(9)}`, true],
  ])('%s is a patch that applies, or is refused whole', async (_, between, applies) => {
    const text = before.replace('\n', `\n${between}`);
    const cwd = directoryWith({ Dockerfile: text });
    const { stdout } = await run(['--diff'], cwd);
    const { status } = spawnSync('git', ['apply', '-'], { cwd, input: stdout });
    expect(status === 0).toBe(applies);
    expect(read(cwd)).toBe(applies ? text.replace('install curl', 'install -y curl') : text);
  });

  test('in color where that is asked for', async () => {
    const cwd = directoryWith({ Dockerfile: before });
    const { stdout } = await run(['--diff', '--color'], cwd, { env: { CI: 'true' } });
    expect(stdout).toContain('\x1b[32m+RUN apt-get install -y curl\x1b[39m\n');
  });
});

test('JSON says how many were fixed', async () => {
  const cwd = directoryWith({ Dockerfile: before });
  const { stdout } = await run(['--fix', '--format', 'json'], cwd);
  expect(JSON.parse(stdout)).toMatchObject({ files: [{ findings: [] }], summary: { warning: 0, fixed: 1 } });
});

test('links that lead round in a circle are told', async () => {
  const cwd = directoryWith({});
  mkdirSync(join(cwd, 'a'));
  symlinkSync('Dockerfile', join(cwd, 'Dockerfile'));
  writeFileSync(join(cwd, 'b.Dockerfile'), before);
  const { status } = await run(['--fix', 'Dockerfile', 'b.Dockerfile'], cwd);
  expect(status).toBe(2);
  expect(read(cwd, 'b.Dockerfile')).toBe(after);
});
