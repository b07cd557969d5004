// Builds dist/: the library as ES modules, the program, both without dependencies; the declarations; the licenses of what
// is bundled. `node scripts/build.mjs --no-types` leaves the declarations out, for a quick turn.
import { chmod, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { bundle, givenImport } from './build/bundle.mjs';
import { writeDeclarations } from './build/declarations.mjs';
import { thirdPartyLicenses } from './build/licenses.mjs';
import { generate } from './generate.mjs';
import { root } from './run.mjs';

await generate();
await rm(join(root, 'dist'), { recursive: true, force: true });
const bundled = [
  ...(await bundle(
    { index: 'src/index.ts', facts: 'src/facts.ts', testing: 'src/testing/index.ts' },
    { dir: 'dist', format: 'esm', chunkFileNames: 'library/[name].js' },
  )),
  ...(await bundle(
    { program: 'src/startup/program.ts' },
    {
      dir: 'dist/program',
      format: 'cjs',
      entryFileNames: '[name].cjs',
      // The hash is also that of what is compiled and kept: V8 only compares the length of the source.
      chunkFileNames: '[name]-[hash].cjs',
      // What is imported with `import()` becomes a file of its own that is only read when it is needed; all else is one.
      codeSplitting: { groups: [{ name: 'main', test: /src\/cli\/main\.ts$/ }] },
    },
    [givenImport],
  )),
  // Each stands alone: a worker thread has no use for what the other one shares with it.
  ...(await bundle(
    { bin: 'src/startup/bin.ts' },
    { dir: 'dist', format: 'cjs', entryFileNames: '[name].cjs' },
  )),
  ...(await bundle(
    { worker: 'src/startup/worker-bin.ts' },
    { dir: 'dist', format: 'cjs', entryFileNames: '[name].cjs' },
  )),
];
await writeFile(join(root, 'dist/THIRD-PARTY-LICENSES.txt'), await thirdPartyLicenses(bundled));
await chmod(join(root, 'dist/bin.cjs'), 0o755);
if (!process.argv.includes('--no-types')) await writeDeclarations();
