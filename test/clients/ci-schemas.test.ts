/** What people copy into their CI, checked by the schemas of the services and by linters of their files. */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { parse, parseAllDocuments, stringify } from 'yaml';
import { type AzureStep, azureSteps, azureTemplate } from '../ci-steps.ts';
import { directoryWith } from '../cli.ts';
import { filesShown } from '../page-blocks.ts';
import { client } from './client.ts';

/** Throws with what the client printed, if it is not content. */
function run(name: string, args: readonly string[], cwd = '.'): string {
  return execFileSync(client(name), args, {
    cwd,
    encoding: 'utf8',
    env: { PATH: process.env.PATH },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

type Schema = 'github-actions' | 'github-workflows' | 'azure-pipelines' | 'gitlab-ci';

function checkSchema(schema: Schema, text: string): void {
  const options = schema.startsWith('github') ? [] : ['--data-transform', schema];
  // The schema of Azure Pipelines has expressions that are none with Unicode's rules.
  if (schema === 'azure-pipelines') options.push('--regex-variant', 'nonunicode');
  const file = join(directoryWith({ 'file.yml': text }), 'file.yml');
  run('check-jsonschema', ['--builtin-schema', `vendor.${schema}`, ...options, file]);
}

/** Tasks of Azure Pipelines that the schema does not have, with inputs that Microsoft documents. */
const otherTasks: Readonly<Record<string, readonly string[]>> = {
  'UseNode@1': ['version'],
  'AdvancedSecurity-Publish@1': ['SarifsInputDirectory', 'Category'],
};

interface Pipeline {
  readonly steps: readonly AzureStep[];
}

/** What Azure Pipelines reads as a text first, and the schema only so. */
const texts = ['default', 'always'];

/** A pipeline of Azure, without the tasks that the schema does not have: of these, the inputs are looked at. */
function checkPipeline(pipeline: Pipeline): void {
  const isListed = ({ task = '' }: AzureStep) => otherTasks[task] === undefined;
  const listed = { ...pipeline, steps: pipeline.steps.filter(isListed) };
  const isText = (key: string, value: unknown) => typeof value === 'boolean' && texts.includes(key);
  const adapted = JSON.stringify(listed, (key, value) => (isText(key, value) ? String(value) : value));
  checkSchema('azure-pipelines', stringify(JSON.parse(adapted)));
  for (const { task, inputs = {} } of pipeline.steps.filter((step) => !isListed(step)))
    expect(otherTasks[task!], task).toEqual(expect.arrayContaining(Object.keys(inputs)));
}

const workflows = filesShown().filter(({ file }) => file.startsWith('.github/workflows/'));

/** A repository with action.yml and the workflows of the pages. */
function repository(changed: (workflow: string) => string): string {
  const shown = workflows.map(({ file, text }) => [file, changed(text)]);
  const directory = directoryWith({
    'action.yml': readFileSync('action.yml', 'utf8'),
    'zizmor.yml': zizmorConfig,
    ...Object.fromEntries(shown),
  });
  execFileSync('git', ['init', '--quiet', directory]);
  return directory;
}

/** The commit of our own release is not known here. A package without dependencies, in one version, needs no lock file. */
const zizmorConfig = `rules:
  unpinned-uses: { config: { policies: { OWNER/azml-lint: ref-pin, "*": hash-pin } } }
  adhoc-packages: { ignore: [action.yml] }
`;

test('action.yml is an action', () => {
  checkSchema('github-actions', readFileSync('action.yml', 'utf8'));
});

test('the template is one of Azure Pipelines', () => {
  checkPipeline({ ...azureTemplate, steps: azureSteps(azureTemplate) });
});

test('the component is one of GitLab', () => {
  for (const document of parseAllDocuments(readFileSync('templates/azml-lint.yml', 'utf8')))
    checkSchema('gitlab-ci', stringify(document));
});

test('the pages show workflows and pipelines', () => {
  const shown = (name: string) => filesShown().flatMap(({ file, text }) => (file === name ? [text] : []));
  const [pipelines, jobs] = [shown('azure-pipelines.yml'), shown('.gitlab-ci.yml')];
  for (const text of pipelines) checkPipeline(parse(text));
  for (const text of jobs) checkSchema('gitlab-ci', text);
  expect(Math.min(pipelines.length, jobs.length)).toBeGreaterThan(0);
  expect(workflows.length).toBeGreaterThan(2);
  for (const { text } of workflows) checkSchema('github-workflows', text);
});

test('workflows have inputs, outputs and expressions that there are, and correct scripts', () => {
  const cwd = repository((workflow) => workflow.replaceAll(/OWNER\/azml-lint@v[\d.]+/g, './'));
  expect(run('actionlint', ['-no-color'], cwd)).toBe('');
});

test('nothing is unsafe in the action and in the workflows', () => {
  const cwd = repository((workflow) => workflow);
  const args = ['--offline', '--no-progress', '--config', 'zizmor.yml', '.'];
  expect(run('zizmor', args, cwd)).toMatch(/^No findings to report/m);
});

test('actions are pinned to one commit each, with its version', () => {
  const pins = [readFileSync('action.yml', 'utf8'), ...workflows.map(({ text }) => text)]
    .flatMap((text) => [...text.matchAll(/uses: (\S+@.*)$/gm)].map(([, pin]) => pin!))
    .filter((pin) => !pin.startsWith('OWNER/azml-lint@'));
  const different = [...new Set(pins)].sort();
  for (const pin of different) expect(pin).toMatch(/^\S+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/);
  expect(different.map((pin) => pin.split('@')[0])).toEqual([
    'actions/checkout',
    'actions/setup-node',
    'github/codeql-action/upload-sarif',
  ]);
});
