/** docker/Dockerfile: linted by azml-lint, and its commands run as far as they can be without a builder. */
import { execFile } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { readDockerfile } from '../src/core.ts';
import { version } from '../src/version.ts';
import { azmlLint, clean, directoryWith } from './cli.ts';
import { startRegistry } from './registry.ts';

const exec = promisify(execFile);
const path = 'docker/Dockerfile';
const stage = readDockerfile(readFileSync(path, 'utf8')).finalStage!;

test('azml-lint finds nothing in it that is not meant', async () => {
  const { stdout } = await azmlLint(['--preset', 'all', '--format', 'json', path]);
  const [{ findings }] = JSON.parse(stdout).files;
  expect(findings.map(({ rule }: { rule: string }) => rule)).toEqual([
    // It is no image for Azure ML.
    'base-image/not-allowed',
    // A digest would keep it from the security updates of its base.
    'base-image/not-pinned-by-digest',
    // It is no server.
    'dockerfile/no-healthcheck',
  ]);
});

test('its commands install this version and leave compiled code, which its user has no right to change', async () => {
  const registry = await startRegistry();
  const prefix = directoryWith({});
  const env = {
    ...registry,
    VERSION: version,
    npm_config_prefix: prefix,
    PATH: `${prefix}/bin:${process.env.PATH}`,
  };
  expect(stage.runs).toHaveLength(2);
  for (const run of stage.runs) {
    const command = run.scripts[0]!.source.text.replaceAll('/usr/local/', `${prefix}/`);
    await exec('sh', ['-c', command], { env });
  }
  const program = join(prefix, 'lib/node_modules/azml-lint/dist/program');
  const compiled = readdirSync(program).filter((name) => name.endsWith('.cache'));
  const parts = compiled.map((name) => name.replace(/-[\w-]{8}\.cjs\..*/, ''));
  // The program itself, and what reads YAML and Python.
  expect(parts).toEqual(expect.arrayContaining(['command-line', 'main', 'project']));
  expect(compiled.length).toBeGreaterThanOrEqual(5);

  const work = directoryWith({ Dockerfile: clean });
  const { stdout } = await exec(join(prefix, 'bin/azml-lint'), ['--fail-on', 'error'], {
    cwd: work,
    env: { PATH: process.env.PATH },
    ...(process.getuid?.() === 0 && { uid: 1000, gid: 1000 }),
  });
  expect(stdout).toMatch(/^Dockerfile:1:6 {2}warning/);
  expect(readdirSync(program).filter((name) => name.endsWith('.cache'))).toEqual(compiled);
});

test('it starts azml-lint, as a user without rights', () => {
  expect(stage.atEnd.user.root).toBe(false);
  expect(stage.atEnd.entrypoint?.instruction.form).toBe('exec');
  expect(stage.atEnd.cmd).toBe(undefined);
});
