/** The plugin of examples/ beside azml-lint as it is installed from its package. */
import { execFile } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, expect, inject, test } from 'vitest';
import { azmlLint } from './cli.ts';

const directory = mkdtempSync(join(tmpdir(), 'azml-lint-plugin-'));
cpSync(fileURLToPath(new URL('../examples/plugin', import.meta.url)), directory, { recursive: true });
symlinkSync(join(inject('installed'), 'node_modules'), join(directory, 'node_modules'));
afterAll(() => rmSync(directory, { recursive: true, force: true }));

test('its own tests pass', async () => {
  const output = await node('--test', '--test-reporter=tap');
  expect(output).toMatch(/^# pass [1-9]/m);
  expect(output).toMatch(/^# fail 0$/m);
});

test('its types are right, those of azml-lint included', async () => {
  const tsc = fileURLToPath(new URL('../node_modules/typescript/bin/tsc', import.meta.url));
  const types = fileURLToPath(new URL('../node_modules/@types', import.meta.url));
  expect(await node(tsc, '--project', '.', '--typeRoots', types)).toBe('');
});

test.each<[string, readonly string[], Readonly<Record<string, string>>]>([
  ['is found', [], {}],
  ['is named in a run of CI', ['--config', '.azml-lint.yaml'], { CI: 'true' }],
])('its Dockerfile is linted with it where its configuration %s', async (_, args, env) => {
  const { status, stdout } = await azmlLint(['--format', 'json', ...args, 'Dockerfile'], {
    cwd: directory,
    env,
  });
  const { files } = JSON.parse(stdout) as {
    files: { findings: { rule: string; line: number; help: string }[] }[];
  };
  const own = files[0]!.findings.filter(({ rule }) => rule.startsWith('acme/'));
  expect(own.map(({ rule, line, help }) => [rule, line, help])).toEqual([
    ['acme/no-team', 1, 'https://wiki.acme.com/images/no-team'],
    ['acme/latest-model', 3, 'https://wiki.acme.com/images/latest-model'],
    ['acme/public-index', 4, 'https://wiki.acme.com/images/public-index'],
  ]);
  expect(status).toBe(1);
});

test('it is not loaded in CI unless somebody says so', async () => {
  const { status, stderr } = await azmlLint(['Dockerfile'], { cwd: directory, env: { CI: 'true' } });
  expect(stderr).toContain('the plugin `./index.js` is not loaded');
  expect(status).toBe(2);
});

/** Runs Node in the directory of the plugin; returns its standard output, whether it succeeds or not. */
async function node(...args: readonly string[]): Promise<string> {
  const options = { cwd: directory, env: { PATH: process.env.PATH } };
  const run = promisify(execFile)(process.execPath, [...args], options);
  return (await run.catch(({ stdout }: { stdout: string }) => ({ stdout }))).stdout;
}
