/** What belongs to a Dockerfile, on the installed command line; and what a hostile folder must not cause. */
import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, readFileSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { azmlLint, directoryWith, onPosix, program } from './cli.ts';

const repository = { '.git/HEAD': 'ref: refs/heads/main\n' };
const ENVIRONMENT = '$schema: https://azuremlschemas.azureedge.net/latest/environment.schema.json\nname: a\n';
const BASE = 'FROM mcr.microsoft.com/azureml/minimal-py312-inference:latest\n';
const DOCKERFILE = `${BASE}COPY src x.txt /var/azureml-app/\nENV AZUREML_ENTRY_SCRIPT=score.py\n`;

async function filesOf(cwd: string, ...args: readonly string[]) {
  const { stdout } = await azmlLint(['--format', 'json', '--fail-on', 'never', ...args], { cwd });
  return JSON.parse(stdout).files as readonly { readonly path: string; readonly context?: object }[];
}

describe('what belongs together is linted together', () => {
  const files = {
    ...repository,
    'env/environment.yml': `${ENVIRONMENT}build:\n  path: ../docker\n`,
    'docker/Dockerfile': DOCKERFILE,
    'docker/x.txt': '',
    'docker/src/score.py': 'def init(): ...\ndef run(data): ...\n',
  };
  const linted = ['docker/Dockerfile', 'env/environment.yml'];

  test.each([
    [['docker/Dockerfile']],
    [['env/environment.yml']],
    [['env']],
    [['.']],
    [['docker/Dockerfile', 'env/environment.yml']],
    [['--jobs', '3', '.']],
  ])('%j', async (args) => {
    const found = await filesOf(directoryWith(files), ...args);
    expect(found.map(({ path }) => path)).toEqual(expect.arrayContaining(linted));
    expect(new Set(found.map(({ path }) => path)).size).toBe(found.length);
    expect(found.find(({ path }) => path === linted[0])?.context).toEqual({
      path: 'docker',
      source: 'named by env/environment.yml:4',
      certainty: 'named',
    });
  });

  test('unless the configuration ignores it, or nothing around a file is looked at', async () => {
    const ignoring = directoryWith({ ...files, '.azml-lint.yaml': 'ignore: env\n' });
    expect((await filesOf(ignoring, 'docker/Dockerfile')).map(({ path }) => path)).not.toContain(linted[1]);
    const found = await filesOf(directoryWith(files), '--no-context', 'docker/Dockerfile');
    expect(found).toEqual([expect.not.objectContaining({ context: expect.anything() })]);
  });

  test('also by the name that standard input has', async () => {
    const cwd = directoryWith(files);
    const args = ['--format', 'json', '--fail-on', 'never', '--stdin-filename', linted[0]!, '-'];
    const { stdout } = await azmlLint(args, { cwd, input: DOCKERFILE });
    expect(JSON.parse(stdout).files[0].context.certainty).toBe('named');
  });

  test('and fixed', async () => {
    const cwd = directoryWith({
      ...files,
      'docker/Dockerfile': `${BASE}COPY src x.txt /a/\nMAINTAINER me\n`,
    });
    const { stdout } = await azmlLint(['--diff', 'env/environment.yml'], { cwd });
    expect(stdout).toContain('docker/Dockerfile');
  });

  test('as --verbose and config say', async () => {
    const cwd = directoryWith(files);
    const { stderr } = await azmlLint(['--verbose', 'docker/Dockerfile'], { cwd });
    expect(stderr).toContain(
      'docker/Dockerfile: the build context is docker, named by env/environment.yml:4\n',
    );
    const { stdout } = await azmlLint(['config', 'docker/Dockerfile'], { cwd });
    expect(stdout).toMatch(/^context +docker +named by env\/environment\.yml:4$/m);
    const given = await azmlLint(['config', '--context', 'env', 'docker/Dockerfile'], { cwd });
    expect(given.stdout).toMatch(/^context +env +given by --context$/m);
  });
});

test.each([
  [['--context', 'nowhere'], '--context nowhere: there is no such directory'],
  [['--context', 'Dockerfile'], '--context Dockerfile: there is no such directory'],
  [['--build-context', 'data=nowhere'], '--build-context data=nowhere: there is no such directory'],
  [['--build-context', 'data'], '`--build-context data` names no directory'],
])('%j is wrong use', async (args, message) => {
  const { status, stderr } = await azmlLint([...args, 'Dockerfile'], {
    cwd: directoryWith({ Dockerfile: BASE }),
  });
  expect([status, stderr]).toEqual([2, expect.stringContaining(message)]);
});

test('a context that is configured outside of the repository is not looked at', async () => {
  const root = directoryWith({
    'in/.git/HEAD': '',
    'in/Dockerfile': DOCKERFILE,
    'in/.azml-lint.yaml': 'context:\n  - dockerfile: Dockerfile\n    path: ../out\n',
    'out/x.txt': '',
  });
  const { status, stderr } = await azmlLint(['Dockerfile'], { cwd: join(root, 'in') });
  expect([status, stderr]).toEqual([2, expect.stringContaining('lies outside of the repository')]);
});

/** In milliseconds; the slowest takes a tenth of it alone. */
const QUICKLY = 20_000;

describe.skipIf(!onPosix)('a hostile folder ends quickly, and nothing outside is read:', () => {
  const marker = 'MARKERthatmustnotappear';

  async function lintHostile(cwd: string, options: { readonly unprivileged?: boolean } = {}) {
    const started = performance.now();
    const args = ['--format', 'json', '--fail-on', 'never', '--preset', 'all', 'Dockerfile'];
    const { stdout, stderr, status } = await azmlLint(args, { cwd, ...options });
    expect(performance.now() - started).toBeLessThan(QUICKLY);
    expect(status).toBe(0);
    expect(stdout + stderr).not.toContain(marker);
    expect(stdout + stderr).not.toContain('internal error');
    return { stderr, files: JSON.parse(stdout).files };
  }

  test('30,000 entries in one directory, and 30,000 in many', async () => {
    const flat = directoryWith({
      ...repository,
      Dockerfile: `${BASE}COPY src /var/azureml-app/\n`,
      'x.txt': '',
    });
    mkdirSync(join(flat, 'src'));
    for (let index = 0; index < 30_000; index++) writeFileSync(join(flat, `src/${index}.txt`), '');
    const { stderr } = await lintHostile(flat);
    expect(stderr.match(/`src` has more than 20000 entries: what is in it is not looked at/g)).toHaveLength(
      1,
    );

    const deep = directoryWith({
      ...repository,
      Dockerfile: `${BASE}COPY . /var/azureml-app/\nENV AZUREML_ENTRY_SCRIPT=score.py\n`,
      'e.yml': `${ENVIRONMENT}build:\n  path: .\n`,
    });
    for (let index = 0; index < 300; index++) {
      mkdirSync(join(deep, `${index}`));
      for (let inner = 0; inner < 100; inner++) writeFileSync(join(deep, `${index}/${inner}`), '');
    }
    await lintHostile(deep);
  });

  test('links in circles, and to outside', async () => {
    const root = directoryWith({
      'in/.git/HEAD': '',
      'in/Dockerfile': `${BASE}COPY . requirements.txt /var/azureml-app/\nENV AZUREML_ENTRY_SCRIPT=score.py\nRUN pip install -r /var/azureml-app/requirements.txt\n`,
      'in/a/x': '',
      'in/b/x': '',
      'out/score.py': `raise ${marker}\n`,
      'out/requirements.txt': `${marker}==1\n`,
      'out/e.yml': `${ENVIRONMENT}build:\n  path: ../in # ${marker}\n`,
    });
    const cwd = join(root, 'in');
    for (const name of ['score.py', 'requirements.txt', 'e.yml'])
      symlinkSync(`../out/${name}`, join(cwd, name));
    symlinkSync('.', join(cwd, 'self'));
    symlinkSync('../b', join(cwd, 'a/b'));
    symlinkSync('../a', join(cwd, 'b/a'));
    symlinkSync('/', join(cwd, 'top'));
    symlinkSync('loop', join(cwd, 'loop'));
    const { stderr } = await lintHostile(cwd);
    expect(stderr).toContain(
      'is a symbolic link that leads out of the project: what is there is not looked at',
    );
    if (hasStrace) expect(openedBy(cwd).filter((path) => path.startsWith(join(root, 'out')))).toEqual([]);
  });

  test('a link that leads out of the project and of a given context is told once', async () => {
    const cwd = directoryWith({ 'in/.git/HEAD': '', 'in/Dockerfile': `${BASE}COPY in/top /opt/\n` });
    symlinkSync('/', join(cwd, 'in/top'));
    const { stderr } = await azmlLint(['--context', '..', 'Dockerfile'], { cwd: join(cwd, 'in') });
    expect(stderr.match(/is a symbolic link/g)).toHaveLength(1);
  });

  test('pipes, a large script, a folder that may not be read', async () => {
    const cwd = directoryWith({
      ...repository,
      Dockerfile: `${BASE}COPY app requirements.txt locked /var/azureml-app/\nENV AZUREML_ENTRY_SCRIPT=score.py\nRUN pip install -r /var/azureml-app/requirements.txt\n`,
      'app/score.py': '',
      'locked/secret.py': `${marker}\n`,
    });
    truncateSync(join(cwd, 'app/score.py'), 1024 ** 3);
    for (const name of ['requirements.txt', 'environment.yml', 'Makefile'])
      execFileSync('mkfifo', [join(cwd, name)]);
    chmodSync(join(cwd, 'locked'), 0);
    await lintHostile(cwd, { unprivileged: true });
    chmodSync(join(cwd, 'locked'), 0o755);
  });

  test('names that act, and folders in folders', async () => {
    const cwd = directoryWith({ ...repository, Dockerfile: `${BASE}COPY . missing.txt /var/azureml-app/\n` });
    for (const name of ['a\nb.txt', 'c\x1b[2J.yml', 'missing\x1b[31m.txt'])
      writeFileSync(join(cwd, name), 'build: x\n');
    mkdirSync(join(cwd, 'd/'.repeat(900)), { recursive: true });
    const { stderr, files } = await lintHostile(cwd);
    expect(stderr).not.toContain('\x1b');
    expect(files[0].context.certainty).toBe('guessed');
    const { stdout } = await azmlLint(['--verbose', 'Dockerfile'], { cwd });
    expect(stdout).not.toContain('\x1b');
  });

  test('a Dockerfile on standard input whose name leads out', async () => {
    const root = directoryWith({
      'in/.git/HEAD': '',
      'out/x.txt': marker,
      'out/e.yml': `${ENVIRONMENT}build:\n  path: .\n`,
    });
    const args = ['--format', 'json', '--fail-on', 'never', '--stdin-filename', 'Dockerfile', '-'];
    const input = `${BASE}COPY ../out/x.txt ../../../../../../etc/passwd /var/azureml-app/\n`;
    const { stdout } = await azmlLint(args, { cwd: join(root, 'in'), input });
    expect(stdout).not.toContain(marker);
    expect(JSON.parse(stdout).files[0].context).toMatchObject({ certainty: 'guessed', path: '.' });
  });
});

/** Which files a run opens is told by strace, where it is installed; the marker is looked for everywhere. */
const hasStrace = isInstalled('strace');

function isInstalled(program: string): boolean {
  try {
    execFileSync(program, ['-V'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

function openedBy(cwd: string): readonly string[] {
  const log = join(directoryWith({}), 'log');
  const args = ['-f', '-e', 'trace=open,openat', '-o', log, ...program(), '--fail-on', 'never', 'Dockerfile'];
  execFileSync('strace', args, { cwd, stdio: 'ignore' });
  return Array.from(readFileSync(log, 'utf8').matchAll(/"(\/[^"]*)"/g), ([, path]) => path!);
}
