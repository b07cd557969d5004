/** Azure ML YAML on the command line: which files are found, and how other files are reported. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { azmlLint, directoryWith } from './cli.ts';

const ENVIRONMENT = 'name: scoring\nimage: docker.io/library/Python:3.12\n';
const FIXED = ENVIRONMENT.replace('Python', 'python');
const CONDA = 'name: scoring\nchannels: [conda-forge]\ndependencies: [python=3.12]\n';
const WORKFLOW = 'on: push\njobs:\n  a:\n    runs-on: ubuntu-24.04\n    environment: production\n';
const files = {
  Dockerfile: 'FROM mcr.microsoft.com/azureml/minimal-py312-inference:latest\n',
  'env/environment.yml': ENVIRONMENT,
  'env/conda.yml': CONDA,
  '.github/workflows/ci.yaml': WORKFLOW,
};

describe('a search', () => {
  test.each([
    ['of a directory', '.'],
    ['by a glob', '**/*'],
  ])('%s finds what is for Azure ML', async (_, path) => {
    const directory = directoryWith(files);
    const { stdout, stderr } = await azmlLint(['--list-files', path], { cwd: directory });
    expect([stdout.split('\n'), stderr]).toEqual([['Dockerfile', 'env/environment.yml', ''], '']);
  });

  test('finds nothing where there is nothing', async () => {
    const { status, stderr } = await azmlLint([], { cwd: directoryWith({ 'conda.yml': CONDA }) });
    expect([status, stderr]).toEqual([
      3,
      'azml-lint: there is no Dockerfile or Azure ML YAML to lint in .\n',
    ]);
  });
});

describe('a YAML that is something else', () => {
  test.each([
    ['env/conda.yml', 'a conda file'],
    ['.github/workflows/ci.yaml', 'a GitHub workflow'],
  ])('named: %s', async (path, what) => {
    const { status, stdout, stderr } = await azmlLint([path], { cwd: directoryWith(files) });
    const reason = `is not an Azure ML YAML (it looks like ${what}); environment files have \`image:\` or \`build:\``;
    expect([status, stdout, stderr]).toEqual([2, '', `azml-lint: ${path}: ${reason}\n`]);
  });

  test('named to --list-files: it is not listed', async () => {
    const cwd = directoryWith(files);
    const named = await azmlLint(['--list-files', 'env/conda.yml', 'env/environment.yml'], { cwd });
    expect([named.status, named.stdout, named.stderr]).toEqual([
      2,
      'env/environment.yml\n',
      expect.stringContaining('env/conda.yml: is not an Azure ML YAML'),
    ]);
    const passed = await azmlLint(['--list-files', '--force-ignore', 'env/conda.yml'], { cwd });
    expect([passed.status, passed.stdout, passed.stderr]).toEqual([0, '', '']);
  });

  test('from standard input', async () => {
    const { status, stderr } = await azmlLint(['--stdin-filename', 'conda.yml', '-'], { input: CONDA });
    expect([status, stderr]).toMatchObject([2, expect.stringContaining('(it looks like a conda file)')]);
  });

  test('from an editor, on standard input: it is passed over, and to be fixed, passed through', async () => {
    const args = ['--force-ignore', '--stdin-filename', 'conda.yml', '-'];
    const linted = await azmlLint(args, { input: CONDA });
    expect([linted.status, linted.stdout]).toEqual([0, '']);
    const fixed = await azmlLint(['--fix', ...args], { input: CONDA });
    expect([fixed.status, fixed.stdout]).toEqual([0, CONDA]);
    const read = await azmlLint(['--fix', '--force-ignore', '--stdin-filename', 'a.yml', '-'], {
      input: ENVIRONMENT,
    });
    expect([read.status, read.stdout]).toEqual([0, FIXED]);
  });

  test('named by a hook: it is passed over', async () => {
    const cwd = directoryWith(files);
    const alone = await azmlLint(['--force-ignore', 'env/conda.yml'], { cwd });
    expect([alone.status, alone.stderr]).toEqual([
      0,
      'azml-lint: nothing is linted: 1 file is no Azure ML YAML\n',
    ]);
    const both = await azmlLint(['--force-ignore', 'env/conda.yml', 'env/environment.yml'], { cwd });
    expect([both.status, both.stdout]).toMatchObject([1, expect.stringContaining('env/environment.yml:2')]);
  });
});

describe('a YAML for Azure ML', () => {
  test('comes from standard input', async () => {
    const args = ['--format', 'compact', '--stdin-filename', 'environment.yml', '-'];
    const { status, stdout } = await azmlLint(args, { input: ENVIRONMENT });
    expect([status, stdout]).toMatchObject([
      1,
      expect.stringMatching(/^environment\.yml:2:18: error base-image\/upper-case /),
    ]);
  });

  test('is fixed', async () => {
    const cwd = directoryWith(files);
    const diff = await azmlLint(['--diff', 'env'], { cwd });
    expect(diff.stdout).toContain('+image: docker.io/library/python:3.12\n');
    expect((await azmlLint(['--fix', 'env'], { cwd })).status).toBe(0);
    expect(readFileSync(join(cwd, 'env/environment.yml'), 'utf8')).toBe(FIXED);
  });

  test('has a baseline', async () => {
    const cwd = directoryWith({ ...files, '.azml-lint.yaml': 'baseline: baseline.jsonl\n' });
    expect((await azmlLint(['--update-baseline'], { cwd })).status).toBe(0);
    expect(readFileSync(join(cwd, 'baseline.jsonl'), 'utf8')).toContain(
      '"instruction":"image: docker.io/library/Python:3.12"',
    );
    const { status, stderr } = await azmlLint([], { cwd });
    expect([status, stderr]).toMatchObject([0, expect.stringContaining('1 in the baseline')]);
  });

  test('has what a configuration says for its name', async () => {
    const configuration = 'overrides:\n- files: "env/**"\n  rules: { base-image/upper-case: "off" }\n';
    const cwd = directoryWith({ ...files, '.azml-lint.yaml': configuration });
    expect((await azmlLint([], { cwd })).status).toBe(0);
  });

  test('is in SARIF', async () => {
    const { stdout } = await azmlLint(['--format', 'sarif', 'env'], { cwd: directoryWith(files) });
    const [run] = JSON.parse(stdout).runs;
    const [{ physicalLocation }] = run.results[0].locations;
    expect(physicalLocation.artifactLocation.uri).toBe('env/environment.yml');
    const tags = (id: string) =>
      run.tool.driver.rules.find((rule: { id: string }) => rule.id === id).properties.tags;
    expect(tags('base-image/upper-case')).toEqual(['dockerfile', 'azureml-yaml', 'base-image']);
    expect(tags('environment/invalid-shape')).toEqual(['azureml-yaml', 'environment']);
    expect(tags('apt/lists-kept')).toEqual(['dockerfile', 'apt']);
  });
});

test('an environment in JSON is linted with its Dockerfile where it is named, and not searched for', async () => {
  const cwd = directoryWith({
    'environment.json':
      '{\n  "$schema": "https://azuremlschemas.azureedge.net/latest/environment.schema.json",\n' +
      '  "name": "AzureML-mine",\n  "build": {"path": "docker"}\n}\n',
    'docker/Dockerfile': 'FROM mcr.microsoft.com/azureml/minimal-py312-inference:latest\nCOPY gone /opt/\n',
    'package.json': '{"name": "mine"}\n',
  });
  const { stdout } = await azmlLint(['-f', 'compact', 'environment.json'], { cwd });
  expect(stdout).toContain('docker/Dockerfile:2:6: error copy/source-missing');
  expect(stdout).toContain('named by environment.json:4');
  expect(stdout).toContain('environment.json:3:11: error environment/reserved-name');
  expect((await azmlLint(['--list-files'], { cwd })).stdout).toBe('docker/Dockerfile\n');
  const other = await azmlLint(['package.json'], { cwd });
  expect([other.status, other.stderr]).toEqual([2, expect.stringContaining('is not an Azure ML YAML')]);
});
