/** The two doors for rules: what uses them, and what they lead to. */
import { readdirSync, readFileSync } from 'node:fs';
import * as outside from 'azml-lint';
import * as deeper from 'azml-lint/facts';
import { build } from 'esbuild';
import { describe, expect, test } from 'vitest';
import * as core from '../src/core.ts';
import * as facts from '../src/facts.ts';
import * as index from '../src/index.ts';

const read = (path: string) => readFileSync(new URL(`../${path}`, import.meta.url), 'utf8');
const filesIn = (directory: string, ending: RegExp) =>
  readdirSync(new URL(`../${directory}`, import.meta.url), { recursive: true, encoding: 'utf8' })
    .filter((path) => ending.test(path))
    .map((path) => `${directory}/${path.replaceAll('\\', '/')}`);

const rules = filesIn('rules', /(?<!generated)\.ts$/).map((path) => ({ path, text: read(path) }));

test.each(rules)('$path imports by the doors and nothing else', ({ text }) => {
  const imported = [...text.matchAll(/\bfrom '([^']+)'|^import '([^']+)'|\bimport\('([^']+)'/gm)].map(
    ([, from, alone, late]) => from ?? alone ?? late,
  );
  expect(imported).toContain('azml-lint');
  expect(imported.filter((one) => one !== 'azml-lint' && one !== 'azml-lint/facts')).toEqual([]);
});

test('a rule gets the core without `lint`, which needs the rules, without what only `lint` throws, and without a parser of YAML', () => {
  expect('lint' in core).toBe(false);
  const forPrograms = ['lint', 'ConfigError', 'readAzuremlYaml', 'filesOf', 'inventoryOf'];
  expect(new Set(Object.keys(index))).toEqual(new Set([...Object.keys(core), ...forPrograms]));
});

test('to lint a Dockerfile, nothing is loaded that reads YAML or Python', async () => {
  const { metafile } = await build({
    entryPoints: ['src/cli/main.ts'],
    bundle: true,
    packages: 'external',
    alias: { 'azml-lint/facts': './src/facts.ts', 'azml-lint': './src/core.ts' },
    platform: 'node',
    format: 'esm',
    splitting: true,
    outdir: 'out',
    write: false,
    metafile: true,
  });
  const { outputs } = metafile!;
  const withInput = (path: string) => Object.keys(outputs).find((name) => path in outputs[name]!.inputs)!;
  /** What is loaded for a module: its own chunk, and those that are imported with it. */
  const loaded = new Set([withInput('src/session/examine.ts'), withInput('src/cli/main.ts')]);
  const packages = new Set<string>();
  for (const name of loaded) {
    for (const { path, kind, external } of outputs[name]!.imports) {
      if (kind !== 'import-statement') continue;
      if (external) packages.add(path);
      else loaded.add(path);
    }
  }
  const inputs = [...loaded].flatMap((name) => Object.keys(outputs[name]!.inputs));
  expect(inputs).toContain('src/model/analyze.ts');
  expect(inputs.filter((path) => /\/yaml-tree\/parse|\/kinds\/azureml-yaml\/analyze/.test(path))).toEqual([]);
  expect([...packages].filter((name) => /^(?:yaml|py-ast)$/.test(name))).toEqual([]);
});

test('`azml-lint` means the same here as outside, but for rules', () => {
  expect(outside.lint).toBe(index.lint);
  expect(outside.defineRule).toBe(core.defineRule);
  expect(deeper.serverOf).toBe(facts.serverOf);
});

test('behind the doors there is no rule, so that no imports go round in a circle', async () => {
  const { metafile } = await build({
    entryPoints: ['src/core.ts', 'src/facts.ts'],
    bundle: true,
    packages: 'external',
    write: false,
    outdir: 'x',
    metafile: true,
  });
  const behind = Object.keys(metafile.inputs);
  expect(behind).toContain('src/rule/rule.ts');
  expect(behind.filter((path) => path.startsWith('rules/') || path === 'src/index.ts')).toEqual([]);
});

describe('what is exported', () => {
  const imported = new Set(
    [...rules.map(({ text }) => text), ...filesIn('examples/plugin', /\.js$/).map(read)].flatMap((text) =>
      [...text.matchAll(/import \{([^}]*)\} from 'azml-lint(?:\/facts)?'/g)].flatMap(([, names]) =>
        names!.split(',').map((name) => name.trim()),
      ),
    ),
  );
  const guide = read('docs/write-a-rule.md');
  const isUsed = (name: string) => imported.has(name) || new RegExp(`\`${name}[\`(]`).test(guide);

  test('is in one of the doors', () => {
    expect(Object.keys(index).filter((name) => name in facts)).toEqual([]);
  });

  test('is little in the core', () => expect(Object.keys(index).length).toBeLessThanOrEqual(45));

  test.each(['core', 'facts'] as const)('is used: %s', (door) => {
    expect(Object.keys({ core, facts }[door]).filter((name) => !isUsed(name))).toEqual([]);
  });
});
