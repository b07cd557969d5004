import { spawn } from 'node:child_process';
import {
  createReadStream,
  existsSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { azmlLint, clean, directoryWith, faulty, only, onPosix, program } from './cli.ts';

const rule = only('apt/lists-kept');

describe('streams', () => {
  test('findings go to standard output, the summary to standard error', async () => {
    const cwd = directoryWith({ Dockerfile: faulty, 'x.Dockerfile': clean });
    const { stdout, stderr } = await azmlLint([...rule, '--now', '2026-07-31', '.'], { cwd });
    expect(stdout).toMatch(/^Dockerfile:2:5 {2}warning {2}apt\/lists-kept/);
    expect(stderr).toMatch(/^2 files in \d+\.\d\d s: 1 warning\. 1 can be fixed \(1 safe, 0 unsafe\)\.\n$/);
  });

  test('--quiet leaves the summary out, and says still what goes wrong', async () => {
    const cwd = directoryWith({ Dockerfile: faulty });
    expect(await azmlLint([...rule, '-q', 'Dockerfile'], { cwd })).toMatchObject({ stderr: '' });
    expect(await azmlLint([...rule, '-q', 'none'], { cwd })).toMatchObject({
      stderr: 'azml-lint: none: there is no such file or directory\n',
    });
  });

  test('--max-findings shows the first ones, and says how many more there are', async () => {
    const cwd = directoryWith({ 'a.Dockerfile': faulty, 'b.Dockerfile': faulty });
    const { stdout, stderr, status } = await azmlLint([...rule, '--format', 'json', '--max-findings', '1'], {
      cwd,
    });
    const { files } = JSON.parse(stdout) as { files: { findings: unknown[] }[] };
    expect(files.map(({ findings }) => findings.length)).toEqual([1, 0]);
    expect(stderr).toContain('2 warnings');
    expect(stderr).toContain('1 not shown (--max-findings).');
    expect(status).toBe(1);
  });

  test('a reader that leaves early is no failure', async () => {
    const cwd = directoryWith({
      Dockerfile: `FROM ubuntu:24.04\n${'RUN apt-get update && apt-get install -y curl\n'.repeat(5000)}`,
    });
    const [command, ...first] = program();
    const child = spawn(command, [...first, ...rule, 'Dockerfile'], {
      cwd,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let stderr = '';
    child.stderr.on('data', (data) => {
      stderr += data;
    });
    child.stdout.once('data', () => child.stdout.destroy());
    const status = await new Promise((resolve) => child.on('close', resolve));
    expect(status).toBe(1);
    expect(stderr).toMatch(/^1 file in/);
  });

  test.runIf(existsSync('/dev/full'))('a full disk is a failure, said in one line', async () => {
    const cwd = directoryWith({ Dockerfile: faulty });
    const full = createReadStream('/dev/full', { flags: 'r+' });
    await new Promise((resolve) => full.once('open', resolve));
    const [command, ...first] = program();
    const child = spawn(command, [...first, ...rule, 'Dockerfile'], {
      cwd,
      stdio: ['ignore', full, 'pipe'],
    });
    let stderr = '';
    child.stderr.on('data', (data) => {
      stderr += data;
    });
    const status = await new Promise((resolve) => child.on('close', resolve));
    full.destroy();
    expect(stderr).toMatch(/^azml-lint: the output cannot be written: .*no space left/);
    expect(status).toBe(2);
  });

  test('what a path holds cannot act on a terminal', async () => {
    const { stderr } = await azmlLint(['\x1b[31mred\nnew line'], { cwd: directoryWith({}) });
    expect(stderr).toContain('azml-lint: \\u{1b}[31mred\\u{a}new line: there is no such file');
  });
});

test('what is printed while files are linted is in order of path, standard input and configurations too', async () => {
  const cwd = directoryWith({
    'a.Dockerfile': faulty,
    'z.Dockerfile': faulty,
    'policy.yaml': 'rules: { apt/lists-kept: error }\nlocked: [apt/lists-kept]\n',
    '.azml-lint.yaml': 'extends: ./policy.yaml\nrules: { apt/lists-kept: off }\n',
  });
  const args = ['--stdin-filename', 'm.Dockerfile', '-', 'z.Dockerfile', 'a.Dockerfile'];
  const run = (format: string) => azmlLint(['-f', format, ...args], { cwd, input: faulty });
  const { files } = JSON.parse((await run('json')).stdout) as { files: { path: string }[] };
  const paths = ['.azml-lint.yaml', 'a.Dockerfile', 'm.Dockerfile', 'z.Dockerfile'];
  expect(files.map(({ path }) => path)).toEqual(paths);
  const { stdout } = await run('compact');
  expect([...new Set(stdout.match(/^[^:\n]+/gm))]).toEqual(paths);
  const { stdout: shortened } = await azmlLint(['-f', 'compact', '--max-findings', '2', ...args], {
    cwd,
    input: faulty,
  });
  expect(shortened).toBe(`${stdout.split('\n').slice(0, 2).join('\n')}\n`);
});

describe('colors', () => {
  const escape = '\x1b[';

  test.each<[string, string[], Record<string, string>, boolean]>([
    ['not where there is no terminal', [], {}, false],
    ['with --color', ['--color'], {}, true],
    ['with FORCE_COLOR', [], { FORCE_COLOR: '1' }, true],
    ['with FORCE_COLOR, whatever NO_COLOR says', [], { FORCE_COLOR: '1', NO_COLOR: '1' }, true],
    ['not with FORCE_COLOR=0', [], { FORCE_COLOR: '0' }, false],
    ['not with NO_COLOR', [], { NO_COLOR: '1' }, false],
    ['with --color, whatever NO_COLOR says', ['--color'], { NO_COLOR: '1' }, true],
    ['not with --no-color, whatever FORCE_COLOR says', ['--no-color'], { FORCE_COLOR: '1' }, false],
  ])('%s', async (_, args, env, isColored) => {
    const cwd = directoryWith({ Dockerfile: faulty });
    const { stdout } = await azmlLint([...rule, ...args, 'Dockerfile'], { cwd, env });
    expect(stdout.includes(escape)).toBe(isColored);
  });

  test('never in a file', async () => {
    const cwd = directoryWith({ Dockerfile: faulty });
    await azmlLint([...rule, '--color', '--format', 'text=report.txt', 'Dockerfile'], { cwd });
    expect(readFileSync(join(cwd, 'report.txt'), 'utf8')).not.toContain(escape);
  });
});

describe('reports in files', () => {
  test('each report goes where it shall, with the directories it needs', async () => {
    const cwd = directoryWith({ Dockerfile: faulty });
    const args = ['--format', 'text', '--format', 'json=out/deep/report.json', '--format', 'sarif=out.sarif'];
    const { stdout, status } = await azmlLint([...rule, ...args, 'Dockerfile'], { cwd });
    expect(stdout).toMatch(/^Dockerfile:2:5 /);
    expect(JSON.parse(readFileSync(join(cwd, 'out/deep/report.json'), 'utf8'))).toMatchObject({
      files: [{ path: 'Dockerfile' }],
    });
    expect(JSON.parse(readFileSync(join(cwd, 'out.sarif'), 'utf8'))).toMatchObject({ version: '2.1.0' });
    expect(readdirSync(cwd).sort()).toEqual(['Dockerfile', 'out', 'out.sarif']);
    expect(status).toBe(1);
  });

  test('with a report in a file only, nothing is printed', async () => {
    const cwd = directoryWith({ Dockerfile: faulty });
    expect(await azmlLint([...rule, '--format', 'json=report.json', 'Dockerfile'], { cwd })).toMatchObject({
      stdout: '',
      status: 1,
    });
  });

  test.runIf(onPosix)('what was there is replaced, and a link stays one', async () => {
    const cwd = directoryWith({ Dockerfile: clean, 'real.json': 'old '.repeat(10_000) });
    symlinkSync('real.json', join(cwd, 'link.json'));
    await azmlLint([...rule, '--format', 'json=link.json', 'Dockerfile'], { cwd });
    expect(JSON.parse(readFileSync(join(cwd, 'real.json'), 'utf8'))).toMatchObject({
      files: [{ path: 'Dockerfile' }],
    });
    expect(readdirSync(cwd).sort()).toEqual(['Dockerfile', 'link.json', 'real.json']);
  });

  test('a device is written to, not replaced', async () => {
    const cwd = directoryWith({ Dockerfile: faulty });
    expect(await azmlLint([...rule, '--format', 'json=/dev/null', 'Dockerfile'], { cwd })).toMatchObject({
      status: 1,
    });
    expect(statSync('/dev/null').isCharacterDevice()).toBe(true);
  });

  test('that cannot be written are a failure, said in one line', async () => {
    const cwd = directoryWith({ Dockerfile: faulty, file: '' });
    const { status, stderr } = await azmlLint([...rule, '--format', 'json=file/report.json', 'Dockerfile'], {
      cwd,
    });
    expect(stderr).toMatch(/^azml-lint: the report file\/report\.json cannot be written: .*\n$/);
    expect(status).toBe(2);
  });

  test('SARIF is a document also where nothing is linted', async () => {
    const { stdout, status } = await azmlLint(['--format', 'sarif', '--category', 'images'], {
      cwd: directoryWith({}),
    });
    expect(JSON.parse(stdout)).toMatchObject({
      runs: [{ results: [], automationDetails: { id: expect.stringContaining('images') } }],
    });
    expect(status).toBe(3);
  });

  test('SARIF carries the pages of the rules', async () => {
    const { stdout } = await azmlLint(['--format', 'sarif'], { cwd: directoryWith({ Dockerfile: clean }) });
    const { rules } = (
      JSON.parse(stdout) as {
        runs: [{ tool: { driver: { rules: { id: string; help: { markdown: string } }[] } } }];
      }
    ).runs[0].tool.driver;
    expect(rules.find(({ id }) => id === 'apt/lists-kept')?.help.markdown).toContain('## Good');
  });
});

test('paths in SARIF are those of the repository', async () => {
  const cwd = directoryWith({ '.git/HEAD': '', 'a/b/Dockerfile': faulty });
  writeFileSync(join(cwd, 'a/b/with space.Dockerfile'), faulty);
  const { stdout } = await azmlLint([...rule, '--format', 'sarif'], { cwd: join(cwd, 'a') });
  expect(stdout).toContain('"uri": "a/b/Dockerfile"');
  expect(stdout).toContain('"uri": "a/b/with%20space.Dockerfile"');
});
