/** docs/write-a-rule.md is right: its files are written, its commands are run, its questions can be asked. */
import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, describe, expect, inject, test } from 'vitest';
import { commandsShown, outputPattern, settledOutput } from './console.ts';

const page = readFileSync(new URL('../docs/write-a-rule.md', import.meta.url), 'utf8');
const root = fileURLToPath(new URL('..', import.meta.url));
const modules = join(inject('installed'), 'node_modules');
const directory = mkdtempSync(join(tmpdir(), 'azml-lint-page-'));
symlinkSync(modules, join(directory, 'node_modules'));
afterAll(() => rmSync(directory, { recursive: true, force: true }));

/** The fenced blocks: those that name a file are written, those with console commands are run. */
const blocks = [...page.matchAll(/^```(\w+) ?(.*)\n([\s\S]*?)^```$/gm)].map(([, language, file, text]) => ({
  language: language!,
  file: file!,
  text: text!,
}));

describe('from top to bottom', () => {
  for (const { language, file, text } of blocks) {
    if (file !== '') test(`write ${file}`, () => writeFileSync(join(directory, file), text));
    if (language !== 'console') continue;
    for (const { command, output } of commandsShown(text)) {
      test(`run ${command}`, async () =>
        expect(settledOutput(await run(command))).toMatch(outputPattern(output)));
    }
  }

  test('there is something of each', () => {
    const commands = blocks.filter(({ language }) => language === 'console');
    expect([blocks.filter(({ file }) => file !== '').length, commands.length]).toEqual([9, 7]);
  });
});

describe('in TypeScript', () => {
  const lint = (plugin: string) => {
    writeFileSync(join(directory, 'ts.yaml'), `plugins: ${plugin}\n`);
    return run('npx azml-lint --config ts.yaml --format compact Dockerfile');
  };

  test('the rule that was built finds what it is for', async () => {
    expect(await lint('./rules.js')).toContain('Dockerfile:2:16: error acme/whole-history');
  });

  test('Node takes the types away since 22.18; one that does not is told of', async () => {
    const isStripped = Boolean((process.features as { typescript?: unknown }).typescript);
    for (const plugin of ['./rules.ts', 'rules.ts'])
      expect(await lint(plugin)).toContain(
        isStripped
          ? 'Dockerfile:2:16: error acme/whole-history'
          : 'Node reads TypeScript since version 22.18.',
      );
  });
});

describe('by the types', () => {
  const tsc = new URL('../node_modules/typescript/bin/tsc', import.meta.url).pathname;
  const check = (file: string) =>
    promisify(execFile)(
      process.execPath,
      [
        tsc,
        '--noEmit',
        '--strict',
        '--allowJs',
        '--module',
        'nodenext',
        '--target',
        'es2022',
        '--types',
        '',
        file,
      ],
      { cwd: directory },
    ).catch(({ stdout }: { stdout: string }) => ({ stdout }));

  test('the rule has no error', async () => {
    expect((await check('rules.mjs')).stdout).toBe('');
  });

  test('everything in the tables can be asked', async () => {
    const rows = page.split('\n').filter((line) => line.startsWith('| `'));
    const questions = rows.flatMap((row) =>
      [...row.replaceAll('\\|', '|').matchAll(/`([^`]+)`/g)]
        .map(([, code]) => code!)
        .filter((code) => /^\w+[.(]/.test(code)),
    );
    expect(questions.length).toBeGreaterThan(30);
    const functions = new Set(questions.flatMap((question) => /^\w+(?=\()/.exec(question) ?? []));
    const lines = [
      "import type { Command, CopyStep, DockerfileModel, EnvInstruction, Fragment, KeyValue, RunStep, Stage, Step } from 'azml-lint';",
      `import { ${[...functions].join(', ')} } from 'azml-lint';`,
      'declare const [file, stage, step, word]: [DockerfileModel, Stage, Step, Fragment];',
      'declare const [instruction, pair]: [EnvInstruction, KeyValue];',
      'declare const [run, copy, command]: [RunStep, CopyStep, Command];',
      ...questions.map((question) => `${question};`),
    ];
    writeFileSync(join(directory, 'questions.ts'), lines.join('\n'));
    expect((await check('questions.ts')).stdout).toBe('');
  });
});

/** Runs a command of the page as its reader does; returns what a terminal would show. */
async function run(command: string): Promise<string> {
  const options = {
    cwd: directory,
    env: { PATH: `${join(modules, '.bin')}:${join(root, 'node_modules/.bin')}:${process.env.PATH}` },
  };
  const script = `exec 2>&1; ${command.replace(/^npx /, '')}`;
  const result = promisify(execFile)('sh', ['-c', script], options);
  return (await result.catch(({ stdout }: { stdout: string }) => ({ stdout }))).stdout;
}
