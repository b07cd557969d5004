/** The package as users install it. */
import { execFile, execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, symlinkSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { createContext, runInContext } from 'node:vm';
import { build } from 'esbuild';
import { describe, expect, inject, test } from 'vitest';
import manifest from '../package.json' with { type: 'json' };
import { rules } from '../rules/index.generated.ts';
import { schemaUri } from '../src/rule/links.ts';
import { directoryWith, packageDirectory } from './cli.ts';

const installed = packageDirectory;

/** A directory from which azml-lint can be imported. */
function project(files: Readonly<Record<string, string>>): string {
  const directory = directoryWith({ 'package.json': '{ "type": "module" }', ...files });
  mkdirSync(join(directory, 'node_modules'));
  symlinkSync(installed(), join(directory, 'node_modules/azml-lint'));
  return directory;
}

describe('what is in it', () => {
  const files = () =>
    readdirSync(installed(), { recursive: true, withFileTypes: true })
      // Code that runs have compiled is not part of the package.
      .filter((entry) => entry.isFile() && !entry.name.endsWith('.cache'))
      .map((entry) => join(entry.parentPath, entry.name).slice(installed().length + 1));

  test('no sources, no tests, no dependencies', () => {
    const folders = new Set(files().map((file) => file.split('/')[0]));
    expect([...folders].sort()).toEqual(
      [
        'CHANGELOG.md',
        'LICENSE',
        'README.md',
        'dist',
        'docs',
        'examples',
        'package.json',
        'rules',
        'schema',
      ].filter((name) => folders.has(name)),
    );
    const own = files().filter((file) => !file.startsWith('examples/'));
    expect(own.filter((file) => /(?<!\.d)\.ts$|\.test\./.test(file))).toEqual([]);
    expect(
      readdirSync(join(inject('installed'), 'node_modules')).filter((name) => !name.startsWith('.')),
    ).toEqual(['azml-lint']);
  });

  test('the page of every rule, where the links lead', () => {
    expect(
      rules.filter(({ id }) => !existsSync(join(installed(), `rules/${id}.md`))).map(({ id }) => id),
    ).toEqual([]);
  });

  test('the schema of configuration files with every rule, where `$schema` leads', () => {
    const schema = JSON.parse(readFileSync(join(installed(), 'schema/config.schema.json'), 'utf8'));
    const known = Object.keys(schema.definitions.rules.properties);
    expect(rules.filter(({ id }) => !known.includes(id))).toEqual([]);
    expect(schema.$id).toBe(schemaUri());
    expect(existsSync(join(installed(), 'schema/json-report.schema.json'))).toBe(true);
  });

  test('the license of every package that is bundled', () => {
    const licenses = readFileSync(join(installed(), 'dist/THIRD-PARTY-LICENSES.txt'), 'utf8');
    for (const name of [
      '@balena/dockerignore',
      'ajv',
      'chalk',
      'dockerfile-ast',
      'ignore',
      'unbash',
      'yaml',
      'yargs',
    ]) {
      expect(licenses).toMatch(new RegExp(`^${name} \\d+\\.\\d+\\.\\d+ \\((MIT|ISC|Apache-2\\.0)\\)$`, 'm'));
    }
    expect(licenses).not.toContain('undefined');
  });

  test('a command that can be started', () => {
    const bin = join(inject('installed'), 'node_modules/.bin/azml-lint');
    expect(statSync(bin).mode & 0o111).not.toBe(0);
    expect(execFileSync(bin, ['--version'], { encoding: 'utf8' })).toBe(`${manifest.version}\n`);
  });

  test('small enough for npx', () => {
    const size = files().reduce((sum, file) => sum + statSync(join(installed(), file)).size, 0);
    expect(size).toBeLessThan(8_000_000);
  });
});

const program = `
import { defineRule, lint } from 'azml-lint';
import { serverOf } from 'azml-lint/facts';

const rule = defineRule({
  id: 'acme/no-curl',
  title: 'curl is called',
  level: { inference: 'warning', training: 'warning', other: 'warning' },
  messages: { found: '\`{command}\` fetches from the internet.' },
  check({ file, report }) {
    for (const run of file.runs)
      for (const command of run.commands)
        if (command.is('curl') && !serverOf(run.stage))
          report({ at: command, message: 'found', data: { command: command.name } });
  },
});

const { findings } = lint('FROM ubuntu:24.04\\nRUN curl -fsS https://example.org\\n', { plugins: [rule] });
`;

/** The findings of one rule in a text, the text with its fixes, and the findings in that. */
const fixed = `
function fixed(text) {
  const find = (text) => azml.lint(text).findings.filter(({ rule }) => rule === 'pip/unquoted-specifier');
  const findings = find(text);
  const edits = findings.flatMap(({ fix }) => fix.edits).sort((a, b) => b.start - a.start);
  const after = edits.reduce((text, { start, end, text: put }) => text.slice(0, start) + put + text.slice(end), text);
  const names = (findings) => findings.map(({ rule }) => rule);
  return [names(findings), after, names(find(after))];
}`;

describe('the library', () => {
  test("lints, with a rule of one's own", async () => {
    const cwd = project({
      'main.js': `${program}\nconsole.log(JSON.stringify(findings.filter(({ rule }) => rule === 'acme/no-curl')));`,
    });
    const { stdout, stderr } = await promisify(execFile)(process.execPath, ['main.js'], { cwd });
    expect(JSON.parse(stdout)).toMatchObject([
      {
        rule: 'acme/no-curl',
        severity: 'warning',
        message: '`curl` fetches from the internet.',
        range: { start: { line: 2, column: 5 } },
      },
    ]);
    expect(stderr).toBe('');
  });

  test('runs where there is nothing but the language: no Node, no web', async () => {
    const { outputFiles } = await build({
      stdin: {
        contents: "export * from 'azml-lint'; export * as facts from 'azml-lint/facts';",
        resolveDir: project({}),
      },
      bundle: true,
      write: false,
      format: 'iife',
      globalName: 'azml',
      platform: 'neutral',
      supported: { 'dynamic-import': false },
    });
    const context = createContext({});
    runInContext(outputFiles[0]!.text, context);
    const text = "FROM ubuntu:24.04\nRUN pip install flask>=2 && echo $'caf\\xc3\\xa9'\n";
    const base = 'mcr.microsoft.com/azureml/minimal-py312-inference';
    const facts = `azml.facts.findImage('${base}').python`;
    const script = `${fixed}\nJSON.stringify([typeof Buffer, typeof process, ${facts}, ...fixed(${JSON.stringify(text)})])`;
    expect(JSON.parse(runInContext(script, context))).toEqual([
      'undefined',
      'undefined',
      '3.12',
      ['pip/unquoted-specifier'],
      text.replace('flask>=2', '"flask>=2"'),
      [],
    ]);
  });

  test.each([
    { module: 'nodenext', moduleResolution: 'nodenext' },
    { module: 'esnext', moduleResolution: 'bundler' },
  ])('has types for $moduleResolution that need nothing else', async (options) => {
    const tsconfig = {
      compilerOptions: {
        ...options,
        target: 'es2022',
        lib: ['es2023'],
        types: [],
        strict: true,
        skipLibCheck: false,
        noEmit: true,
      },
      files: ['main.ts'],
    };
    const cwd = project({
      'main.ts': `${program}\nexport const first: { readonly line: number; readonly column: number } | undefined = findings[0]?.range.start;\n`,
      'wrong.ts': program.replace("message: 'found'", "message: 'fond'"),
      'tsconfig.json': JSON.stringify(tsconfig),
      'tsconfig.wrong.json': JSON.stringify({ ...tsconfig, files: ['wrong.ts'] }),
    });
    expect(await tsc(cwd, 'tsconfig.json')).toBe('');
    expect(await tsc(cwd, 'tsconfig.wrong.json')).toContain('wrong.ts(');
  });
});

/** The compiler's errors. */
async function tsc(cwd: string, config: string): Promise<string> {
  const compiler = resolve('node_modules/typescript/bin/tsc');
  return promisify(execFile)(process.execPath, [compiler, '-p', config], { cwd }).then(
    ({ stdout }) => stdout,
    (error: { stdout: string }) => error.stdout,
  );
}
