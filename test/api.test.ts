/** The doc comments of both doors: every value has one, and every example is type-checked and run. */
import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { build } from 'esbuild';
import { Node, Project } from 'ts-morph';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readDoor } from '../scripts/api/door.ts';
import * as facts from '../src/facts.ts';
import * as index from '../src/index.ts';
import * as testing from '../src/testing/index.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const doors = {
  'azml-lint': [...readDoor('src/index.ts'), ...readDoor('src/core.ts')],
  'azml-lint/facts': readDoor('src/facts.ts'),
  'azml-lint/testing': readDoor('src/testing/index.ts'),
};
type Door = keyof typeof doors;

/** Built-in types of the language. */
const LANGUAGE =
  'Readonly ReadonlyMap ReadonlySet Record Pick Exclude Extract Iterable ReturnType TemplateStringsArray Partial RegExp Promise const'.split(
    ' ',
  );

const valuesOf = (door: Door) => doors[door].flatMap(({ values }) => values);
const typesOf = (door: Door) => doors[door].flatMap(({ types }) => types);
const names = Object.keys(doors) as readonly Door[];
const all = names.flatMap((door) => [...valuesOf(door), ...typesOf(door)]);

describe('the reference', () => {
  test.each([
    ['azml-lint', index],
    ['azml-lint/facts', facts],
    ['azml-lint/testing', testing],
  ] as const)('%s has every value once', (door, module) => {
    expect(
      valuesOf(door)
        .map(({ name }) => name)
        .sort(),
    ).toEqual(Object.keys(module).sort());
  });

  test('a name is in one of the doors', () => {
    const found = all.map(({ name }) => name);
    expect(found.filter((name, at) => found.indexOf(name) !== at)).toEqual([]);
  });

  test.each(names)('every value of %s says what it is', (door) => {
    expect(
      valuesOf(door)
        .filter(({ text }) => !/^[A-Z`"].*[.:?)"\]]$/s.test(text))
        .map(({ name }) => name),
    ).toEqual([]);
  });

  test('the types that a signature names are there too', () => {
    const project = new Project({ useInMemoryFileSystem: true, skipLoadingLibFiles: true });
    const known = new Set([...all.map(({ name }) => name), ...LANGUAGE]);
    const missing = all.flatMap(({ name, signature }) => {
      const source = project.createSourceFile('signature.ts', signature, { overwrite: true });
      const nodes = source.getDescendants();
      const own = new Set(nodes.filter(Node.isTypeParameterDeclaration).map((one) => one.getName()));
      return nodes
        .filter(Node.isTypeReference)
        .map((one) => one.getTypeName().getText())
        .filter((type) => !known.has(type) && !own.has(type))
        .map((type) => `${name}: ${type}`);
    });
    expect(missing).toEqual([]);
  });

  test('every value of azml-lint has an example', () => {
    expect(
      valuesOf('azml-lint')
        .filter(({ examples }) => examples.length === 0)
        .map(({ name }) => name),
    ).toEqual([]);
  });
});

/** An example as a module whose default export gives the actual and the expected results. */
const examples = (['azml-lint', 'azml-lint/facts'] as const).flatMap((door) =>
  valuesOf(door).flatMap(({ name, examples }) =>
    examples.map((code) => ({ name, code, module: moduleOf(code) })),
  ),
);

describe('the examples', () => {
  const directory = mkdtempSync(join(tmpdir(), 'azml-lint-examples-'));
  afterAll(() => rmSync(directory, { recursive: true, force: true }));
  let shown: readonly (readonly (readonly [actual: unknown, expected: unknown])[])[] = [];

  beforeAll(async () => {
    const path = (at: number) => join(directory, `example-${at}.ts`);
    for (const [at, { module }] of examples.entries()) writeFileSync(path(at), module);
    const all = examples.map((_, at) => `(await import('./example-${at}.ts')).default()`);
    writeFileSync(join(directory, 'all.ts'), `export const shown = [${all.join(',\n')}];\n`);
    writeFileSync(join(directory, 'package.json'), '{ "type": "module" }');
    writeFileSync(
      join(directory, 'tsconfig.json'),
      JSON.stringify({
        extends: join(root, 'tsconfig.json'),
        compilerOptions: { typeRoots: [join(root, 'node_modules/@types')], noUnusedLocals: false },
        include: ['*.ts'],
      }),
    );
    await build({
      absWorkingDir: root,
      entryPoints: [join(directory, 'all.ts')],
      outfile: join(root, `node_modules/.cache/azml-lint/examples.${process.pid}.mjs`),
      bundle: true,
      packages: 'external',
      platform: 'node',
      format: 'esm',
      target: 'node20.19',
      logLevel: 'error',
    });
    const bundled = join(root, `node_modules/.cache/azml-lint/examples.${process.pid}.mjs`);
    ({ shown } = await import(/* @vite-ignore */ pathToFileURL(bundled).href));
    rmSync(bundled);
  });

  test('are right by the types', async () => {
    const tsc = join(root, 'node_modules/typescript/bin/tsc');
    const check = promisify(execFile)(process.execPath, [tsc, '--noEmit', '-p', directory]);
    expect(
      await check.then(
        ({ stdout }) => stdout,
        ({ stdout }: { stdout: string }) => stdout,
      ),
    ).toBe('');
  });

  test.each(examples.map(({ name }, at) => [name, at] as const))('%s', (_, at) => {
    expect(shown[at]!.length).toBeGreaterThan(0);
    for (const [actual, expected] of shown[at]!) expect(actual).toEqual(expected);
  });
});

/** `1 + 1; // => 2` becomes `show(1 + 1, 2)`. Values of the doors that an example uses are imported. */
function moduleOf(code: string): string {
  const project = new Project({ useInMemoryFileSystem: true, skipLoadingLibFiles: true });
  const source = project.createSourceFile('example.ts', code);
  const results = source
    .getDescendants()
    .filter(Node.isExpressionStatement)
    .flatMap((statement) => {
      const [comment] = statement.getTrailingCommentRanges();
      const expected = /^\/\/ => (.+)$/.exec(comment?.getText() ?? '')?.[1];
      return expected === undefined ? [] : [{ statement, expected }];
    });
  let text = code;
  for (const { statement, expected } of results.reverse()) {
    const put = `show(${statement.getExpression().getText()}, ${expected});`;
    text = text.slice(0, statement.getStart()) + put + text.slice(statement.getEnd());
  }
  const imports = (['azml-lint', 'azml-lint/facts'] as const).flatMap((door) => {
    const isUsed = ({ name }: { name: string }) => new RegExp(`\\b${name}\\b`).test(code);
    const names = [
      ...valuesOf(door)
        .filter(isUsed)
        .map(({ name }) => name),
      ...typesOf(door)
        .filter(isUsed)
        .map(({ name }) => `type ${name}`),
    ];
    return names.length > 0 ? [`import { ${names.join(', ')} } from '${door}';`] : [];
  });
  const lines = [
    ...imports,
    'export default function example(): readonly (readonly [unknown, unknown])[] {',
    'const results: (readonly [unknown, unknown])[] = [];',
    'const show = (actual: unknown, expected: unknown) => results.push([actual, expected]);',
    text,
    'return results;',
    '}',
  ];
  return `${lines.join('\n')}\n`;
}
