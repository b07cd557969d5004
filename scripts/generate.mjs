// Writes every generated file. What the code needs to be typed, tested and built is not in git: the list of rules, the
// validators of files and the schema for editors, the page of a fleet. The tables and examples of pages, which people read
// in the repository, are. `node scripts/generate.mjs --code` writes only the former; tests and type checks do so first.
//
// A generator is a module of scripts/generate/ whose default export returns texts by path (from the root).
import { mkdir, readdir, readFile, rename, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { importTypeScript, root } from './run.mjs';

/** In this order: all others import the rules through the first. */
const code = ['rule-index.ts', 'config-schema.ts', 'fleet.ts'];

export async function generateCode() {
  for (const name of code) await run(name);
}

export async function generate() {
  await generateCode();
  const generators = (await readdir(join(root, 'scripts/generate'))).filter((name) => name.endsWith('.ts'));
  for (const name of generators.sort()) if (!code.includes(name)) await run(name);
}

async function run(name) {
  const { default: generator } = await importTypeScript(`scripts/generate/${name}`);
  for (const [path, text] of Object.entries(await generator())) await writeIfChanged(path, text);
}

async function writeIfChanged(path, text) {
  const target = join(root, path);
  const before = await readFile(target, 'utf8').catch(() => undefined);
  if (before === text) return;
  await mkdir(dirname(target), { recursive: true });
  // A process that reads it meanwhile gets one text or the other, not half of one.
  await writeFile(`${target}.${process.pid}`, text);
  await rename(`${target}.${process.pid}`, target);
  console.error(`wrote ${path}`);
}

if (import.meta.filename === process.argv[1]) {
  try {
    await (process.argv.includes('--code') ? generateCode() : generate());
  } catch (error) {
    // esbuild has already printed what it cannot read.
    if (error.errors === undefined) throw error;
    process.exitCode = 1;
  }
}
