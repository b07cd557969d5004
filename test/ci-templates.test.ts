/** The scripts of action.yml and of the templates for Azure Pipelines and GitLab, run with npm and the packed package. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import {
  azureScripts,
  gitHubAction,
  gitHubScripts,
  gitLabComponent,
  gitLabScript,
  runScripts,
} from './ci-steps.ts';
import { azmlLint, clean, directoryWith, faulty, type Result } from './cli.ts';
import { type PublishedPackage, startRegistry } from './registry.ts';

type Texts = Readonly<Record<string, string>>;

/** The package of docs/policy.md. */
const policy: PublishedPackage = Object.fromEntries(
  [...readFileSync('docs/policy.md', 'utf8').matchAll(/^```\w+ azml-policy\/(\S+)\n(.*?)^```$/gms)].map(
    ([, path, text]) => [path!, text!],
  ),
);

/** It is forbidden there. */
const forbidden = 'FROM ubuntu:24.04\nRUN curl -fsSLO https://example.com/bpe.json\nUSER 1000\n';

/** What a pull request can bring along to take the place of azml-lint. */
const traps: Texts = {
  '.git/HEAD': 'ref: refs/heads/main\n',
  '.npmrc': 'registry=http://127.0.0.1:9/\nignore-scripts=false\n',
  'package.json': '{ "name": "azml-lint", "version": "0.1.0", "bin": "trap.cjs" }',
  'node_modules/azml-lint/package.json': '{ "name": "azml-lint", "version": "0.1.0", "bin": "trap.cjs" }',
  'node_modules/azml-lint/trap.cjs': 'console.log("trapped")',
};

/** Arguments that a shell would run, if it were asked to. */
const hostile = [
  '$(touch ran)',
  '`touch ran`',
  '"; touch ran; "',
  "'; touch ran; '",
  'a b*',
  '-x',
  '%APPDATA%',
];

/** The findings of a report in SARIF. */
function resultsIn(path: string): unknown {
  return JSON.parse(readFileSync(path, 'utf8')).runs[0].results;
}

/** The findings that azml-lint itself reports. */
async function expectedResults(checkout: string, args: readonly string[], env: Texts): Promise<unknown> {
  const sarif = join(directoryWith({}), 'expected.sarif');
  await azmlLint(['--format', `sarif=${sarif}`, ...args], { cwd: checkout, env });
  return resultsIn(sarif);
}

describe('action.yml', () => {
  const env = {
    CI: 'true',
    GITHUB_ACTIONS: 'true',
    GITHUB_SERVER_URL: 'https://github.com',
    GITHUB_REPOSITORY: 'acme/images',
    GITHUB_SHA: '37bff63a1f0c9e1f7d7a2b0f3f6f0a3c1d2e4b5a',
    GITHUB_REF: 'refs/pull/7/merge',
  };

  /** Runs the action in a checkout. */
  async function act(files: Texts, inputs: Texts = {}) {
    const checkout = directoryWith({ ...traps, ...files });
    const runner = directoryWith({ output: '', summary: '', 'temp/other': '' });
    const result = await runScripts('gitHub', gitHubScripts(inputs), checkout, {
      ...env,
      ...(await startRegistry([policy])),
      GITHUB_WORKSPACE: checkout,
      GITHUB_OUTPUT: join(runner, 'output'),
      GITHUB_STEP_SUMMARY: join(runner, 'summary'),
      RUNNER_TEMP: join(runner, 'temp'),
    });
    const lines = readFileSync(join(runner, 'output'), 'utf8').trim().split('\n');
    const outputs: Texts = Object.fromEntries(lines.map((line) => line.split(/=(.*)/s)));
    const summary = readFileSync(join(runner, 'summary'), 'utf8');
    return { checkout, ...result, outputs, summary };
  }

  test('annotates ten errors and ten warnings, and adds to the summary of the job', async () => {
    const many = `${faulty}${'RUN pip install flask>=2\n'.repeat(12)}`;
    const { checkout, stdout, summary } = await act({ Dockerfile: many });
    const printed = (format: string) => azmlLint(['--format', format], { cwd: checkout, env });
    const all = (await printed('github')).stdout.split('\n').filter((line) => line !== '');
    const kinds = ['error', 'warning'].map((kind) => all.filter((line) => line.startsWith(`::${kind} `)));
    expect(kinds[0]!.length).toBeGreaterThan(10);
    expect(stdout.split('\n').filter((line) => line.startsWith('::'))).toEqual(
      kinds.flatMap((lines) => lines.slice(0, 10)),
    );
    expect(summary).toBe((await printed('markdown')).stdout);
  });

  test('fails with the status of azml-lint, counts, and writes what it found', async () => {
    const { checkout, status, stdout, stderr, outputs } = await act({ Dockerfile: faulty });
    expect(stdout).toMatch(/^Dockerfile:2:\d+ /m);
    expect(stdout + stderr).not.toContain('trapped');
    expect(status).toBe(1);
    expect(outputs).toMatchObject({ status: '1', files: '1' });
    const counts = ['error', 'warning', 'info'].map((name) => Number(outputs[name]));
    const found = resultsIn(outputs.sarif!) as object[];
    expect(counts.reduce((sum, count) => sum + count)).toBe(found.length);
    expect(found).toEqual(await expectedResults(checkout, [], env));
    expect(JSON.parse(readFileSync(outputs.json!, 'utf8')).summary).toMatchObject({
      error: counts[0],
      warning: counts[1],
      info: counts[2],
    });
  });

  test('gives its inputs to azml-lint, word by word', async () => {
    const inputs = {
      paths: 'a b/Dockerfile\n-x\n',
      preset: 'all',
      'fail-on': 'never',
      category: 'of a "day"',
      args: '--rule\nbase-image/untagged=off\n--quiet',
      'working-directory': 'images',
    };
    const files = { 'images/a b/Dockerfile': faulty, 'images/-x': clean, Dockerfile: faulty };
    const { checkout, status, outputs, stdout } = await act(files, inputs);
    expect(status).toBe(0);
    expect(outputs).toMatchObject({ status: '0', files: '2' });
    const args = ['--preset', 'all', '--rule', 'base-image/untagged=off', '--', 'a b/Dockerfile', '-x'];
    expect(resultsIn(outputs.sarif!)).toEqual(await expectedResults(join(checkout, 'images'), args, env));
    const [run] = JSON.parse(readFileSync(outputs.sarif!, 'utf8')).runs;
    expect(run.automationDetails.id).toBe('of a "day"/');
    expect(stdout).not.toContain('│');
  });

  test('takes the policy from the registry, beside the checkout', async () => {
    const files = { Dockerfile: forbidden, '.azml-lint.yaml': 'rules: { policy/*: off }' };
    const { status, stdout, stderr } = await act(files, { policy: '@acme/azml-policy@1' });
    expect(stdout + stderr).toMatch(/^Dockerfile:2:5 {2}error {2}policy\/forbidden-command$/m);
    expect(status).toBe(1);
  });

  test('runs nothing that an input says', async () => {
    const inputs = Object.fromEntries(
      ['paths', 'config', 'preset', 'fail-on', 'category', 'args'].map((name) => [name, hostile.join('\n')]),
    );
    const { checkout, status, outputs } = await act({ Dockerfile: clean }, inputs);
    expect(status).toBe(2);
    expect(outputs).toEqual({ status: '2' });
    expect(existsSync(join(checkout, 'ran'))).toBe(false);
  });

  test.each([
    ['false', 3],
    ['true', 0],
  ])('where there is nothing to lint, allow-empty: %s ends with %i', async (allowed, expected) => {
    const { status, outputs } = await act({}, { 'allow-empty': allowed });
    expect(status).toBe(expected);
    expect(outputs).toMatchObject({ status: '3', files: '0', error: '0' });
  });

  test('uploads what was found also after a failure, and no script has an expression', () => {
    const { steps } = gitHubAction.runs;
    const last = steps.at(-1)!;
    expect(last.uses).toMatch(/^github\/codeql-action\/upload-sarif@/);
    expect(last.if).toBe("always() && inputs.upload-sarif == 'true' && steps.lint.outputs.sarif != ''");
    expect(last['continue-on-error']).toBe(true);
    expect(steps.filter(({ run = '' }) => run.includes('${{'))).toEqual([]);
    const outputs = Object.entries(gitHubAction.outputs).map(([name, { value }]) => [name, value]);
    expect(outputs).toEqual(outputs.map(([name]) => [name, `\${{ steps.lint.outputs.${name} }}`]));
  });
});

describe('azure-pipelines/azml-lint.yml', () => {
  const pipeline = Object.fromEntries(
    readFileSync('.ci/azure-pipelines.env', 'utf8')
      .trim()
      .split('\n')
      .map((line) => line.split(/=(.*)/s)),
  ) as Texts;

  /** Runs the steps in a checkout. */
  async function runSteps(files: Texts, parameters: Texts = {}) {
    const checkout = directoryWith({ ...traps, ...files });
    const agent = directoryWith({ 'temp/other': '' });
    const env = {
      ...pipeline,
      ...(await startRegistry([policy])),
      SYSTEM_JOBID: '12f1170f-54f2-53f3-20dd-22fc7dff55f9',
      AGENT_TEMPDIRECTORY: join(agent, 'temp'),
      BUILD_SOURCESDIRECTORY: checkout,
    };
    const result: Result = await runScripts('azure', azureScripts(parameters), checkout, env);
    const published = join(agent, 'temp/azml-lint/sarif');
    return { checkout, ...result, reports: existsSync(published) ? readdirSync(published) : [], published };
  }

  test('fails with the status of azml-lint, and leaves a report to publish', async () => {
    const { checkout, status, stdout, reports, published } = await runSteps({ Dockerfile: faulty });
    expect(stdout).toMatch(/^Dockerfile:2:\d+ /m);
    expect(stdout).not.toContain('trapped');
    expect(stdout).toContain('##vso[task.setvariable variable=azmlLintSarif]true\n');
    expect(stdout).toMatch(/^##vso\[task\.logissue type=warning;sourcepath=\S*\/Dockerfile;linenumber=2;/m);
    const [, summary] = /^##vso\[task\.uploadsummary\](.*)$/m.exec(stdout)!;
    const markdown = await azmlLint(['--format', 'markdown'], { cwd: checkout, env: pipeline });
    expect(readFileSync(summary!, 'utf8')).toBe(markdown.stdout);
    expect(status).toBe(1);
    expect(reports).toEqual(['azml-lint-12f1170f-54f2-53f3-20dd-22fc7dff55f9.sarif']);
    const path = join(published, reports[0]!);
    expect(resultsIn(path)).toEqual(await expectedResults(checkout, [], pipeline));
    const [run] = JSON.parse(readFileSync(path, 'utf8')).runs;
    expect(run.automationDetails.id).toMatch(/^azuredevops\/pipeline\/build\/42\//);
    expect(run.versionControlProvenance[0].revisionId).toBe(pipeline.BUILD_SOURCEVERSION);
  });

  test('gives its parameters to azml-lint, word by word', async () => {
    const parameters = {
      paths: 'a b/Dockerfile\n-x\n',
      policy: '@acme/azml-policy@1',
      failOn: 'never',
      category: 'nightly',
      args: '--quiet\n--now\n2026-11-22',
      workingDirectory: 'images',
    };
    const { status, reports, published, stdout } = await runSteps(
      { 'images/a b/Dockerfile': forbidden, 'images/-x': clean, Dockerfile: faulty },
      parameters,
    );
    expect(status).toBe(0);
    expect(stdout).toMatch(/^a b\/Dockerfile:2:5 {2}error {2}policy\/forbidden-command$/m);
    expect(stdout).not.toContain('│');
    const [run] = JSON.parse(readFileSync(join(published, reports[0]!), 'utf8')).runs;
    expect(run.automationDetails.id).toContain('nightly');
  });

  test('runs nothing that a parameter says, and says that there is no report', async () => {
    const parameters = Object.fromEntries(
      ['paths', 'config', 'preset', 'failOn', 'category', 'args'].map((name) => [name, hostile.join('\n')]),
    );
    const { checkout, status, stdout, reports } = await runSteps({ Dockerfile: clean }, parameters);
    expect(status).toBe(2);
    expect(reports).toEqual([]);
    expect(stdout).toContain('##vso[task.setvariable variable=azmlLintSarif]false\n');
    expect(existsSync(join(checkout, 'ran'))).toBe(false);
  });

  test.each([
    ['False', 3],
    ['true', 0],
  ])('where there is nothing to lint, allowEmpty: %s ends with %i', async (allowEmpty, expected) => {
    expect(await runSteps({}, { allowEmpty: allowEmpty.toLowerCase() })).toMatchObject({ status: expected });
  });
});

describe('templates/azml-lint.yml', () => {
  /** Runs the job in a checkout. */
  async function runJob(shell: 'gitLabBash' | 'gitLabSh', files: Texts, inputs: Texts = {}) {
    const checkout = directoryWith({ ...traps, ...files });
    const env = {
      ...(await startRegistry([policy])),
      CI: 'true',
      GITLAB_CI: 'true',
      CI_PROJECT_DIR: checkout,
    };
    const result: Result = await runScripts(shell, [gitLabScript(inputs)], checkout, env);
    const path = join(checkout, 'gl-code-quality-report.json');
    const report = existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : undefined;
    return { checkout, ...result, report };
  }

  test.each(['gitLabBash', 'gitLabSh'] as const)('%s fails with the status of azml-lint', async (shell) => {
    const { checkout, status, stdout, report } = await runJob(shell, { Dockerfile: faulty });
    expect(stdout).toMatch(/^Dockerfile:2:\d+ /m);
    expect(stdout).not.toContain('trapped');
    expect(status).toBe(1);
    const expected = await azmlLint(['--format', 'gitlab'], { cwd: checkout, env: { GITLAB_CI: 'true' } });
    expect(report).toEqual(JSON.parse(expected.stdout));
    expect(report.length).toBeGreaterThan(1);
  });

  test('gives its inputs to azml-lint, word by word', async () => {
    const { status, stdout, report } = await runJob(
      'gitLabSh',
      { 'images/a b/Dockerfile': forbidden, 'images/-x': clean, Dockerfile: faulty },
      {
        paths: 'a b/Dockerfile\n-x\n',
        policy: '@acme/azml-policy@1',
        'fail-on': 'never',
        args: '--quiet\n--now\n2026-11-22',
        'working-directory': 'images',
      },
    );
    expect(status).toBe(0);
    expect(stdout).toMatch(/^a b\/Dockerfile:2:5 {2}error {2}policy\/forbidden-command$/m);
    expect(stdout).not.toContain('│');
    const paths = report.map(({ location }: { location: { path: string } }) => location.path);
    expect([...new Set(paths)].sort()).toEqual(['images/-x', 'images/a b/Dockerfile']);
  });

  test.each(['gitLabBash', 'gitLabSh'] as const)('%s runs nothing that an input says', async (shell) => {
    const inputs = Object.fromEntries(
      ['paths', 'config', 'preset', 'fail-on', 'args'].map((name) => [name, hostile.join('\n')]),
    );
    const { checkout, status, report } = await runJob(shell, { Dockerfile: clean }, inputs);
    expect(status).toBe(2);
    expect(report).toBe(undefined);
    expect(existsSync(join(checkout, 'ran'))).toBe(false);
  });

  test.each([
    ['false', 3],
    ['true', 0],
  ])('where there is nothing to lint, allow-empty: %s ends with %i', async (allowed, expected) => {
    expect(await runJob('gitLabSh', {}, { 'allow-empty': allowed })).toMatchObject({ status: expected });
  });

  test('inputs are variables that GitLab does not expand, whole', () => {
    const [job] = Object.values(gitLabComponent.jobs);
    expect(job!.script.join('\n')).not.toContain('$[[');
    expect(Object.values(job!.variables).filter(({ expand }) => expand)).toEqual([]);
    expect(job!.artifacts).toEqual({
      when: 'always',
      reports: { codequality: 'gl-code-quality-report.json' },
    });
  });
});
