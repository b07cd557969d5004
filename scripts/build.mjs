// Builds dist/: the library and the command line as ES modules without dependencies, the declarations, the licences of
// what is bundled. `node scripts/build.mjs --no-types` leaves the declarations out, for a quick turn.
import { chmod, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { build } from 'esbuild';
import { builtins } from './build/builtins.mjs';
import { writeDeclarations } from './build/declarations.mjs';
import { thirdPartyLicences } from './build/licences.mjs';
import { generate } from './generate.mjs';
import { root } from './run.mjs';

await generate();
await rm(join(root, 'dist'), { recursive: true, force: true });
// The command line by itself: what it has in common with the others would be cut into many small files to load.
const bundles = [
  await bundle('library', { index: 'src/library.ts', testing: 'src/testing/index.ts' }),
  await bundle('bin', { bin: 'src/cli/bin.ts' }),
];
await writeFile(join(root, 'dist/THIRD-PARTY-LICENSES.txt'), await thirdPartyLicences(bundles));
await chmod(join(root, 'dist/bin.js'), 0o755);
if (!process.argv.includes('--no-types')) await writeDeclarations();

/** Bundles some entries; what they share goes into a folder. Gives the paths of all that is in them, from the root. */
async function bundle(folder, entryPoints) {
  const { metafile } = await build({
    absWorkingDir: root,
    entryPoints,
    outdir: 'dist',
    bundle: true,
    // What is imported with `import()` becomes a file of its own that is only read when it is needed.
    splitting: true,
    chunkNames: `${folder}/[name]-[hash]`,
    format: 'esm',
    platform: 'node',
    target: 'node20.19',
    // Names stay, so that a stack in a bug report can be read.
    minifySyntax: true,
    minifyWhitespace: true,
    legalComments: 'none',
    mainFields: ['module', 'main'],
    metafile: true,
    logLevel: 'warning',
    plugins: [builtins],
    alias: {
      // Its ES modules can be shaken; its entry for Node is CommonJS.
      yaml: './node_modules/yaml/browser/dist/index.js',
      // Loads tty and os to find out about a terminal; whether to colour is decided by us.
      '#supports-color': './node_modules/chalk/source/vendor/supports-color/browser.js',
      // Compiles sets of Unicode when it is loaded, which takes longer than to lint.
      'string-width': './scripts/build/stand-ins/string-width.mjs',
      'vscode-languageserver-types': './scripts/build/stand-ins/vscode-languageserver-types.mjs',
    },
  });
  return Object.values(metafile.outputs)
    .flatMap(({ inputs }) => Object.entries(inputs))
    .filter(([, { bytesInOutput }]) => bytesInOutput > 0)
    .map(([path]) => path);
}
