// Runs a TypeScript script of this project on every Node that it supports: `node scripts/run.mjs scripts/x.ts [arguments…]`.
import { mkdir, rm } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';

export const root = fileURLToPath(new URL('..', import.meta.url));

/**
 * Bundles a TypeScript module of this project (packages stay outside) and imports it. Paths are relative to the root.
 *
 * @param folder where its packages are installed
 */
export async function importTypeScript(path, folder = root) {
  const cache = join(folder, 'node_modules/.cache/azml-lint');
  await mkdir(cache, { recursive: true });
  // Each process has a file of its own, so that simultaneous scripts do not overwrite each other's.
  const outfile = join(cache, `${path.replaceAll(/[^\w.-]/g, '-')}.${process.pid}.mjs`);
  await build({
    absWorkingDir: root,
    entryPoints: [path],
    outfile,
    bundle: true,
    packages: 'external',
    platform: 'node',
    format: 'esm',
    target: 'node20.19',
    sourcemap: 'inline',
    logLevel: 'error',
  });
  try {
    return await import(pathToFileURL(outfile).href);
  } finally {
    await rm(outfile, { force: true });
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [, , script, ...rest] = process.argv;
  if (script === undefined) throw new Error('usage: node scripts/run.mjs SCRIPT.ts [arguments…]');
  const path = relative(root, script);
  process.argv.splice(1, process.argv.length, script, ...rest);
  await importTypeScript(path);
}
