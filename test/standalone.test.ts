/** The executable that needs no Node; `cli-*.test.ts` run on it too. */
import { execFileSync } from 'node:child_process';
import { copyFileSync, existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { rules } from '../rules/index.generated.ts';
import { readPage } from '../src/session/rule-pages.ts';
import { azmlLint, directoryWith, faulty, program } from './cli.ts';

const [executable] = program();

test('is all that it needs', () => {
  const cwd = directoryWith({ Dockerfile: faulty });
  copyFileSync(executable, join(cwd, 'azml-lint'));
  const run = (...args: string[]) =>
    execFileSync(join(cwd, 'azml-lint'), args, {
      cwd,
      encoding: 'utf8',
      env: {},
      stdio: ['ignore', 'pipe', 'ignore'],
    });
  const sarif = JSON.parse(run('--fail-on', 'never', '-f', 'sarif', 'Dockerfile')) as {
    runs: { tool: { driver: { rules: { id: string; help: { markdown: string } }[] } } }[];
  };
  const shown = sarif.runs[0]!.tool.driver.rules.filter(({ id }) => rules.some((rule) => rule.id === id));
  expect(shown.length).toBeGreaterThan(0);
  for (const { id, help } of shown) expect(help.markdown).toContain(readPage(id)!.split('\n')[2]);
  expect(run('explain', 'apt/lists-kept')).toMatch(/^apt\/lists-kept\n/);
  // No compiled code, nothing unpacked.
  expect(readdirSync(cwd).sort()).toEqual(['Dockerfile', 'azml-lint']);
});

test('a repository does not say what is loaded or set', async () => {
  const ran = join(directoryWith({}), 'ran');
  const evil = `require('fs').writeFileSync(${JSON.stringify(ran)}, '')`;
  const cwd = directoryWith({
    Dockerfile: faulty,
    'bunfig.toml': 'preload = ["./evil.js"]\n[run]\npreload = ["./evil.js"]\n',
    'evil.js': evil,
    '.env': 'AZML_LINT_FORMAT=json\nFORCE_COLOR=1\nBUN_OPTIONS=--preload=./evil.js\n',
    'package.json': '{ "main": "./evil.js", "imports": { "#x": "./evil.js" } }',
    'tsconfig.json': '{ "compilerOptions": { "paths": { "*": ["./evil.js"] } } }',
    'node_modules/azml-lint/package.json': '{ "name": "azml-lint", "version": "9.9.9" }',
    'node_modules/chalk/index.js': evil,
    'node_modules/chalk/package.json': '{ "name": "chalk", "version": "9.9.9" }',
  });
  const { stdout, stderr, status } = await azmlLint(['Dockerfile'], { cwd });
  expect(stdout).toMatch(/^Dockerfile:1:6 {2}/);
  expect({ status, ran: existsSync(ran) }).toEqual({ status: 1, ran: false });
  expect(stderr).toMatch(/^1 file in /);
});

test('the package that a repository installs is not its own: ShellCheck beside that does not run in CI', async () => {
  const ran = join(directoryWith({}), 'ran');
  const cwd = directoryWith({
    Dockerfile: faulty,
    'node_modules/azml-lint/package.json': '{ "name": "azml-lint", "version": "9.9.9" }',
    'node_modules/shellcheck/bin/shellcheck': `#!/bin/sh\ntouch ${ran}\n`,
  });
  execFileSync('chmod', ['755', join(cwd, 'node_modules/shellcheck/bin/shellcheck')]);
  const env = { PATH: '/nowhere', CI: 'true' };
  const { stderr, status } = await azmlLint(['--shellcheck', 'Dockerfile'], { cwd, env });
  expect(stderr).toContain('ShellCheck is not installed');
  expect({ status, ran: existsSync(ran) }).toEqual({ status: 2, ran: false });
});

test('the licenses of what is in it are beside it', () => {
  const read = (name: string) => readFileSync(join(dirname(executable), name), 'utf8');
  expect(read('THIRD-PARTY-LICENSES.txt')).toMatch(/^dockerfile-ast \d/m);
  expect(read('THIRD-PARTY-LICENSES.txt')).toMatch(/^yargs \d/m);
  expect(read('RUNTIME-LICENSES.md')).toContain('LGPL');
  expect(read('LICENSE')).toContain('MIT');
});
