/** `docs/architecture.md` says what each room may import. Every import of the project is compared with it here. */
import { readFileSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import { dirname, join, normalize } from 'node:path/posix';
import { parseAst } from 'rolldown/parseAst';
import { globSync } from 'tinyglobby';
import { expect, test } from 'vitest';

/** A row of the table: a room, and what it may import, by the names in the table. */
interface Row {
  readonly room: string;
  readonly imports: ReadonlySet<string>;
}

const page = readFileSync('docs/architecture.md', 'utf8');
const rows = rowsOf(page);
const rooms = rows.map(({ room }) => room).sort((a, b) => b.length - a.length);
const files = globSync(['src/**/*.ts', 'rules/**/*.ts']).map((path) => path.replaceAll('\\', '/'));
const imports = files.flatMap((file) => importsOf(file).map((name) => ({ file, name })));

test('every file is in a room, and every room has files', () => {
  expect(files.filter((file) => roomOf(file) === undefined)).toEqual([]);
  expect(rooms.filter((room) => !files.some((file) => roomOf(file) === room))).toEqual([]);
});

test.each(rows)('$room imports what its row names', ({ room, imports: allowed }) => {
  const found = imports.filter(({ file }) => roomOf(file) === room);
  const wanted = (name: string) => name === room || allowed.has(name);
  expect(found.filter(({ name }) => !wanted(name)).map(({ file, name }) => `${file} → ${name}`)).toEqual([]);
  // A permission that is not used would be an invitation.
  expect([...allowed].filter((name) => !found.some((one) => one.name === name))).toEqual([]);
});

test('a room imports only rooms above it', () => {
  const order = rows.map(({ room }) => room);
  const back = rows.flatMap(({ room, imports: allowed }) =>
    [...allowed]
      .filter((name) => order.indexOf(name) > order.indexOf(room))
      .map((name) => `${room} → ${name}`),
  );
  expect(back).toEqual([]);
});

test('the map is one screen', () => {
  expect(rows.length).toBeLessThanOrEqual(42);
});

/** The rows of the only table of the page. */
function rowsOf(markdown: string): readonly Row[] {
  return [...markdown.matchAll(/^\| `([^`]+)` \|[^|]*\|([^|]*)\|$/gm)].map(([, room, list]) => ({
    room: room!.replace(/\/$/, ''),
    imports: new Set(
      list!
        .split(',')
        .map((name) => name.trim().replaceAll('`', ''))
        .filter((name) => name !== '')
        .map((name) => roomNamed(name) ?? name),
    ),
  }));
}

/** `model` for `src/model`; packages and modules of Node keep the names in their imports. */
function roomNamed(name: string): string | undefined {
  return [`src/${name}`, name].find((room) => new RegExp(`^\\| \`${room}/?\` \\|`, 'm').test(page));
}

function roomOf(file: string): string | undefined {
  return rooms.find((room) => file === room || file.startsWith(`${room}/`));
}

/** What a file imports, types included: rooms and packages by their names, modules of Node as `node`. */
function importsOf(file: string): readonly string[] {
  const names = new Set<string>();
  for (const specifier of specifiersIn(parseAst(readFileSync(file, 'utf8'), { lang: 'ts' }))) {
    if (specifier.startsWith('.'))
      names.add(
        roomOf(normalize(join(dirname(file), specifier))) ?? normalize(join(dirname(file), specifier)),
      );
    else if (isBuiltin(specifier)) names.add('node');
    else names.add(packageOf(specifier));
  }
  return [...names];
}

function packageOf(specifier: string): string {
  if (specifier.startsWith('azml-lint')) return specifier;
  return specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/');
}

/** Every module that a syntax tree names: in imports and exports, at the top or inside functions. */
function* specifiersIn(node: unknown): Generator<string> {
  if (typeof node !== 'object' || node === null) return;
  if ('type' in node && 'source' in node && /^(?:Import|Export)/.test(String(node.type))) {
    const source = node.source as { readonly value?: unknown } | null;
    if (typeof source?.value === 'string') yield source.value;
  }
  for (const child of Object.values(node)) yield* specifiersIn(child);
}
