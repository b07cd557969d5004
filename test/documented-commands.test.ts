/** Every shell command in README and the pages is run as written, and has its documented effect. */
import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, inject, test } from 'vitest';
import { directoryWith } from './cli.ts';

interface Expected {
  readonly status: number;
  readonly stdout?: RegExp;
  readonly stderr?: RegExp;
  /** A file that exists afterwards, and its content. */
  readonly file?: readonly [path: string, content: RegExp];
}

/** It has one fault, which has a safe fix. */
const faulty = `FROM mcr.microsoft.com/azureml/openmpi5.0-ubuntu24.04:20260715.v1
RUN apt-get update && apt-get install --no-install-recommends curl && rm -rf /var/lib/apt/lists/*
`;

/** Its name is one that only Azure ML may use. */
const reserved = `$schema: https://azuremlschemas.azureedge.net/latest/environment.schema.json
name: AzureML-mine
image: mcr.microsoft.com/azureml/openmpi5.0-ubuntu24.04:20260715.v1
`;

const report = { status: 1, stdout: /\b2:\d+\b.*apt\/asks-for-confirmation/ };

/** The results of the commands in a project with a faulty Dockerfile and a faulty environment at its root and another Dockerfile in images/. */
const expected: Readonly<Record<string, Expected>> = {
  'npx azml-lint Dockerfile': { ...report, stderr: /^1 file in /m },
  'azml-lint': { ...report, stderr: /^3 files in /m },
  'azml-lint images/train.Dockerfile': { ...report, stderr: /^1 file in /m },
  'azml-lint environment.yml': { status: 1, stdout: /\b2:7\b.*environment\/reserved-name/ },
  'azml-lint - --stdin-filename Dockerfile <Dockerfile': { ...report, stdout: /^Dockerfile:2:\d+ /m },
  'azml-lint --diff Dockerfile': { status: 1, stdout: /^\+RUN .* install -y /m },
  'azml-lint --format text --format sarif=out.sarif': {
    ...report,
    file: ['out.sarif', /"ruleId": ?"apt\/asks-for-confirmation"/],
  },
  'azml-lint rules user': { status: 0, stdout: /^\s*user\/root-not-dropped\b/m },
  'azml-lint explain apt/lists-kept': { status: 0, stdout: /apt\/lists-kept/ },
};

/** Commands that are run elsewhere: by `.ci/run` in a clean clone, by a test of their own, or by Microsoft's tool. */
const elsewhere = [
  /^npm (install|test|run test:quick|run standalone)$/,
  /^node dist\/bin\.cjs examples\/scoring\/Dockerfile$/,
  /^mkdir acme-rules && cd acme-rules$/,
  /^npm init --yes$/,
  /^npm install --save-dev azml-lint$/,
  /^npx @microsoft\/sarif-multitool validate /,
  // The extension is packed and installed by its test in a real editor.
  /^(cd editors\/vscode|npm ci --ignore-scripts|npm run package|code --install-extension dist\/azml-lint\.vsix)$/,
];

function shellCommands(page: string): readonly string[] {
  return [...page.matchAll(/^```(?:sh|bash)\n([\s\S]*?)^```/gm)]
    .flatMap(([, block]) => block!.split('\n'))
    .map((line) => line.replace(/\s+#.*$/, '').trim())
    .filter((line) => line !== '' && !line.startsWith('#'));
}

const root = new URL('../', import.meta.url);
const pages = ['README.md', ...readdirSync(new URL('docs', root)).map((name) => `docs/${name}`)].filter(
  (name) => name.endsWith('.md'),
);
const commands = pages.flatMap((page) =>
  shellCommands(readFileSync(new URL(page, root), 'utf8')).map((command) => ({ page, command })),
);

test('there is none that nobody runs', () => {
  const shown = new Set(commands.map(({ command }) => command));
  expect([...shown].filter((command) => !elsewhere.some((pattern) => pattern.test(command))).sort()).toEqual(
    Object.keys(expected).sort(),
  );
});

describe.each(commands.filter(({ command }) => command in expected))('$page: $command', ({ command }) => {
  test('prints what it is there for', async () => {
    const cwd = directoryWith({
      Dockerfile: faulty,
      'images/train.Dockerfile': faulty,
      'environment.yml': reserved,
    });
    symlinkSync(join(inject('installed'), 'node_modules'), join(cwd, 'node_modules'));
    mkdirSync(join(cwd, '.git'));
    const { status, stdout, stderr, file } = expected[command]!;
    const run = await shell(command, cwd);
    expect(run).toMatchObject({ status });
    expect(run.stdout).toMatch(stdout ?? /./);
    expect(run.stderr).toMatch(stderr ?? /^/);
    if (file) expect(readFileSync(join(cwd, file[0]), 'utf8')).toMatch(file[1]);
    expect(existsSync(join(cwd, 'out.sarif'))).toBe(file !== undefined);
  });
});

function shell(command: string, cwd: string): Promise<{ status: number; stdout: string; stderr: string }> {
  const PATH = `${join(cwd, 'node_modules/.bin')}:${process.env.PATH}`;
  return new Promise((resolve) => {
    execFile(
      'sh',
      ['-c', command],
      { cwd, env: { PATH, HOME: process.env.HOME } },
      (error, stdout, stderr) => {
        resolve({ status: error === null ? 0 : Number(error.code), stdout, stderr });
      },
    ).stdin!.end();
  });
}
