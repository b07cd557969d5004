import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import manifest from '../package.json' with { type: 'json' };
import { rules } from '../rules/index.generated.ts';
import { azmlLint, clean, directoryWith, faulty, program } from './cli.ts';

describe('help', () => {
  test.each([
    [],
    ['rules'],
    ['explain'],
    ['init'],
    ['config'],
    ['inventory'],
    ['report'],
    ['completion'],
    ['lsp'],
    ['mcp'],
  ])('%s fits into 80 columns', async (...command) => {
    const { stdout, stderr, status } = await azmlLint([...command, '--help']);
    expect(stdout.split('\n').filter((line) => line.length > 80)).toEqual([]);
    expect(stdout).toMatch(/^azml-lint/);
    expect({ stderr, status }).toEqual({ stderr: '', status: 0 });
  });

  test('has every option, every command and examples', async () => {
    const { stdout } = await azmlLint(['--help']);
    for (const text of [
      '--format',
      '--config',
      '--preset',
      '--rule',
      '--build-arg',
      '--fail-on',
      '--max-findings',
      '--quiet',
      '--color',
      '--now',
      '--category',
      '--stdin-filename',
      '--version',
      'rules',
      'explain',
      'init',
      'config',
      'report',
      'completion',
      'lsp',
      'mcp',
      'Examples:',
    ]) {
      expect(stdout).toContain(text);
    }
  });

  test('speaks English, whatever the locale', async () => {
    const { stdout } = await azmlLint(['--help'], { env: { LANG: 'ja_JP.UTF-8', LC_ALL: 'ja_JP.UTF-8' } });
    expect(stdout).toContain('Options:');
  });
});

test('--version is that of the package', async () => {
  expect(await azmlLint(['--version'])).toEqual({ status: 0, stdout: `${manifest.version}\n`, stderr: '' });
});

describe('rules', () => {
  test('has a line for each', async () => {
    const { stdout } = await azmlLint(['rules']);
    expect(
      stdout
        .trimEnd()
        .split('\n')
        .slice(1)
        .map((line) => line.split(' ')[0]),
    ).toEqual(rules.map(({ id }) => id));
  });

  test.each<[string[], (id: string) => boolean]>([
    [['apt/'], (id) => id.startsWith('apt/')],
    [['DL3009'], (id) => id === 'apt/lists-kept'],
    [['PACKAGE', 'lists', 'stay'], (id) => id === 'apt/lists-kept'],
  ])('%j filter by id, alias and title', async (words, isMeant) => {
    const { stdout } = await azmlLint(['rules', '--format', 'json', ...words]);
    const found = (JSON.parse(stdout) as { id: string }[]).map(({ id }) => id);
    expect(found).toEqual(rules.map(({ id }) => id).filter(isMeant));
  });

  test.each<[string[], string]>([
    [['no-such-thing'], 'no rule has `no-such-thing` in its id, aliases or title\n'],
    [['usr'], 'no rule has `usr` in its id, aliases or title; did you mean `user`?\n'],
    [['apt', 'lsits'], 'no rule has `lsits` in its id, aliases or title; did you mean `lists`?\n'],
    [['apt', 'dockeruser'], 'no rule has all of `apt dockeruser` in its id, aliases or title\n'],
  ])('%j is in none, which is wrong use', async (words, message) => {
    expect(await azmlLint(['rules', ...words])).toMatchObject({
      status: 2,
      stdout: '',
      stderr: `azml-lint: ${message}  Run \`azml-lint rules\` to see all.\n`,
    });
  });

  test('none is an empty list for programs', async () => {
    expect(await azmlLint(['rules', 'no-such-thing', '-f', 'json'])).toMatchObject({
      status: 0,
      stdout: '[]\n',
    });
  });

  test('as JSON they have all that a program wants to know', async () => {
    const { stdout } = await azmlLint(['rules', '--format', 'json', 'apt/lists-kept']);
    expect(JSON.parse(stdout)).toMatchObject([
      {
        id: 'apt/lists-kept',
        aliases: ['DL3009'],
        title: expect.any(String),
        severity: { inference: 'error' },
        fix: 'safe',
        help: expect.stringContaining('apt/lists-kept.md'),
      },
    ]);
  });
});

describe('explain', () => {
  test.each(['apt/lists-kept', 'DL3009'])('%s', async (name) => {
    const { stdout, status } = await azmlLint(['explain', name]);
    expect(stdout).toMatch(/^apt\/lists-kept\n/);
    expect(stdout).toContain('    RUN apt-get update');
    expect(stdout.split('\n').filter((line) => line.length > 80 && !/^ {4}|^\||https:/.test(line))).toEqual(
      [],
    );
    expect(status).toBe(0);
  });

  test.each([
    [
      'apt/lists-kept',
      `apt/lists-kept\n\n- Level: ${levelsOf('apt/lists-kept')}\n- Fix: safe\n- Also known as: DL3009\n\n`,
    ],
    ['apt/unpinned', 'apt/unpinned\n\n- Level: off until it is switched on\n- Also known as: DL3008\n\n'],
  ])('of %s begins with its levels, its fix and its other names', async (id, head) => {
    const { stdout } = await azmlLint(['explain', id]);
    expect(stdout.replaceAll('\n  ', ' ').slice(0, head.length)).toBe(head);
  });

  test.each(['apt', 'apt/', 'apt/*'])('of the group %s lists its rules', async (group) => {
    const { stdout } = await azmlLint(['explain', group]);
    expect(stdout).toBe((await azmlLint(['rules', 'apt/'])).stdout);
    expect(stdout).toContain('\napt/lists-kept ');
  });

  test('of every rule gives a page', async () => {
    const pages = await Promise.all(rules.map(({ id }) => azmlLint(['explain', id])));
    expect(pages.map(({ status }) => status)).toEqual(rules.map(() => 0));
    expect(pages.filter(({ stdout }) => !stdout.includes('Good'))).toEqual([]);
    expect(pages.filter(({ stdout }) => stdout.includes('<!--'))).toEqual([]);
  });

  test('of an unknown one says what may be meant', async () => {
    expect(await azmlLint(['explain', 'apt/lists-kep'])).toMatchObject({
      status: 2,
      stdout: '',
      stderr: expect.stringContaining('there is no rule `apt/lists-kep`; did you mean `apt/lists-kept`?'),
    });
    expect(await azmlLint(['explain', 'DL9999'])).toMatchObject({
      status: 2,
      stderr: expect.stringContaining("no rule here does what hadolint's `DL9999` does\n"),
    });
  });

  test('of a code of ShellCheck leads to its own page', async () => {
    for (const name of ['SC2086', 'shellcheck/SC2086']) {
      expect(await azmlLint(['explain', name])).toMatchObject({
        status: 0,
        stdout: expect.stringMatching(
          /^shellcheck\/SC2086\n.*^https:\/\/www\.shellcheck\.net\/wiki\/SC2086$/ms,
        ),
      });
    }
  });

  test('colors headings and code', async () => {
    const { stdout } = await azmlLint(['explain', 'apt/lists-kept', '--color']);
    expect(stdout).toContain('\x1b[1m\x1b[4mapt/lists-kept');
  });
});

describe('init', () => {
  test('writes a configuration that is valid, has a schema, and changes nothing', async () => {
    const cwd = directoryWith({ Dockerfile: clean });
    const before = await azmlLint(['--format', 'json', 'Dockerfile'], { cwd });
    expect(await azmlLint(['init'], { cwd })).toMatchObject({ status: 0, stdout: '' });
    expect(readFileSync(join(cwd, '.azml-lint.yaml'), 'utf8')).toContain('$schema');
    expect(await azmlLint(['--format', 'json', 'Dockerfile'], { cwd })).toMatchObject({
      stdout: before.stdout,
      status: before.status,
    });
  });

  test('does not write over what is there, but with --force', async () => {
    const cwd = directoryWith({ '.azml-lint.yaml': 'failOn: never\n' });
    expect(await azmlLint(['init'], { cwd })).toMatchObject({
      status: 2,
      stderr: expect.stringContaining('--force'),
    });
    expect(readFileSync(join(cwd, '.azml-lint.yaml'), 'utf8')).toBe('failOn: never\n');
    expect(await azmlLint(['init', '--force'], { cwd })).toMatchObject({ status: 0 });
    expect(readFileSync(join(cwd, '.azml-lint.yaml'), 'utf8')).not.toBe('failOn: never\n');
  });

  test('--from turns what hadolint is told into a configuration, and tells what has no equivalent', async () => {
    const cwd = directoryWith({
      Dockerfile: faulty,
      '.hadolint.yaml': 'ignored: [DL3009]\nfailure-threshold: error\nno-color: true\n',
    });
    const { status, stdout, stderr } = await azmlLint(['init', '--from', '.hadolint.yaml'], { cwd });
    expect({ status, stdout }).toEqual({ status: 0, stdout: '' });
    expect(stderr).toContain('Without an equivalent, and named in .azml-lint.yaml:\n  no-color: ');
    const { stdout: shown } = await azmlLint(['config', 'Dockerfile'], { cwd });
    expect(shown).toMatch(/^failOn +error +\.azml-lint\.yaml/m);
    expect(shown).toMatch(/^apt\/lists-kept +off +\.azml-lint\.yaml/m);
  });

  test.each([
    ['none.yaml', undefined, 'none.yaml: there is no such file'],
    ['x.yaml', '- a', 'x.yaml: this is no configuration of hadolint'],
    ['x.yaml', 'a: [', 'x.yaml:1:'],
    ['x.yaml', '\0', 'x.yaml: is a binary file'],
  ])('--from %s that is %j is told, and nothing is written', async (name, text, message) => {
    const cwd = directoryWith(text === undefined ? {} : { [name]: text });
    const { status, stderr } = await azmlLint(['init', '--from', name], { cwd });
    expect(status).toBe(2);
    expect(stderr).toContain(`azml-lint: ${message}`);
    expect(existsSync(join(cwd, '.azml-lint.yaml'))).toBe(false);
  });

  test('does not write a second configuration beside another', async () => {
    const cwd = directoryWith({ '.azml-lint.json': '{}' });
    expect(await azmlLint(['init', '--force'], { cwd })).toMatchObject({
      status: 2,
      stderr: expect.stringContaining('.azml-lint.json'),
    });
  });
});

function levelsOf(id: string): string {
  const { inference, training, other } = rules.find((rule) => rule.id === id)!.level;
  return `${inference} on inference images, ${training} on training images, ${other} on others`;
}

test('config shows what is in force for a file, and where it is from', async () => {
  const cwd = directoryWith({ '.azml-lint.yaml': 'failOn: error\nrules:\n  apt/lists-kept: info\n' });
  const { stdout, status } = await azmlLint(['config', '--rule', 'apt/upgrade=off', 'images/Dockerfile'], {
    cwd,
  });
  const lines = stdout.split('\n').map((line) => line.split(/\s{2,}/));
  expect(lines).toContainEqual(['failOn', 'error', '.azml-lint.yaml:1:1']);
  expect(lines).toContainEqual(['apt/lists-kept', 'info', '.azml-lint.yaml:3:3']);
  expect(lines).toContainEqual(['apt/upgrade', 'off', '--rule apt/upgrade=off']);
  expect(status).toBe(0);
});

function hasProgram(name: string): boolean {
  return spawnSync(name, ['--version']).status === 0;
}

describe('completion', () => {
  test.each<[string, string]>([
    ['bash', 'complete -o bashdefault'],
    ['zsh', '#compdef azml-lint'],
    ['fish', 'complete -c azml-lint'],
    ['powershell', 'Register-ArgumentCompleter -Native -CommandName azml-lint'],
  ])('for %s has a script', async (shell, expected) => {
    const { stdout, status } = await azmlLint(['completion', shell], { env: { SHELL: '/bin/other' } });
    expect(stdout).toContain(expected);
    expect(stdout).toContain(`azml-lint completion ${shell} `);
    expect(status).toBe(0);
  });

  test.each<[string, string]>([
    ['/bin/zsh', 'for zsh'],
    ['/usr/bin/fish', 'for fish'],
    ['/bin/bash', 'for bash'],
    ['/bin/tcsh', 'for bash'],
  ])('without a name is for that of SHELL, %s', async (SHELL, expected) => {
    expect((await azmlLint(['completion'], { env: { SHELL } })).stdout).toContain(expected);
  });

  /** What a shell proposes with the script, for a line that ends at the cursor. */
  async function proposed(shell: string, ask: string): Promise<readonly string[]> {
    const script = (await azmlLint(['completion', shell])).stdout;
    const cwd = directoryWith({
      'z/script': script,
      'z/ask': ask,
      'bin/azml-lint': `#!/bin/sh\nexec ${program().join(' ')} "$@"\n`,
    });
    chmodSync(join(cwd, 'bin/azml-lint'), 0o755);
    // The answer is also right for another login shell.
    const env = { PATH: `${join(cwd, 'bin')}:${process.env.PATH}`, HOME: cwd, SHELL: '/bin/zsh' };
    return execFileSync(shell, ['z/ask'], { cwd, env, encoding: 'utf8' }).trim().split('\n');
  }

  const words: readonly (readonly [before: string, word: string, expected: readonly string[]])[] = [
    ['', 'ru', ['rules']],
    ['', '--fail', ['--fail-on']],
    ['--preset', 's', ['strict']],
    ['explain', 'apt/lists', ['apt/lists-kept']],
    ['completion', 'po', ['powershell']],
    ['inventory', '--build-', ['--build-arg', '--build-context']],
  ];

  test.each(words)('in bash for %s %s', async (before, word, expected) => {
    const line = ['azml-lint', ...(before === '' ? [] : [before]), word];
    const ask = `source z/script
COMP_WORDS=(${line.map((one) => `'${one}'`).join(' ')}); COMP_CWORD=${line.length - 1}
_azml_lint_completions; printf '%s\\n' "\${COMPREPLY[@]}"`;
    expect(await proposed('bash', ask)).toEqual(expected);
  });

  test.runIf(hasProgram('fish')).each(words)('in fish for %s %s', async (before, word, expected) => {
    const ask = `source z/script; complete -C "azml-lint ${before} ${word}"`;
    expect((await proposed('fish', ask)).map((line) => line.split('\t')[0])).toEqual(expected);
  });

  test.each<[string[], string[]]>([
    [
      ['azml-lint', ''],
      ['rules', 'explain', 'init', 'config', 'report', 'inventory', 'completion'],
    ],
    [
      ['azml-lint', '--'],
      ['--format', '--fail-on', '--stdin-filename'],
    ],
    [['azml-lint', 'explain', 'apt/lists'], ['apt/lists-kept']],
    [
      ['azml-lint', '--fail-on', ''],
      ['error', 'never'],
    ],
    [['azml-lint', '--preset', 's'], ['strict']],
    [
      ['azml-lint', '--select', 'ap'],
      ['apt', 'apt/lists-kept'],
    ],
    [
      ['azml-lint', 'rules', '--'],
      ['--format', '--color'],
    ],
  ])('completes %j', async (words, expected) => {
    const { stdout } = await azmlLint(['--get-yargs-completions', ...words]);
    expect(stdout.trimEnd().split('\n')).toEqual(expect.arrayContaining(expected));
    expect(stdout).not.toMatch(/^--\w$/m);
  });
});

test('an internal error asks for a report, and shows the stack only when asked to', async () => {
  const cwd = directoryWith({ Dockerfile: clean });
  // A plugin that breaks something that every lint needs.
  writeFileSync(join(cwd, '.azml-lint.yaml'), 'plugins: ./plugin.mjs\n');
  writeFileSync(
    join(cwd, 'plugin.mjs'),
    'WeakMap.prototype.get = () => { throw new Error("broken"); };\nexport const rules = [];\n',
  );
  const run = (env: Record<string, string>) => azmlLint(['Dockerfile'], { cwd, env });
  const { status, stderr } = await run({});
  expect(stderr).toContain(`internal error in azml-lint ${manifest.version}: broken`);
  expect(stderr).toContain(`Please report it: ${manifest.homepage}`);
  expect(stderr).not.toContain('    at ');
  expect(status).toBe(2);
  expect((await run({ AZML_LINT_DEBUG: '1' })).stderr).toContain('    at ');
});
