// Builds dist/: the library as ES modules, the program, both without dependencies; the declarations; the licenses of
// bundled packages. `node scripts/build.mjs --no-types` skips the declarations, which is faster.
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
      // The hash also identifies the stored compiled code, because V8 compares only the length of the source.
      chunkFileNames: '[name]-[hash].cjs',
      // Modules imported with `import()` become files of their own, read only when needed; all others become one file.
      codeSplitting: { groups: [{ name: 'main', test: /src\/cli\/main\.ts$/ }] },
    },
    [givenImport],
  )),
  // Bundled separately: a worker thread does not need what it would share with the program.
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
