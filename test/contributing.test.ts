/** CONTRIBUTING.md is right: in a copy of the repository a rule is made, works, and changes one other line. */
import { execFile, execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, describe, expect, test } from 'vitest';
import * as core from '../src/core.ts';
import * as facts from '../src/facts.ts';
import * as testing from '../src/testing/index.ts';
import { commandsShown, outputPattern, settledOutput } from './console.ts';

const root = new URL('..', import.meta.url).pathname;
const page = readFileSync(join(root, 'CONTRIBUTING.md'), 'utf8');
const copy = mkdtempSync(join(tmpdir(), 'azml-lint-contributing-'));
afterAll(() => rmSync(copy, { recursive: true, force: true }));
const inRepository = git(root, 'ls-files', '--cached', '--others', '--exclude-standard', '--deduplicate');
const deleted = git(root, 'ls-files', '--deleted');
for (const path of inRepository) if (!deleted.includes(path)) cpSync(join(root, path), join(copy, path));
symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'));
git(copy, 'init', '--quiet');
git(copy, 'add', '--all');

/** The fenced blocks: those that name a file are written, those with console commands are run. */
const blocks = [...page.matchAll(/^```(?:console|ts (\S+))\n([\s\S]*?)^```$/gm)];

describe('a rule, made as the page says', () => {
  for (const [, file, text] of blocks) {
    if (file) test(`write ${file}`, () => writeFileSync(join(copy, file), text!));
    else
      test.each(commandsShown(text!))('$command', async ({ command, output }) =>
        expect(settledOutput((await run(command)).output)).toMatch(outputPattern(output)),
      );
  }

  test('is its two files, its edge cases, and one line elsewhere: of two rules', () => {
    expect(git(copy, 'status', '--porcelain').filter((line) => !line.startsWith('A '))).toEqual([
      'AM docs/rules.md',
      '?? rules/apt/my-rule.md',
      '?? rules/apt/my-rule.ts',
      '?? rules/environment/my-rule.md',
      '?? rules/environment/my-rule.ts',
      '?? test/rules/apt/my-rule.cases.ts',
    ]);
    expect(git(copy, 'diff', '--numstat')).toEqual(['2\t0\tdocs/rules.md']);
  });

  test('costs no more in a new group', async () => {
    const { output } = await run('npm run --silent new-rule my-group/my-rule');
    expect(output).toContain('`my-group` is a new group. There are already apk, apt, ');
    expect(git(copy, 'diff', '--numstat')).toEqual(['3\t0\tdocs/rules.md']);
  });

  test.each(['npx biome check rules', 'npm run --silent typecheck'])(
    'has nothing wrong: %s',
    async (command) => expect(await run(command)).toMatchObject({ status: 0 }),
  );
});

test('the tests of a rule that does not exist do not pass', async () => {
  const { status, output } = await run('npm run --silent test:rule apt/no-such-rule');
  expect({ status, output }).toEqual({ status: 2, output: 'there is no rules/apt/no-such-rule.ts\n' });
});

test.each([
  ['', 'usage: npm run new-rule -- group/name [--kind azureml-yaml | dockerfile | python]'],
  ['apt/one apt/two', 'usage: npm run new-rule -- group/name [--kind azureml-yaml | dockerfile | python]'],
  ['apt/one --kind=no-such-kind', 'usage: npm run new-rule'],
  ['apt/one --no-such-option', 'usage: npm run new-rule'],
  ['apt', '`apt` is no id of a rule. Write `group/name`'],
  ['apt/My-Rule', '`apt/My-Rule` is no id of a rule.'],
  ['apt/a/b', '`apt/a/b` is no id of a rule.'],
  ['../apt/a', '`../apt/a` is no id of a rule.'],
  ['apt/upgrade', 'rules/apt/upgrade.ts exists already.'],
])('no rule is made of "%s"', async (args, problem) => {
  const before = git(copy, 'status', '--porcelain');
  const { status, output } = await run(`npm run --silent new-rule -- ${args}`);
  expect(output).toContain(problem);
  expect(status).toBe(2);
  expect(git(copy, 'status', '--porcelain')).toEqual(before);
});

test('what it calls can be imported by rules', () => {
  const called = new Set([...page.matchAll(/`(\w+)(?:\([\w, .'-]*\))?`/g)].map(([, name]) => name!));
  const mentioned = [...called].filter((name) => /^[a-z]+[A-Z]/.test(name));
  expect(mentioned.length).toBeGreaterThan(5);
  const known = { ...core, ...facts, ...testing };
  expect(mentioned.filter((name) => !(name in known))).toEqual([]);
});

describe('links', () => {
  const links = [...page.matchAll(/\]\(([^)]+)\)/g)].map(([, target]) => target!);

  test.each(links.filter((link) => !link.startsWith('#')))('%s leads somewhere', (link) =>
    expect(
      inRepository.some((path) => `${path}/`.startsWith(`${link.split('#')[0]}/`) || dirname(path) === link),
    ).toBe(true),
  );

  test.each(links.filter((link) => link.startsWith('#')))('%s is a heading', (link) => {
    const headings = [...page.matchAll(/^##+ (.*)$/gm)].map(([, text]) =>
      text!.toLowerCase().replaceAll(' ', '-'),
    );
    expect(headings).toContain(link.slice(1));
  });
});

/** The output and the exit status of a command. */
async function run(command: string): Promise<{ status: number; output: string }> {
  // The text, whoever runs the tests.
  const said = { NO_COLOR: '1', AZML_LINT_FORMAT: 'text', FORCE_COLOR: undefined, VITEST: undefined };
  const env = { ...process.env, ...said };
  const options = { cwd: copy, env: env as NodeJS.ProcessEnv };
  const done = promisify(execFile)('sh', ['-c', `exec 2>&1; ${command}`], options);
  return done.then(
    ({ stdout }) => ({ status: 0, output: stdout }),
    ({ code, stdout }: { code: number; stdout: string }) => ({ status: code, output: stdout }),
  );
}

function git(cwd: string, ...args: string[]): readonly string[] {
  return execFileSync('git', args, { cwd, encoding: 'utf8' }).split('\n').filter(Boolean);
}
