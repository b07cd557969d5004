/** What the command line says about configurations that have no effect. */
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { azmlLint, clean, directoryWith, onPosix } from './cli.ts';

const repository = { '.git/HEAD': 'ref: refs/heads/main\n' };

async function stderrOf(files: Readonly<Record<string, string>>, args: readonly string[] = [], from = '.') {
  const { stderr, status } = await azmlLint(['--quiet', ...args], {
    cwd: join(directoryWith({ ...repository, Dockerfile: clean, ...files }), from),
  });
  expect(status).not.toBe(2);
  return stderr;
}

describe('a file that was meant as a configuration is told about', () => {
  test.each([
    'azml-lint.yaml',
    'azml-lint.yml',
    '.azml-lint.toml',
    '.azml-lintrc',
    '.azml-lintrc.json',
    '.azmllint.yaml',
    '.azml_lint.yaml',
    // Where names do not differ by case, it is the configuration itself.
    ...(onPosix ? ['.azml-lint.YAML'] : []),
    'azml-lint.config.mjs',
    '.azml-lint',
  ])('%s', async (name) => {
    const said = `azml-lint: \`${name}\` is not read: a configuration has one of the names \`.azml-lint.yaml\`, \`.azml-lint.yml\`, \`.azml-lint.json\`\n`;
    expect(await stderrOf({ [name]: 'failOn: never' })).toContain(said);
    const deep = { [name]: '', 'a/b/Dockerfile': clean };
    expect(await stderrOf(deep, ['a'])).toContain(said);
    expect(await stderrOf(deep, ['.'])).toBe(await stderrOf({ [name]: '' }, ['.']));
  });

  test('also by `config`', async () => {
    const cwd = directoryWith({ ...repository, 'azml-lint.yaml': '' });
    expect((await azmlLint(['config', 'Dockerfile'], { cwd })).stderr).toContain(
      '`azml-lint.yaml` is not read',
    );
  });

  test.each([
    [{ 'azml-lint.json': '{}' }],
    [{ 'azml-lint.sarif': '{}' }],
    [{ 'azml-lint.baseline': '' }],
    [{ 'azml-lint/x.yaml': '' }],
    [{ '.azml-lint.yaml': '' }],
    [{ '.azml-lint.yaml': '', 'azml-lint.yml': '' }],
  ])('but not %j', async (files) => {
    expect(await stderrOf(files)).toBe('');
  });

  test('nor where a configuration is named, or none is wanted', async () => {
    const files = { 'azml-lint.yaml': 'failOn: never' };
    expect(await stderrOf(files, ['--config', 'azml-lint.yaml'])).toBe('');
    expect(await stderrOf(files, ['--no-config'])).toBe('');
  });
});

describe('an override that holds for nothing is told about', () => {
  const said =
    'azml-lint: .azml-lint.yaml:2:3: the `files` of this override match no file that was linted\n  Correct them, or take the override out.\n';
  const text = 'overrides:\n- files: trainng/**\n  family: training\n- files: training\n  family: training\n';
  const files = { '.azml-lint.yaml': text, 'training/Dockerfile': clean };

  test('once all was searched', async () => {
    expect(await stderrOf(files)).toBe(said);
    expect(await stderrOf(files, ['.', 'training'])).toBe(said);
  });

  test.each([[['Dockerfile', 'training/Dockerfile']], [['training']], [['*/Dockerfile']]])(
    'but not when %j is linted',
    async (paths) => {
      expect(await stderrOf(files, paths)).toBe('');
    },
  );

  test('nor when it is that of a policy', async () => {
    const policy = { 'policy/base.yaml': text, '.azml-lint.yaml': 'extends: ./policy/base.yaml' };
    expect(await stderrOf({ ...policy, 'training/Dockerfile': clean })).toBe('');
    expect(
      await stderrOf({ ...files, '.azml-lint.yaml': '', 'policy/base.yaml': text }, [
        '--config',
        'policy/base.yaml',
        'training',
      ]),
    ).toBe('');
  });
});
