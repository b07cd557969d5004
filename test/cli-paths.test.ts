import { execFileSync } from 'node:child_process';
import { readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { azmlLint, clean, directoryWith, faulty, onPosix } from './cli.ts';

/** The paths that are linted, in the order of the report. */
async function linted(
  files: Readonly<Record<string, string>>,
  args: readonly string[],
  from = '.',
): Promise<string[]> {
  const directory = directoryWith(files);
  const { stdout } = await azmlLint(['--format', 'json', ...args], { cwd: join(directory, from) });
  return pathsOf(stdout);
}

function pathsOf(json: string): string[] {
  return (JSON.parse(json) as { files: { path: string }[] }).files.map(({ path }) => path);
}

const empty = (paths: readonly string[]) => Object.fromEntries(paths.map((path) => [path, clean]));

describe('a directory is searched for Dockerfiles', () => {
  test.each([
    'Dockerfile',
    'Dockerfile.gpu',
    'Dockerfile-gpu',
    'Dockerfile_gpu',
    'gpu.Dockerfile',
    'gpu.dockerfile',
    'dockerfile',
    'DOCKERFILE',
    'Containerfile',
    'Containerfile.gpu',
    '.devcontainer/Dockerfile',
    'a/b/c/Dockerfile',
    '.Dockerfile',
  ])('%s is one', async (path) => {
    expect(await linted(empty([path]), [])).toEqual([path]);
  });

  test.each([
    'README.md',
    'Dockerfiles',
    'MyDockerfile',
    'Dockerfile.md',
    'Dockerfile.j2',
    'Dockerfile.tmpl',
    'Dockerfile.dockerignore',
    '.git/Dockerfile',
    'node_modules/x/Dockerfile',
    'a/node_modules/Dockerfile',
    'gpu.Dockerfile.bak',
  ])('%s is none', async (path) => {
    expect(await linted(empty([path, 'z/Dockerfile']), [])).toEqual(['z/Dockerfile']);
  });

  test('in order of path, each file once', async () => {
    const files = empty(['b/Dockerfile', 'a/Dockerfile', 'Dockerfile']);
    expect(await linted(files, ['b/Dockerfile', '.', './a', 'a/../Dockerfile'])).toEqual([
      'Dockerfile',
      'a/Dockerfile',
      'b/Dockerfile',
    ]);
  });

  test('links to files count, links to directories are not followed', async () => {
    const directory = directoryWith(empty(['real/Dockerfile', 'elsewhere/x']));
    symlinkSync('../elsewhere/x', join(directory, 'real/Dockerfile.link'));
    symlinkSync('..', join(directory, 'real/round'));
    symlinkSync('nowhere', join(directory, 'real/Dockerfile.broken'));
    const { stdout, status } = await azmlLint(['--format', 'json', 'real'], { cwd: directory });
    expect(pathsOf(stdout)).toEqual(['real/Dockerfile', 'real/Dockerfile.link']);
    expect(status).not.toBe(2);
  });
});

describe('what leads nowhere', () => {
  test.runIf(onPosix)('keeps nothing else from being linted', async () => {
    const cwd = directoryWith({ 'a/Dockerfile': clean });
    symlinkSync('Dockerfile', join(cwd, 'Dockerfile'));
    symlinkSync('gone', join(cwd, 'x.Dockerfile'));
    for (const path of ['.', '**', '{*,a/*}']) {
      const { status, stdout } = await azmlLint(['--format', 'json', path], { cwd });
      expect([path, status === 2, pathsOf(stdout)]).toEqual([path, false, ['a/Dockerfile']]);
    }
  });

  test('is told where it is named', async () => {
    const cwd = directoryWith({ Dockerfile: clean });
    expect(await azmlLint(['Dockerfile/x', ''], { cwd })).toMatchObject({
      status: 2,
      stderr:
        'azml-lint: Dockerfile/x: there is no such file or directory\n' +
        'azml-lint: an empty path leads to no file; `.` is this directory\n',
    });
  });
});

describe('a symbolic link that leads out', () => {
  /** A repository `in`, and a Dockerfile beside it. */
  function linking(git: Readonly<Record<string, string>> = { 'in/.git/config': clean }): string {
    const directory = directoryWith({ 'out/Dockerfile': faulty, 'in/Dockerfile': clean, ...git });
    for (const [name, target] of [
      ['Dockerfile.out', '../out/Dockerfile'],
      ['Dockerfile.absolute', join(directory, 'out/Dockerfile')],
      ['Dockerfile.git', '.git/config'],
      ['Dockerfile.in', 'Dockerfile'],
    ] as const)
      symlinkSync(target, join(directory, 'in', name));
    symlinkSync('../out', join(directory, 'in/linked'));
    symlinkSync('linked/Dockerfile', join(directory, 'in/Dockerfile.through'));
    return directory;
  }

  test.runIf(onPosix).each([['.'], ['./'], ['Dockerfile*'], ['{Docker,x}file*']])(
    'is not linted, and that is told: %s',
    async (path) => {
      const directory = linking();
      const cwd = join(directory, 'in');
      const { stdout, stderr } = await azmlLint(['--format', 'json', path], { cwd });
      expect(pathsOf(stdout)).toEqual(['Dockerfile', 'Dockerfile.in']);
      expect(stderr).toContain(
        'azml-lint: `Dockerfile.absolute`, `Dockerfile.git`, `Dockerfile.out`, `Dockerfile.through` are symbolic links out of what is searched: not linted\n  Name them to lint them all the same.\n',
      );
    },
  );

  test.runIf(onPosix).each([['linked/**'], ['linked/Docker*'], ['./linked/{Dockerfile,x}']])(
    'is not followed at the start of a glob: %s',
    async (path) => {
      const directory = linking();
      const result = await azmlLint(['--fix', '--unsafe', path], { cwd: join(directory, 'in') });
      expect(result).toMatchObject({ status: 3, stdout: '' });
      expect(result.stderr).toContain('`linked` is a symbolic link out of what is searched: not linted');
      expect(readFileSync(join(directory, 'out/Dockerfile'), 'utf8')).toBe(faulty);
    },
  );

  test('is not fixed', async () => {
    const directory = linking();
    const { stdout } = await azmlLint(['--fix', '--unsafe', '.'], { cwd: join(directory, 'in') });
    expect(readFileSync(join(directory, 'out/Dockerfile'), 'utf8')).toBe(faulty);
    expect(stdout).not.toContain('apt-get');
  });

  test('is linted where it is named', async () => {
    const { stdout } = await azmlLint(['--format', 'json', 'Dockerfile.out'], { cwd: join(linking(), 'in') });
    expect(pathsOf(stdout)).toEqual(['Dockerfile.out']);
  });

  test.runIf(onPosix)('leads out of the working directory where there is no repository', async () => {
    const { stdout } = await azmlLint(['--format', 'json'], { cwd: join(linking({}), 'in') });
    expect(pathsOf(stdout)).toEqual(['Dockerfile', 'Dockerfile.in']);
  });
});

test('a .gitignore without an end, or that waits for one, ignores nothing', async () => {
  const directory = directoryWith({ Dockerfile: clean, 'a/Dockerfile': clean });
  symlinkSync('/dev/zero', join(directory, '.gitignore'));
  execFileSync('mkfifo', [join(directory, 'a/.gitignore')]);
  const { stdout } = await azmlLint(['--format', 'json'], { cwd: directory });
  expect(pathsOf(stdout)).toEqual(['Dockerfile', 'a/Dockerfile']);
});

describe('what git ignores is not found', () => {
  const ignored = {
    ...empty(['Dockerfile', 'out/Dockerfile', 'a/Dockerfile', 'a/gen/Dockerfile', 'a/gen/keep/Dockerfile']),
  };

  test.each<[string, Record<string, string>, string[]]>([
    [
      'a directory',
      { '.gitignore': 'out/\n' },
      ['Dockerfile', 'a/Dockerfile', 'a/gen/Dockerfile', 'a/gen/keep/Dockerfile'],
    ],
    ['by a nested file', { 'a/.gitignore': 'gen\n' }, ['Dockerfile', 'a/Dockerfile', 'out/Dockerfile']],
    [
      'only from the root',
      { '.gitignore': '/Dockerfile\n' },
      ['a/Dockerfile', 'a/gen/Dockerfile', 'a/gen/keep/Dockerfile', 'out/Dockerfile'],
    ],
    [
      'taken back deeper',
      { '.gitignore': 'Dockerfile\n', 'a/.gitignore': '!Dockerfile\n' },
      ['a/Dockerfile', 'a/gen/Dockerfile', 'a/gen/keep/Dockerfile'],
    ],
    [
      'not taken back below an ignored directory',
      { '.gitignore': 'gen/\n', 'a/gen/keep/.gitignore': '!Dockerfile\n' },
      ['Dockerfile', 'a/Dockerfile', 'out/Dockerfile'],
    ],
    [
      'letters as written',
      { '.gitignore': 'OUT/\nDOCKERFILE\n' },
      ['Dockerfile', 'a/Dockerfile', 'a/gen/Dockerfile', 'a/gen/keep/Dockerfile', 'out/Dockerfile'],
    ],
  ])('%s', async (_, gitignores, expected) => {
    expect(await linted({ ...ignored, ...gitignores }, [])).toEqual(expected);
  });

  test('a search below the root of a repository knows the files above', async () => {
    const files = { ...ignored, '.git/HEAD': '', '.gitignore': 'gen\n' };
    expect(await linted(files, [], 'a')).toEqual(['Dockerfile']);
    expect(await linted(files, ['a'])).toEqual(['a/Dockerfile']);
  });

  test('but what is given by name is linted', async () => {
    const files = { ...ignored, '.git/HEAD': '', '.gitignore': 'out\n' };
    expect(await linted(files, ['out/Dockerfile'])).toEqual(['out/Dockerfile']);
    expect(await linted(files, ['out'])).toEqual(['out/Dockerfile']);
  });
});

describe('a glob', () => {
  const files = {
    ...empty(['a/one.txt', 'a/two.txt', 'b/one.txt', '.hidden/one.txt', 'node_modules/one.txt']),
    '.gitignore': 'b\n',
  };

  test.each<[string, string[]]>([
    ['a/*.txt', ['a/one.txt', 'a/two.txt']],
    ['**/one.txt', ['.hidden/one.txt', 'a/one.txt']],
    ['{a,b}/one.txt', ['a/one.txt']],
    ['./a/t*', ['a/two.txt']],
    ['a/[ot]*.txt', ['a/one.txt', 'a/two.txt']],
  ])('%s', async (glob, expected) => {
    expect(await linted(files, [glob])).toEqual(expected);
  });

  test('a file whose name looks like one is itself', async () => {
    expect(await linted(empty(['[a].txt', 'a.txt']), ['[a].txt'])).toEqual(['[a].txt']);
  });
});

describe('a path', () => {
  test('any name will do', async () => {
    expect(await linted(empty(['build.txt']), ['build.txt'])).toEqual(['build.txt']);
  });

  test.each(['none', 'none[', 'a{b}'])('%j that is not there is told', async (path) => {
    const { stderr, status } = await azmlLint([path], { cwd: directoryWith({ Dockerfile: clean }) });
    expect(stderr).toContain(`azml-lint: ${path}: there is no such file or directory\n`);
    expect(status).toBe(2);
  });

  test('is shown from the working directory', async () => {
    expect(await linted(empty(['a/Dockerfile', 'b/x']), ['../a/Dockerfile'], 'b')).toEqual([
      '../a/Dockerfile',
    ]);
  });

  test('that is not there, and is near a command, says so', async () => {
    const { stderr } = await azmlLint(['ruls'], { cwd: directoryWith({}) });
    expect(stderr).toContain('ruls: there is no such file or directory; did you mean the command `rules`?\n');
  });

  test('ignore of the configuration counts for what is searched, not for what is named', async () => {
    const files = { ...empty(['a/Dockerfile', 'b/Dockerfile']), '.azml-lint.yaml': 'ignore: a\n' };
    expect(await linted(files, ['.'])).toEqual(['b/Dockerfile']);
    expect(await linted(files, ['a/Dockerfile'])).toEqual(['a/Dockerfile']);
  });
});

describe('standard input', () => {
  test.each<[string[], string]>([
    [['-'], '<stdin>'],
    [['-', '-'], '<stdin>'],
    [['--stdin-filename', 'x/Dockerfile', '-'], 'x/Dockerfile'],
  ])('%j', async (args, path) => {
    const { stdout } = await azmlLint(['--format', 'json', ...args], {
      cwd: directoryWith({}),
      input: faulty,
    });
    const [file] = (JSON.parse(stdout) as { files: { path: string; findings: { line: number }[] }[] }).files;
    expect(file!.path).toBe(path);
    expect(file!.findings.map(({ line }) => line)).toContain(2);
  });

  test('its name decides which configuration holds', async () => {
    const cwd = directoryWith({ 'x/.azml-lint.yaml': 'failOn: never\n' });
    const run = (name: string) =>
      azmlLint(['--rule', 'apt/lists-kept=error', '--stdin-filename', name, '-'], { cwd, input: faulty });
    expect(await run('Dockerfile')).toMatchObject({ status: 1 });
    expect(await run('x/Dockerfile')).toMatchObject({ status: 0 });
  });
});
