// Builds what the vsix contains: the extension as one file, and the server that it brings along. The project itself must
// be built before (`npm install` in the root does it).
import { cp, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { rolldown } from 'rolldown';
import { thirdPartyLicenses } from '../../scripts/build/licenses.mjs';
import { root } from '../../scripts/run.mjs';

const here = dirname(fileURLToPath(import.meta.url));

await rm(join(here, 'dist'), { recursive: true, force: true });
await rm(join(here, 'server'), { recursive: true, force: true });
const modules = await bundleExtension();
await copyServer();
await cp(join(root, 'LICENSE'), join(here, 'LICENSE'));
await writeFile(join(here, 'THIRD-PARTY-LICENSES.txt'), await thirdPartyLicenses(modules));

/** Returns the paths of all modules in the bundle. */
async function bundleExtension() {
  const build = await rolldown({
    cwd: here,
    input: { extension: 'src/extension.ts' },
    platform: 'node',
    external: ['vscode'],
    resolve: { mainFields: ['module', 'main'] },
    transform: { target: 'node22.15' },
  });
  const { output } = await build.write({
    dir: join(here, 'dist'),
    format: 'cjs',
    codeSplitting: false,
    minify: true,
  });
  await build.close();
  return output.flatMap(({ modules = {} }) =>
    Object.keys(modules).filter((path) => modules[path].renderedLength > 0),
  );
}

/** An installation of the package as far as a server needs it: the program, the pages of rules, the schema. */
async function copyServer() {
  const server = join(here, 'server');
  const paths = [
    'dist/bin.cjs',
    'dist/THIRD-PARTY-LICENSES.txt',
    'schema/config.schema.json',
    ...(await filesBelow('dist/program', '.cjs')),
    ...(await filesBelow('rules', '.md')),
  ];
  for (const path of paths) {
    await mkdir(dirname(join(server, path)), { recursive: true });
    await cp(join(root, path), join(server, path));
  }
  const { name, version, license, type } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8'));
  // The program finds the pages from here.
  const manifest = { name, version, license, type, exports: { './package.json': './package.json' } };
  await writeFile(join(server, 'package.json'), `${JSON.stringify(manifest, undefined, 2)}\n`);
}

async function filesBelow(directory, ending) {
  const items = await readdir(join(root, directory), { recursive: true });
  return items.filter((name) => name.endsWith(ending)).map((name) => join(directory, name));
}
