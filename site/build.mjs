// Builds the site into site/dist: `npm run site` at the root. Installs what only the site needs, if it is not there.
import { spawnSync } from 'node:child_process';
import { cp, mkdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { build, transform } from 'esbuild';
import { bundle } from '../scripts/build/bundle.mjs';
import { generateCode } from '../scripts/generate.mjs';
import { importTypeScript, root } from '../scripts/run.mjs';

const here = join(root, 'site');
const output = process.argv[2] ?? join(here, 'dist');

await install();
await generateCode();
await rm(output, { recursive: true, force: true });
await mkdir(join(output, 'assets'), { recursive: true });

const { default: site } = await importTypeScript('site/build/main.ts', here);
const [{ files, images, search, examples }] = await Promise.all([
  site(root),
  bundleScripts(),
  bundleLinter(),
]);
await writeAll(files);
for (const path of images) await cp(join(root, path), join(output, path));
// Modules rather than JSON: a page of this site may not connect to anything, but it may import its own scripts.
await writeData('search-entries.js', search);
await writeData('examples.js', examples);
await cp(join(here, 'client/icon.svg'), join(output, 'assets/icon.svg'));
console.error(`wrote ${files.size} files to ${output}`);

/** `npm ci`, unless what is installed is what the lock file names. */
async function install() {
  const time = (path) =>
    stat(join(here, path)).then(
      ({ mtimeMs }) => mtimeMs,
      () => 0,
    );
  if ((await time('node_modules/.package-lock.json')) >= (await time('package-lock.json'))) return;
  const { status } = spawnSync('npm', ['ci', '--no-audit', '--no-fund'], {
    cwd: here,
    stdio: ['ignore', 2, 2],
    shell: process.platform === 'win32',
  });
  if (status !== 0) process.exit(status ?? 1);
}

/** The scripts and styles of the pages. */
async function bundleScripts() {
  await build({
    absWorkingDir: here,
    entryPoints: [
      { in: 'client/site.ts', out: 'site' },
      { in: 'client/rule-filter.ts', out: 'rule-filter' },
      { in: 'client/playground/main.ts', out: 'playground' },
      { in: 'style/site.css', out: 'site' },
      { in: 'style/playground.css', out: 'playground' },
    ],
    outdir: join(output, 'assets'),
    bundle: true,
    splitting: true,
    chunkNames: '[name]-[hash]',
    external: ['./search-entries.js', './examples.js'],
    format: 'esm',
    target: 'es2022',
    minify: true,
    legalComments: 'none',
    logLevel: 'error',
  });
  // It runs before anything is drawn, so it is no module.
  await build({
    absWorkingDir: here,
    entryPoints: ['client/theme.ts'],
    outdir: join(output, 'assets'),
    bundle: true,
    format: 'iife',
    target: 'es2022',
    minify: true,
    logLevel: 'error',
  });
}

/** The worker of the playground: the linter, bundled as the package is. */
async function bundleLinter() {
  const folder = join(output, 'assets');
  await bundle(
    { linter: 'site/client/playground/worker.ts' },
    { dir: relative(root, folder), format: 'esm', codeSplitting: false },
  );
  const path = join(folder, 'linter.js');
  const { code } = await transform(await readFile(path, 'utf8'), {
    minify: true,
    format: 'esm',
    target: 'es2022',
  });
  await writeFile(path, code);
}

async function writeAll(files) {
  for (const [path, text] of files) {
    await mkdir(dirname(join(output, path)), { recursive: true });
    await writeFile(join(output, path), text);
  }
}

function writeData(name, value) {
  return writeFile(
    join(output, 'assets', name),
    `export default JSON.parse(${JSON.stringify(JSON.stringify(value))});\n`,
  );
}
