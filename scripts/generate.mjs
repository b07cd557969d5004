// Writes every generated file: the list of rules, the JSON schemas, the tables of the documentation.
// A generator is a module of scripts/generate/ whose default export returns texts by path (from the root). They run one
// after the other, `rule-index.ts` first, because the others import the rules through it.
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { importTypeScript, root } from './run.mjs';

const first = 'rule-index.ts';

export async function generate() {
  const generators = (await readdir(join(root, 'scripts/generate')))
    .filter((name) => name.endsWith('.ts'))
    .sort();
  for (const name of [first, ...generators.filter((other) => other !== first)]) {
    const { default: generator } = await importTypeScript(`scripts/generate/${name}`);
    for (const [path, text] of Object.entries(await generator()))
      await writeIfChanged(join(root, path), text);
  }
}

async function writeIfChanged(path, text) {
  const before = await readFile(path, 'utf8').catch(() => undefined);
  if (before === text) return;
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, text);
  console.error(`wrote ${path}`);
}

if (import.meta.filename === process.argv[1]) await generate();
