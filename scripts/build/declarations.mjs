import { execFile } from 'node:child_process';
import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { root } from '../run.mjs';

const types = join(root, 'dist/types');
const entries = ['src/index.d.ts', 'src/facts.d.ts', 'src/testing/index.d.ts'].map((path) =>
  join(types, path),
);

/** Writes the declarations of the public API to dist/types: only those that its entries lead to. */
export async function writeDeclarations() {
  await promisify(execFile)(
    process.execPath,
    [join(root, 'node_modules/typescript/bin/tsc'), '-p', 'tsconfig.build.json'],
    {
      cwd: root,
    },
  ).catch((error) => {
    throw new Error(`the declarations could not be made:\n${error.stdout}`);
  });
  const reached = new Set();
  for (const entry of entries) await reach(entry, reached);
  const written = await readdir(types, { recursive: true, withFileTypes: true });
  const files = written.filter((item) => item.isFile()).map((item) => join(item.parentPath, item.name));
  await Promise.all(files.filter((file) => !reached.has(file)).map((file) => rm(file)));
}

/**
 * Follows the imports of a declaration file, and makes them end in `.js`, which every module resolution understands.
 */
async function reach(file, reached) {
  if (reached.has(file)) return;
  reached.add(file);
  const text = await readFile(file, 'utf8');
  const imported = [];
  // An import without names has no types.
  const named = text.replaceAll(/^import ['"]\.[^'"]*['"];\n/gm, '');
  const rewritten = named.replace(/(from\s*|import\()(['"])(\.[^'"]*)\.ts\2/g, (_, before, quote, path) => {
    imported.push(join(dirname(file), `${path}.d.ts`));
    return `${before}${quote}${path}.js${quote}`;
  });
  if (rewritten !== text) await writeFile(file, rewritten);
  for (const next of imported) await reach(next, reached);
}
