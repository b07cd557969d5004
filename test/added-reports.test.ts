/** What CI services and coding agents get without being asked, and when nothing is added. */
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough, Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { describe, expect, onTestFinished, test } from 'vitest';
import { main } from '../src/cli/main.ts';

type Environment = Readonly<Record<string, string>>;

/** Findings of every severity, and more warnings than a service shows. */
const dockerfile = `FROM mcr.microsoft.com/azureml/openmpi5.0-ubuntu24.04:20260715.v1
RUN apt-get update && apt-get install --no-install-recommends curl && rm -rf /var/lib/apt/lists/*
${'RUN apt-get update && apt-get install -y curl\n'.repeat(12)}`;

const github = { GITHUB_ACTIONS: 'true' };
const azure = { TF_BUILD: 'True' };
const rules = ['--rule', 'apt/asks-for-confirmation=error', '--rule', 'apt/lists-kept=warning'];

/** Runs the command line in a directory with one Dockerfile. */
async function lint(args: readonly string[], env: Environment, cwd = directoryWith(dockerfile), input = '') {
  const [stdout, stderr] = [new PassThrough(), new PassThrough()];
  const written = Promise.all([text(stdout), text(stderr)]);
  const status = await main([...rules, ...args], {
    stdin: Readable.from([input]),
    stdout,
    stderr,
    env,
    cwd: () => cwd,
  });
  stdout.end();
  stderr.end();
  const [out, err] = await written;
  return { status, stdout: out, stderr: err.replaceAll(/\d+\.\d\d s\b/g, '0.10 s') };
}

function directoryWith(content: string): string {
  const directory = mkdtempSync(join(tmpdir(), 'azml-lint-added-'));
  onTestFinished(() => rmSync(directory, { recursive: true, force: true }));
  writeFileSync(join(directory, 'Dockerfile'), content);
  return directory;
}

function count(output: string, pattern: RegExp): number {
  return output.match(pattern)?.length ?? 0;
}

const commands = /^(?:::|##vso\[)/m;
const offer = /^azml-lint: .*`--format text`/m;

describe.each([
  ['GitHub Actions', github, /^::error .*$/gm, /^::warning .*$/gm],
  [
    'Azure Pipelines',
    azure,
    /^##vso\[task\.logissue type=error;.*$/gm,
    /^##vso\[task\.logissue type=warning;.*$/gm,
  ],
] as const)('%s', (name, variables, errors, warnings) => {
  test('the text stays byte for byte; the worst findings become annotations, and a line says so', async () => {
    const cwd = directoryWith(dockerfile);
    const env = { ...variables, AGENT_TEMPDIRECTORY: cwd };
    const [plain, run] = [await lint([], {}, cwd), await lint([], env, cwd)];
    expect(run.stdout).toBe(plain.stdout);
    expect(run.status).toBe(plain.status);
    expect(run.stderr.startsWith(plain.stderr)).toBe(true);
    const [, found] = /(\d+) warnings/.exec(plain.stderr)!;
    expect(Number(found)).toBeGreaterThan(10);
    expect(count(run.stderr, errors)).toBe(1);
    expect(count(run.stderr, warnings)).toBe(10);
    expect(run.stderr).toContain(
      `azml-lint: ${name} gets annotations (11 of ${Number(found) + 1} errors and warnings)`,
    );
    expect(run.stderr).toMatch(offer);
  });

  test('a file that cannot be read is an annotation', async () => {
    const { stderr, status } = await lint(['none'], variables);
    expect(count(stderr, errors)).toBe(1);
    expect(status).toBe(2);
  });

  test('nothing is added where nothing was found', async () => {
    const cwd = directoryWith('FROM scratch\n');
    expect((await lint(['--select', 'apt'], variables, cwd)).stderr).toMatch(/^1 file in [^\n]*\n$/);
  });
});

describe('the summary of a job', () => {
  test('is appended on GitHub, and has all findings', async () => {
    const cwd = directoryWith(dockerfile);
    const file = join(cwd, 'summary');
    writeFileSync(file, 'before');
    const { stderr } = await lint([], { ...github, GITHUB_STEP_SUMMARY: file }, cwd);
    const summary = readFileSync(file, 'utf8');
    const items = count(summary, /^- \S+ \*\*(?:error|warning|info)\*\* on line /gm);
    const [, warnings] = /(\d+) warnings/.exec(stderr)!;
    expect(items).toBeGreaterThanOrEqual(Number(warnings) + 1);
    expect(summary).toMatch(/^before\n## azml-lint: 1 error, \d+ warnings/);
    expect(stderr).toContain(" and the job's summary;");
  });

  test('is never larger than GitHub takes, and says what is missing', async () => {
    const cwd = directoryWith(dockerfile);
    const file = join(cwd, 'summary');
    const limit = 1024 * 1024;
    writeFileSync(file, 'x'.repeat(limit - 1500));
    await lint([], { ...github, GITHUB_STEP_SUMMARY: file }, cwd);
    const summary = readFileSync(file);
    expect(summary.length).toBeLessThanOrEqual(limit);
    expect(summary.length).toBeGreaterThan(limit - 1500);
    expect(summary.toString().slice(-1500)).toMatch(/\*\*warning\*\*[^\n]*\)\n\n\*What is missing [^\n]*\n$/);

    writeFileSync(file, 'x'.repeat(limit));
    const { stderr, status } = await lint([], { ...github, GITHUB_STEP_SUMMARY: file }, cwd);
    expect(readFileSync(file)).toHaveLength(limit);
    expect(stderr).toContain("the job's summary cannot be written: it is full");
    expect(status).toBe(1);
  });

  test('that cannot be written is told, and is no failure', async () => {
    const cwd = directoryWith(dockerfile);
    const { stderr, status } = await lint([], { ...github, GITHUB_STEP_SUMMARY: cwd }, cwd);
    expect(stderr).toContain("the job's summary cannot be written: ");
    expect(status).toBe(1);
  });

  test('is a file on Azure, which the agent is told to upload', async () => {
    const cwd = directoryWith(dockerfile);
    const { stderr } = await lint([], { ...azure, AGENT_TEMPDIRECTORY: cwd }, cwd);
    const [, file] = /^##vso\[task\.uploadsummary\](.*)$/m.exec(stderr)!;
    expect(file!.startsWith(cwd)).toBe(true);
    expect(readFileSync(file!, 'utf8')).toMatch(/^## azml-lint: 1 error, /);
  });
});

describe.each(['CLAUDECODE', 'AI_AGENT', 'CURSOR_AGENT', 'GEMINI_CLI', 'CODEX_THREAD_ID'])(
  '%s',
  (variable) => {
    const env = { [variable]: '1' };

    test('the report is compact, and one line says what is more', async () => {
      const cwd = directoryWith(dockerfile);
      const [compact, run] = [await lint(['-f', 'compact'], {}, cwd), await lint([], env, cwd)];
      expect(run.stdout).toBe(compact.stdout);
      expect(run.stderr).toMatch(/^1 file in [^\n]*\nazml-lint: [^\n]*`azml-lint explain RULE`[^\n]*\n$/);
      expect(run.stderr).toMatch(offer);
    });
  },
);

test('an agent that works in a job of CI is the reader', async () => {
  const { stdout, stderr } = await lint([], { ...github, CLAUDECODE: '1' });
  expect(stdout).toMatch(/^Dockerfile:\d+:\d+: /);
  expect(stderr).not.toMatch(commands);
});

test('a run without findings is told to an agent in the closing line', async () => {
  const { stdout, stderr } = await lint(
    ['--select', 'apt'],
    { CLAUDECODE: '1' },
    directoryWith('FROM scratch\n'),
  );
  expect(stdout).toBe('');
  expect(stderr).toMatch(/^1 file in 0\.10 s: nothing found\.[^\n]*\n$/);
});

describe('who says what he wants gets that and no more', () => {
  const all = { ...github, ...azure, CLAUDECODE: '1' };
  const asked: readonly (readonly string[])[] = [
    ['--format', 'text'],
    ['--format', 'json'],
    ['--format', 'text', '--format', 'sarif=out.sarif'],
    ['--format', 'json=out.json'],
    ['--output', 'out.txt'],
    ['--statistics'],
    ['--quiet'],
    ['--show-suppressed'],
    ['--list-files'],
    ['--diff'],
  ];

  test.each(asked)('%j %s', async (...args) => {
    const cwd = directoryWith(dockerfile);
    const [plain, run] = [await lint(args, {}, cwd), await lint(args, all, cwd)];
    expect(run).toEqual(plain);
    expect(run.stdout + run.stderr).not.toMatch(commands);
  });

  test.each(['github', 'azure'] as const)(
    '%s: not for lines that the commit does not have, nor for a text without a name',
    async (service) => {
      const env = { github, azure }[service];
      expect((await lint(['-'], env, undefined, dockerfile)).stderr).not.toMatch(commands);
      expect((await lint(['--fix'], env)).stderr).not.toMatch(commands);
      const named = await lint(['-', '--stdin-filename', 'a/Dockerfile'], env, undefined, dockerfile);
      expect(named.stderr).toMatch(commands);
    },
  );

  test.each<Environment>([
    { GITHUB_ACTIONS: 'false' },
    { CI: 'true', GITLAB_CI: 'true' },
    { CLAUDECODE: '' },
    { AI_AGENT: '0' },
  ])('nor where nobody is known to read: %j', async (env) => {
    const cwd = directoryWith(dockerfile);
    expect(await lint([], env, cwd)).toEqual(await lint([], {}, cwd));
  });
});

describe('AZML_LINT_FORMAT', () => {
  test.each(['text', 'compact', 'json', 'github'])(
    '%s is what --format would be, and all',
    async (format) => {
      const cwd = directoryWith(dockerfile);
      const env = { ...github, CLAUDECODE: '1', AZML_LINT_FORMAT: format };
      expect(await lint([], env, cwd)).toEqual(await lint(['--format', format], {}, cwd));
    },
  );

  test('holds for the file of --output', async () => {
    const cwd = directoryWith(dockerfile);
    await lint(['--output', 'out.json'], { AZML_LINT_FORMAT: 'json' }, cwd);
    expect(JSON.parse(readFileSync(join(cwd, 'out.json'), 'utf8'))).toMatchObject({ schemaVersion: 1 });
  });

  test.each([
    ['--format', 'json'],
    ['--statistics', '--quiet'],
    ['--list-files', '--quiet'],
    ['--diff', '--quiet'],
  ])('leaves %s %s what it is', async (...args) => {
    const cwd = directoryWith(dockerfile);
    expect(await lint(args, { AZML_LINT_FORMAT: 'checkstyle' }, cwd)).toEqual(await lint(args, {}, cwd));
  });

  test('is wrong use if there is no such format', async () => {
    const cwd = directoryWith(dockerfile);
    expect(await lint([], { AZML_LINT_FORMAT: 'jsn' }, cwd)).toEqual({
      status: 2,
      stdout: '',
      stderr: expect.stringMatching(
        /^azml-lint: AZML_LINT_FORMAT is `jsn`, which is no format\n {2}Did you mean `json`\?/,
      ),
    });
    expect(existsSync(join(cwd, 'jsn'))).toBe(false);
  });
});

describe('annotations name a file as its repository does', () => {
  /** The files that GitHub is told of by a run on some paths. */
  async function filesOf(args: readonly string[], cwd: string, env: Environment = {}): Promise<string[]> {
    const { stderr } = await lint(
      [...args, '--select', 'apt/asks-for-confirmation'],
      { ...github, ...env },
      cwd,
    );
    return [...stderr.matchAll(/^::error [^\n]*?,file=([^,]*),/gm)].map(([, file]) => file!);
  }

  /** A checkout: with what git keeps of it, or without where a container has no git. */
  function checkout(hasGit: boolean, at = directoryWith('FROM scratch\n')): string {
    for (const folder of ['one', 'other']) {
      mkdirSync(join(at, 'services', folder), { recursive: true });
      writeFileSync(join(at, 'services', folder, 'Dockerfile'), dockerfile);
    }
    if (hasGit) mkdirSync(join(at, '.git'));
    return at;
  }

  test('in a folder of it', async () => {
    const cwd = join(checkout(true), 'services/one');
    expect(await filesOf(['.', '../other'], cwd)).toEqual([
      'services/other/Dockerfile',
      'services/one/Dockerfile',
    ]);
  });

  test('without git, by the variable that says where it begins', async () => {
    const root = checkout(false);
    const cwd = join(root, 'services/one');
    expect(await filesOf(['.'], cwd, { GITHUB_WORKSPACE: root })).toEqual(['services/one/Dockerfile']);
    expect(await filesOf(['.'], cwd, { GITHUB_WORKSPACE: join(root, 'services/other') })).toEqual([
      'Dockerfile',
    ]);
    expect(await filesOf(['.'], cwd)).toEqual(['Dockerfile']);
  });

  test('that is one of several below the working directory', async () => {
    const cwd = directoryWith('FROM scratch\n');
    checkout(true, join(cwd, 'models'));
    expect(await filesOf(['models/services/one'], cwd, { GITHUB_WORKSPACE: cwd })).toEqual([
      'services/one/Dockerfile',
    ]);
  });

  test('that of the working directory, also for a submodule', async () => {
    const cwd = checkout(true);
    const models = checkout(true, join(cwd, 'models'));
    expect(await filesOf(['models/services/one', join(models, 'services/other')], cwd)).toEqual([
      'models/services/one/Dockerfile',
      'models/services/other/Dockerfile',
    ]);
  });

  test('to which a path leads by links', async () => {
    const root = realpathSync(checkout(true));
    const link = join(directoryWith('FROM scratch\n'), 'link');
    symlinkSync(root, link);
    const cwd = join(root, 'services/one');
    for (const path of [link, join(link, 'services')])
      expect(await filesOf([path], cwd)).toEqual(['services/other/Dockerfile', 'services/one/Dockerfile']);
    expect(await filesOf([join(link, 'services/other/Dockerfile')], cwd)).toEqual([
      'services/other/Dockerfile',
    ]);
  });
});
