/** Policies on the installed command line: the examples of docs/policy.md, what is enforced, and who may run code. */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { version } from '../src/version.ts';
import { azmlLint, directoryWith, type RunOptions } from './cli.ts';

type Files = Readonly<Record<string, string>>;

const now = ['--now', '2026-11-22'];
const base = 'FROM mcr.microsoft.com/azureml/minimal-py312-inference:latest\n';

/** A repository: a directory with `.git`, so that searches end there. */
function repository(files: Files): string {
  return directoryWith({ '.git/HEAD': 'ref: refs/heads/main\n', ...files });
}

/** The findings of a run, as `path rule severity`. */
async function findingsIn(cwd: string, args: readonly string[] = [], options: RunOptions = {}) {
  const { status, stdout, stderr } = await azmlLint(['--format', 'json', ...now, ...args], {
    cwd,
    ...options,
  });
  const { files } = JSON.parse(stdout) as JsonReport;
  const findings = files.flatMap(({ path, findings }) =>
    findings.map(({ rule, severity }) => `${path} ${rule} ${severity}`),
  );
  return { status, stderr, findings };
}

interface JsonReport {
  readonly files: readonly {
    readonly path: string;
    readonly findings: readonly {
      readonly rule: string;
      readonly severity: string;
      readonly message: string;
      readonly help: string;
    }[];
  }[];
}

describe('docs/policy.md', () => {
  const page = readFileSync(new URL('../docs/policy.md', import.meta.url), 'utf8');
  const blocks = [...page.matchAll(/^```(\w+)(?: (\S+))?\n(.*?)^```$/gms)].map(
    ([, language, file, text]) => ({ language: language!, file, text: text! }),
  );

  /** The file of a block, as it is in a repository that has installed the policy. */
  function pathOf(file: string): string {
    return file.replace(/^azml-policy\//, 'node_modules/@acme/azml-policy/');
  }

  function write(root: string, { file, text }: (typeof blocks)[number]): void {
    if (file === undefined) return;
    const path = join(root, pathOf(file));
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
  }

  /** The output of a command, with the parts that differ between runs and versions made equal. */
  async function printed(command: string, cwd: string): Promise<string> {
    const [, set, args] = /^(?:(\w+=\w+) )?npx azml-lint(?: (.*))?$/.exec(command)!;
    const [name, value] = set?.split('=') ?? [];
    const env = name === undefined ? {} : { [name]: value! };
    const { stdout, stderr } = await azmlLint([...(args?.split(' ') ?? []), ...now], { cwd, env });
    return (stdout + stderr)
      .replaceAll(`azml-lint@${version}/`, 'azml-lint@VERSION/')
      .replaceAll(/ in \d+\.\d\d s/g, ' in 0.05 s');
  }

  test('the console shows what is printed, with the files as the page has them by then', async () => {
    const root = repository({});
    for (const block of blocks) {
      write(root, block);
      if (block.language !== 'console') continue;
      let transcript = '';
      for (const [, command] of block.text.matchAll(/^\$ (.*)$/gm))
        transcript += `$ ${command}\n${await printed(command!, root)}`;
      expect(transcript).toBe(block.text);
    }
  });

  /** The repository at the end of the page's first example. */
  function firstExample(): string {
    const root = repository({});
    for (const block of blocks.slice(
      0,
      blocks.findIndex(({ language }) => language === 'console'),
    ))
      write(root, block);
    return root;
  }

  test('what `--config` names finds what the policy forbids, without trust', async () => {
    const cwd = firstExample();
    const policy = 'node_modules/@acme/azml-policy/policy.yaml';
    const sarif = join(cwd, 'azml-lint.sarif');
    const args = ['--config', policy, '--format', 'text', '--format', `sarif=${sarif}`, ...now];
    const { status, stdout } = await azmlLint(args, { cwd, env: { CI: 'true' } });
    expect(stdout).toContain('policy/forbidden-command');
    expect(status).toBe(1);
    const [{ results }] = JSON.parse(readFileSync(sarif, 'utf8')).runs;
    expect(results.map(({ ruleId }: { ruleId: string }) => ruleId)).toEqual([
      'policy/required-env',
      'policy/forbidden-package',
      'policy/forbidden-command',
    ]);
    expect(results[2].properties).toEqual({ helpUri: 'https://acme.example/policy/downloads' });
  });
});

const policy = `extends: azml-lint:recommended
rules:
  policy/forbidden-command: [error, { commands: [{ command: curl, url: "https://acme.example/c" }] }]
  policy/forbidden-package: [warning, { packages: [telnet] }]
locked: [policy/forbidden-command, apt/*]
`;
const installed: Files = {
  'node_modules/@acme/azml-policy/package.json': '{ "name": "@acme/azml-policy", "main": "policy.yaml" }',
  'node_modules/@acme/azml-policy/policy.yaml': policy,
};
const extending = 'extends: "@acme/azml-policy"\n';
const curl = `${base}RUN curl -fsSLO https://example.com/x\n`;
const recommending = `${base}USER root
RUN apt-get update && apt-get install -y git && rm -rf /var/lib/apt/lists/*
USER dockeruser
`;

describe('a locked rule', () => {
  test.each([
    ['switched off', 'rules: { policy/forbidden-command: off }'],
    ['lowered', 'rules: { policy/forbidden-command: warning }'],
    ['given other options', 'rules: { policy/forbidden-command: { commands: [wget] } }'],
    ['switched off with its group', 'rules: { policy/*: off }'],
    ['switched off for some files', 'overrides: [{ files: "**", rules: { policy/forbidden-command: off } }]'],
  ])('cannot be %s: that is a finding, and the rule speaks', async (_, text) => {
    const cwd = repository({ ...installed, '.azml-lint.yaml': extending + text, Dockerfile: curl });
    const { status, findings } = await findingsIn(cwd);
    expect(findings).toEqual([
      '.azml-lint.yaml policy/forbidden-command error',
      'Dockerfile policy/forbidden-command error',
    ]);
    expect(status).toBe(1);
  });

  test('keeps to the preset of the policy', async () => {
    const files = {
      ...installed,
      'node_modules/@acme/azml-policy/policy.yaml': policy.replace('recommended', 'strict'),
      '.azml-lint.yaml': 'extends: ["@acme/azml-policy", "azml-lint:recommended"]\n',
      Dockerfile: recommending,
    };
    const { findings } = await findingsIn(repository(files));
    expect(findings).toContain('Dockerfile apt/recommends-installed warning');
  });

  test('cannot be switched off on the command line', async () => {
    const cwd = repository({ ...installed, '.azml-lint.yaml': extending, Dockerfile: curl });
    const { status, stderr } = await azmlLint(['--rule', 'policy/forbidden-command=off'], { cwd });
    expect(stderr).toMatch(
      /`policy\/forbidden-command` is locked by node_modules\/@acme\/azml-policy\/policy\.yaml/,
    );
    expect(status).toBe(2);
  });

  test('cannot be suppressed by a comment: that is a finding', async () => {
    const Dockerfile = `# azml-lint ignore-file=policy/forbidden-command -- we must\n${curl}`;
    const cwd = repository({ ...installed, '.azml-lint.yaml': extending, Dockerfile });
    expect((await findingsIn(cwd)).findings).toEqual([
      'Dockerfile suppression/unused warning',
      'Dockerfile policy/forbidden-command error',
    ]);
  });

  test.each(['# hadolint global ignore=DL3015', '# check=skip=all'])('nor by %s', async (comment) => {
    const Dockerfile = `${comment}\n${recommending}`;
    const cwd = repository({ ...installed, '.azml-lint.yaml': extending, Dockerfile });
    expect((await findingsIn(cwd)).findings).toContain('Dockerfile apt/recommends-installed info');
  });

  test('is not hidden by a baseline of the repository, but by that of the run', async () => {
    const cwd = repository({
      ...installed,
      '.azml-lint.yaml': `${extending}baseline: old\n`,
      Dockerfile: curl,
    });
    const update = ['--baseline', 'old', '--update-baseline'];
    expect(await findingsIn(cwd, update)).toMatchObject({ status: 0 });
    expect(await findingsIn(cwd, ['--baseline', 'old'])).toMatchObject({ status: 0, findings: [] });
    expect(await findingsIn(cwd)).toMatchObject({
      status: 1,
      findings: ['Dockerfile policy/forbidden-command error'],
    });
  });
});

test('what is not locked is for the repository to say', async () => {
  const text = `${extending}rules: { policy/forbidden-package: off }\n`;
  const Dockerfile = `${base}USER root\nRUN apt-get update && apt-get install -y --no-install-recommends telnet=0.17 && rm -rf /var/lib/apt/lists/*\nUSER dockeruser\n`;
  const cwd = repository({ ...installed, '.azml-lint.yaml': extending, Dockerfile });
  expect((await findingsIn(cwd)).findings).toContain('Dockerfile policy/forbidden-package warning');
  writeFileSync(join(cwd, '.azml-lint.yaml'), text);
  expect((await findingsIn(cwd)).findings).not.toContain('Dockerfile policy/forbidden-package warning');
});

test('the link of a policy is the help of its findings', async () => {
  const cwd = repository({ ...installed, '.azml-lint.yaml': extending, Dockerfile: curl });
  const { stdout } = await azmlLint(['--format', 'json'], { cwd });
  const [{ findings }] = (JSON.parse(stdout) as JsonReport).files as [JsonReport['files'][0]];
  expect(findings[0]).toMatchObject({
    message: '`curl` is forbidden by policy. See https://acme.example/c',
    help: 'https://acme.example/c',
  });
});

test('the family of images is forced per glob', async () => {
  const Dockerfile =
    'FROM registry.acme.example/ml/scoring:7\nUSER root\nRUN pip install --no-cache-dir onnx==1.19.0\nUSER dockeruser\n';
  const overrides = [
    '{ files: "serving/**", family: inference }',
    '{ files: "training/**", family: training }',
    '{ files: "serving/legacy", family: other }',
  ];
  const cwd = repository({
    '.azml-lint.yaml': `rules: { base-image/not-allowed: off }\noverrides: [${overrides.join(', ')}]\n`,
    'serving/Dockerfile': Dockerfile,
    'serving/legacy/Dockerfile': Dockerfile,
    'training/Dockerfile': Dockerfile,
    Dockerfile,
  });
  const { findings } = await findingsIn(cwd);
  expect(findings.filter((finding) => finding.includes('user/root-beyond-packages'))).toEqual([
    'serving/Dockerfile user/root-beyond-packages error',
  ]);
});

describe('options that are wrong are told with what is allowed', () => {
  test.each([
    ['policy/forbidden-instruction: [error, { instructions: [COPPY] }]', 'COPPY', 'Did you mean `COPY`?'],
    ['policy/forbidden-command: error', 'needs the option `commands`', 'policy/forbidden-command: [warning'],
    [
      'policy/forbidden-command: { commands: [{ command: curl, mesage: x }] }',
      'unknown key `mesage`',
      'policy/forbidden-command',
    ],
    ['policy/forbidden-package: { packages: ["pillow=>9"] }', 'packages[0]', 'policy/forbidden-package'],
    ['policy/required-env: { names: [{ name: A, url: "acme" }] }', 'names[0].url', 'policy/required-env'],
  ])('%s', async (text, ...expected) => {
    const cwd = repository({ '.azml-lint.yaml': `rules:\n  ${text}\n`, Dockerfile: base });
    const { status, stdout, stderr } = await azmlLint([], { cwd });
    for (const part of expected) expect(stderr).toContain(part);
    expect(stderr).toMatch(/^azml-lint: \.azml-lint\.yaml:2:\d+: /);
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
  });
});

describe('a pull request with a configuration of its own', () => {
  const evil = `import { writeFileSync } from 'node:fs';
    writeFileSync(process.env.PWNED + '/pwned', '');
    export const rules = [];
    export default { rules: {} };`;
  const hostile: Files = {
    Dockerfile: base,
    'evil.mjs': evil,
    'node_modules/evil/package.json': '{ "name": "evil", "type": "module", "exports": "./index.js" }',
    'node_modules/evil/index.js': evil,
    'node_modules/evil-data/package.json': '{ "name": "evil-data", "exports": "./policy.yaml" }',
    'node_modules/evil-data/policy.yaml': 'plugins: ./evil.mjs',
    'node_modules/evil-data/evil.mjs': evil,
    'inner.yaml': 'plugins: ./evil.mjs',
  };
  const ways: readonly [string, string][] = [
    ['a plugin', 'plugins: ./evil.mjs'],
    ['a plugin from a package', 'plugins: evil'],
    ['a package to extend', 'extends: evil'],
    ['a module to extend', 'extends: ./evil.mjs'],
    ['a plugin behind a file', 'extends: ./inner.yaml'],
    ['a plugin behind a package that is data', 'extends: evil-data'],
  ];

  async function run(text: string, args: readonly string[], env: Readonly<Record<string, string>>) {
    const cwd = repository({ ...hostile, '.azml-lint.yaml': text, 'trusted.yaml': text });
    const pwned = directoryWith({});
    const result = await azmlLint(args, { cwd, env: { ...env, PWNED: pwned } });
    return { ...result, wasExecuted: existsSync(join(pwned, 'pwned')) };
  }

  test.each(ways)('runs no code in CI: %s', async (_, text) => {
    const { status, stdout, stderr, wasExecuted } = await run(text, [], { CI: 'true' });
    expect(stderr).toMatch(
      /is not loaded, because this configuration was found, not named: such a one runs no code in CI or for an agent\n.*`--trust`/,
    );
    expect({ status, stdout, wasExecuted }).toEqual({ status: 2, stdout: '', wasExecuted: false });
  });

  test.each([
    ['of Azure Pipelines', [], { TF_BUILD: 'True' }],
    ['when only the configuration is shown', ['config', 'Dockerfile'], { CI: '1' }],
    ['for standard input', ['-', '--stdin-filename', 'Dockerfile'], { CI: 'true' }],
    ['for one file', ['Dockerfile'], { CI: 'true' }],
    ['of Azure Pipelines, where a front end has set `CI=false`', [], { TF_BUILD: 'True', CI: 'false' }],
    ['of Bamboo', [], { bamboo_buildKey: 'A-B-JOB1' }],
    ['of a Jenkins of old', [], { BUILD_ID: '17' }],
  ])('nor %s', async (_, args, env) => {
    const { status, wasExecuted } = await run('plugins: ./evil.mjs', args, env);
    expect({ status, wasExecuted }).toEqual({ status: 2, wasExecuted: false });
  });

  test.each(ways)('runs it where that is wanted: %s', async (_, text) => {
    for (const [args, env] of [
      [['--trust'], { CI: 'true' }],
      [['--config', 'trusted.yaml'], { CI: 'true' }],
      [[], { CI: 'false' }],
      [[], {}],
    ] as const) {
      const { status, stderr, wasExecuted } = await run(text, args, env);
      expect({ status, wasExecuted }, stderr).toEqual({ status: 0, wasExecuted: true });
    }
  });

  test('is held to policies that are data, without trust', async () => {
    const files = { '.azml-lint.yaml': 'extends: ./policy.yaml', 'policy.yaml': policy, Dockerfile: curl };
    const { status, findings } = await findingsIn(repository(files), [], { env: { CI: 'true' } });
    expect(findings).toEqual(['Dockerfile policy/forbidden-command error']);
    expect(status).toBe(1);
  });

  test('may stand beside the configuration of whoever set up the run', async () => {
    const cwd = directoryWith({ ...installed, '.azml-lint.yaml': extending, 'checkout/Dockerfile': curl });
    execFileSync('git', ['init', '--quiet', 'checkout'], { cwd });
    // The search ends at the root of the repository, so the configuration above is named.
    const args = ['--config', '.azml-lint.yaml', 'checkout'];
    const { status } = await findingsIn(cwd, args, { env: { CI: 'true' } });
    expect(status).toBe(1);
  });
});
