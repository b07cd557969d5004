/** The lines of docs/ci.md for lint-staged and lefthook, with commits that these programs look at. */
import { execFile, execFileSync } from 'node:child_process';
import { readFileSync, symlinkSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { test as base, describe, expect, inject } from 'vitest';
import { dockerfileFiles } from '../../src/kinds/dockerfile/names.ts';
import { directoryWith, type Result } from '../cli.ts';
import { filesShown } from '../page-blocks.ts';
import { client } from './client.ts';

/** It has one fault, which has a safe fix. */
const faulty = `FROM mcr.microsoft.com/azureml/openmpi5.0-ubuntu24.04:20260715.v1
RUN apt-get update && apt-get install --no-install-recommends libpng-tools && rm -rf /var/lib/apt/lists/*
`;
const fixed = faulty.replace('apt-get install', 'apt-get install -y');

const clients = [
  ['lint-staged', 'package.json', []],
  ['lefthook', 'lefthook.yml', ['run', 'pre-commit']],
] as const;

describe.each(clients)('%s', (name, config, args) => {
  const test = base.extend('commit', () => (files: Readonly<Record<string, string>>) => {
    const [shown] = filesShown().filter(({ page, file }) => page === 'docs/ci.md' && file === config);
    const cwd = directoryWith({ [config]: shown!.text, '.gitignore': 'node_modules\n', ...files });
    symlinkSync(join(inject('installed'), 'node_modules'), join(cwd, 'node_modules'));
    const git = (...words: string[]) =>
      execFileSync('git', ['-c', 'user.name=ci', '-c', 'user.email=ci@example.org', ...words], {
        cwd,
        encoding: 'utf8',
      });
    git('init', '--quiet');
    git('commit', '--quiet', '--allow-empty', '--message', 'Nothing');
    git('add', '--all');
    return {
      result: () => run(client(name), args, cwd),
      staged: (path: string) => git('show', `:${path}`),
      inTree: (path: string) => readFileSync(join(cwd, path), 'utf8'),
    };
  });

  test('fixes what is in a commit, wherever it is, and adds the fix', async ({ commit }) => {
    const deep = { 'images/train/Dockerfile': faulty, 'a b/gpu.Dockerfile': faulty };
    const names = dockerfileFiles.examples.found.filter((one) => /^Dockerfile\b|ockerfile$/.test(one));
    const files = { ...deep, ...Object.fromEntries(names.map((one) => [one, faulty])) };
    const { result, staged, inTree } = commit(files);
    const { status, stdout, stderr } = await result();
    expect(status, stdout + stderr).toBe(0);
    for (const path of Object.keys(files)) {
      expect(inTree(path), path).toBe(fixed);
      expect(staged(path), path).toBe(fixed);
    }
  });

  test('passes over YAML of others and what is no Dockerfile', async ({ commit }) => {
    const others = dockerfileFiles.examples.notFound.filter((one) => !/jinja|templ|tmpl/.test(one));
    const files = {
      'compose.yml': 'services: {}\n',
      ...Object.fromEntries(others.map((one) => [one, faulty])),
    };
    const { result, inTree } = commit({ ...files, Dockerfile: fixed });
    const { status, stdout, stderr } = await result();
    expect(status, stdout + stderr).toBe(0);
    for (const [path, text] of Object.entries(files)) expect(inTree(path), path).toBe(text);
  });

  test('refuses what cannot be fixed, in an environment of Azure ML too', async ({ commit }) => {
    const { result } = commit({
      'environment.yml':
        '$schema: https://azuremlschemas.azureedge.net/latest/environment.schema.json\nname: AzureML-mine\nimage: mcr.microsoft.com/azureml/openmpi5.0-ubuntu24.04:20260715.v1\n',
    });
    const { status, stdout, stderr } = await result();
    expect(stdout + stderr).toContain('environment/reserved-name');
    expect(status).toBe(1);
  });
});

function run(program: string, args: readonly string[], cwd: string): Promise<Result> {
  const env = { PATH: `${dirname(process.execPath)}:${process.env.PATH}`, HOME: cwd };
  return new Promise((resolve) => {
    execFile(program, args, { cwd, env, encoding: 'utf8' }, (error, stdout, stderr) => {
      resolve({ status: error === null ? 0 : Number(error.code), stdout, stderr });
    });
  });
}
