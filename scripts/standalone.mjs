// Builds azml-lint as one file for those without Node: `npm run standalone [-- --target TARGET…] [--out DIRECTORY]`.
// The file has the program, its pages and data, and a runtime, Bun, which is downloaded from npm as standalone/ pins it.
//
//   --target   linux-x64, linux-arm64, linux-x64-musl, linux-arm64-musl, darwin-x64, darwin-arm64, windows-x64, or all;
//              repeatable; by default that of this machine
//   --out      where the files are written; by default standalone/dist
//   --runtime  a Bun to use instead of the pinned one, for one target
import { execFileSync } from 'node:child_process';
import { cp, mkdir, mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { bundle } from './build/bundle.mjs';
import { embeddedPages } from './build/embedded-pages.mjs';
import { thirdPartyLicenses } from './build/licenses.mjs';
import { generate } from './generate.mjs';
import { root } from './run.mjs';

/** For each target, what npm and Bun call it. */
const targets = {
  'linux-x64': { os: 'linux', cpu: 'x64', libc: 'glibc', runtime: 'linux-x64' },
  'linux-arm64': { os: 'linux', cpu: 'arm64', libc: 'glibc', runtime: 'linux-aarch64' },
  'linux-x64-musl': { os: 'linux', cpu: 'x64', libc: 'musl', runtime: 'linux-x64-musl' },
  'linux-arm64-musl': { os: 'linux', cpu: 'arm64', libc: 'musl', runtime: 'linux-aarch64-musl' },
  'darwin-x64': { os: 'darwin', cpu: 'x64', runtime: 'darwin-x64' },
  'darwin-arm64': { os: 'darwin', cpu: 'arm64', runtime: 'darwin-aarch64' },
  'windows-x64': { os: 'win32', cpu: 'x64', runtime: 'windows-x64', suffix: '.exe' },
};

const { values: given } = parseArgs({
  options: {
    target: { type: 'string', multiple: true },
    out: { type: 'string', default: join(root, 'standalone/dist') },
    runtime: { type: 'string' },
  },
});
const out = resolve(given.out);
const wanted = given.target?.includes('all') ? Object.keys(targets) : (given.target ?? [ownTarget()]);
const unknown = wanted.find((target) => !(target in targets));
if (unknown !== undefined)
  fail(`there is no target ${unknown}; there are ${Object.keys(targets).join(', ')}, and all`);
if (given.runtime !== undefined && wanted.length !== 1) fail('--runtime is for one target');

await mkdir(out, { recursive: true });
const work = await mkdtemp(join(tmpdir(), 'azml-lint-standalone-'));
try {
  const program = await bundledProgram(work);
  const compiler = await runtimeFor(ownTarget());
  for (const target of wanted) {
    const file = join(out, `azml-lint-${target}${targets[target].suffix ?? ''}`);
    compile(compiler, program, target, given.runtime ?? (await runtimeFor(target)), file);
    const { size } = await stat(file);
    console.log(`${file}  ${Math.round(size / 1e6)} MB`);
  }
} finally {
  await rm(work, { recursive: true, force: true });
}

/** The target that is this machine. */
function ownTarget() {
  const { platform, arch } = process;
  const isMusl = platform === 'linux' && !process.report.getReport().header.glibcVersionRuntime;
  return `${platform === 'win32' ? 'windows' : platform}-${arch}${isMusl ? '-musl' : ''}`;
}

/** The whole program as one script, and beside the executables the licenses of what is in it. */
async function bundledProgram(directory) {
  await generate();
  const bundled = await bundle(
    { 'azml-lint': 'src/startup/standalone.ts' },
    { dir: directory, format: 'cjs', entryFileNames: '[name].cjs', codeSplitting: false },
    [await embeddedPages()],
  );
  await writeFile(join(out, 'THIRD-PARTY-LICENSES.txt'), await thirdPartyLicenses(bundled));
  await cp(join(root, 'LICENSE'), join(out, 'LICENSE'));
  await cp(join(root, 'standalone/RUNTIME-LICENSES.md'), join(out, 'RUNTIME-LICENSES.md'));
  return join(directory, 'azml-lint.cjs');
}

/** Bun for a target, installed as standalone/package-lock.json pins it. */
async function runtimeFor(target) {
  const { os, cpu, libc, runtime, suffix = '' } = targets[target] ?? fail(`nothing runs on ${target}`);
  const installed = join(root, 'standalone/node_modules/.runtimes', target);
  const file = join(installed, `node_modules/@oven/bun-${runtime}/bin/bun${suffix}`);
  if (await isThere(file)) return file;
  await mkdir(installed, { recursive: true });
  for (const name of ['package.json', 'package-lock.json'])
    await cp(join(root, 'standalone', name), join(installed, name));
  const system = [`--os=${os}`, `--cpu=${cpu}`, ...(libc === undefined ? [] : [`--libc=${libc}`])];
  npm(['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--silent', ...system], installed);
  return file;
}

function compile(compiler, program, target, runtime, file) {
  execFileSync(
    compiler,
    [
      'build',
      '--compile',
      '--bytecode',
      '--minify',
      // Names are in messages about internal errors, and identify plugins' classes.
      '--keep-names',
      // A repository that is linted must not say what is loaded or set: these files are anybody's.
      '--no-compile-autoload-bunfig',
      '--no-compile-autoload-dotenv',
      '--no-compile-autoload-tsconfig',
      '--no-compile-autoload-package-json',
      `--target=bun-${target}`,
      `--compile-executable-path=${runtime}`,
      `--outfile=${file}`,
      program,
    ],
    { stdio: ['ignore', 'ignore', 'inherit'] },
  );
}

function npm(args, cwd) {
  // On Windows npm is a script, which only a shell can start.
  execFileSync('npm', args, {
    cwd,
    stdio: ['ignore', 'ignore', 'inherit'],
    shell: process.platform === 'win32',
  });
}

function isThere(file) {
  return stat(file).then(
    () => true,
    () => false,
  );
}

function fail(message) {
  console.error(message);
  process.exit(2);
}
