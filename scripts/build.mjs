// Builds dist/: the library and the command line as ES modules without dependencies, the declarations, the licences of
// what is bundled. `node scripts/build.mjs --no-types` leaves the declarations out, for a quick turn.
import { chmod, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { build } from 'esbuild';
import { writeDeclarations } from './build/declarations.mjs';
import { thirdPartyLicences } from './build/licences.mjs';
import { generate } from './generate.mjs';
import { root } from './run.mjs';

await generate();
await rm(join(root, 'dist'), { recursive: true, force: true });
const { metafile } = await bundle();
await writeFile(join(root, 'dist/THIRD-PARTY-LICENSES.txt'), await thirdPartyLicences(metafile));
await chmod(join(root, 'dist/bin.js'), 0o755);
if (!process.argv.includes('--no-types')) await writeDeclarations();

function bundle() {
  return build({
    absWorkingDir: root,
    entryPoints: { index: 'src/index.ts', testing: 'src/testing/index.ts', bin: 'src/cli/bin.ts' },
    outdir: 'dist',
    bundle: true,
    // What is imported with `import()` becomes a chunk of its own that is only read when it is needed.
    splitting: true,
    chunkNames: 'chunks/[name]-[hash]',
    format: 'esm',
    platform: 'node',
    target: 'node20.19',
    // Names stay, so that a stack in a bug report can be read.
    minifySyntax: true,
    minifyWhitespace: true,
    legalComments: 'none',
    metafile: true,
    logLevel: 'warning',
    alias: {
      // The ES modules of yaml can be shaken; its entry for Node is CommonJS.
      yaml: './node_modules/yaml/browser/dist/index.js',
      // yargs measures its help with it. The package compiles several Unicode sets on load, half of our start-up time.
      'string-width': './scripts/build/string-width.mjs',
    },
  });
}
