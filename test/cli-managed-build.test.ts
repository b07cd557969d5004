/** That Azure ML builds an image is told by YAML, and by the configuration. */
import { expect, test } from 'vitest';
import { azmlLint, directoryWith } from './cli.ts';

test.each([
  ['nothing is said of it', {}, [], 'info'],
  ['a YAML names the Dockerfile', { 'environment.yml': 'name: a\nbuild:\n  path: .\n' }, [], 'error'],
  ['the configuration says so', { '.azml-lint.yaml': 'managedBuild: true\n' }, [], 'error'],
  [
    'the configuration says so, and nothing else is looked at',
    { '.azml-lint.yaml': 'managedBuild: true\n' },
    ['--no-context'],
    'error',
  ],
  [
    'the configuration says otherwise',
    { '.azml-lint.yaml': 'managedBuild: false\n', 'environment.yml': 'name: a\nbuild:\n  path: .\n' },
    [],
    'info',
  ],
] as const)('the command line: %s', async (_, files, args, severity) => {
  const cwd = directoryWith({
    ...files,
    Dockerfile: 'FROM mcr.microsoft.com/azureml/minimal-py312-inference:latest\nARG A\nRUN make $A\n',
  });
  const select = ['--select', 'dockerfile/build-argument-needed', '--format', 'compact'];
  const { stdout } = await azmlLint(['Dockerfile', ...select, ...args], { cwd });
  expect(stdout).toMatch(new RegExp(`^Dockerfile:2:5: ${severity} dockerfile/build-argument-needed .*\\n$`));
});
