/** Runs the installed command line as a process. */
import { type SpawnOptions, spawn } from 'node:child_process';
import {
  chmodSync,
  closeSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { inject, onTestFinished } from 'vitest';
import { rules } from '../rules/index.generated.ts';
import { groupOf } from '../src/rule/names.ts';

export interface Result {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface RunOptions {
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string>>;
  /** The content of standard input. */
  readonly input?: string | Buffer;
  /** Not as root, who may do everything. */
  readonly unprivileged?: boolean;
}

/** A user who owns nothing. */
const nobody = 65534;

/** Where azml-lint is installed. */
export function packageDirectory(): string {
  return join(inject('installed'), 'node_modules/azml-lint');
}

/** The file that `npx azml-lint` starts. */
function binary(): string {
  return join(packageDirectory(), 'dist/bin.cjs');
}

/** The executable that needs no Node, if the tests run on it: see `scripts/standalone.mjs`. */
const standalone = process.env.AZML_LINT_STANDALONE;

/** Whether Node runs what is tested: it is a package with files of its own, and with compiled code beside them. */
export const onNode = standalone === undefined;

/** What starts azml-lint: a program, and its first arguments. */
export function program(): [command: string, ...first: string[]] {
  return standalone === undefined ? [process.execPath, binary()] : [standalone];
}

/** Runs azml-lint to its end. Only PATH is passed from the environment, so that the tests mean the same everywhere. */
export function azmlLint(args: readonly string[], options: RunOptions = {}): Promise<Result> {
  const { cwd, env, input, unprivileged = false } = options;
  const spawnOptions: SpawnOptions = {
    env: { PATH: process.env.PATH, ...env },
    ...(cwd !== undefined && { cwd }),
    ...(unprivileged && process.getuid?.() === 0 && { uid: nobody, gid: nobody }),
  };
  if (windowsNode !== undefined) return throughWine(windowsNode, args, options);
  const [command, ...first] = program();
  const child = spawn(command, [...first, ...args], { ...spawnOptions, stdio: 'pipe' });
  const output = { stdout: '', stderr: '' };
  for (const name of ['stdout', 'stderr'] as const) {
    child[name].setEncoding('utf8').on('data', (text: string) => {
      output[name] += text;
    });
  }
  // A process that does not read its input may end before all of it is written.
  child.stdin.on('error', () => undefined).end(input ?? '');
  return new Promise((resolve, reject) => {
    child.on('error', reject).on('close', (status) => resolve({ status, ...output }));
  });
}

/** Node for Windows, if the tests run on it: on Linux, Wine runs its programs. */
const windowsNode = process.env.AZML_LINT_WINDOWS_NODE;

/** Whether symbolic links, modes, owners, named pipes, signals and processes of Linux exist: Wine has none of them. */
export const onPosix = windowsNode === undefined;

/** As a process of Windows. Its standard streams are files, because Node does not accept the pipes that Wine creates. */
async function throughWine(
  node: string,
  args: readonly string[],
  { cwd, env, input }: RunOptions,
): Promise<Result> {
  const streams = mkdtempSync(join(tmpdir(), 'azml-lint-wine-'));
  onTestFinished(() => rmSync(streams, { recursive: true, force: true }));
  const path = (name: string) => join(streams, name);
  writeFileSync(path('stdin'), input ?? '');
  const stdio = [openSync(path('stdin'), 'r'), openSync(path('stdout'), 'w'), openSync(path('stderr'), 'w')];
  const { PATH, HOME, WINEPREFIX } = process.env;
  const child = spawn('wine', [node, binary(), ...args], {
    env: { PATH, HOME, WINEPREFIX, WINEDEBUG: '-all', NODE_SKIP_PLATFORM_CHECK: '1', ...env },
    ...(cwd !== undefined && { cwd }),
    stdio,
  });
  const status = await new Promise<number | null>((resolve, reject) => {
    child.on('error', reject).on('close', resolve);
  });
  for (const descriptor of stdio) closeSync(descriptor);
  const [stdout, stderr] = [readFileSync(path('stdout'), 'utf8'), readFileSync(path('stderr'), 'utf8')];
  return { status, stdout, stderr };
}

/** A directory with some files, which is removed after the test. */
export function directoryWith(files: Readonly<Record<string, string | Buffer>>): string {
  const directory = mkdtempSync(join(tmpdir(), 'azml-lint-test-'));
  onTestFinished(() => rmSync(directory, { recursive: true, force: true }));
  chmodSync(directory, 0o755);
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(directory, path)), { recursive: true });
    writeFileSync(join(directory, path), content);
  }
  return directory;
}

/** A Dockerfile with a warning, and one without findings. */
export const faulty = 'FROM ubuntu:24.04\nRUN apt-get update && apt-get install -y curl\nUSER 1000\n';
export const clean = 'FROM ubuntu:24.04\nUSER 1000\n';

/** Options that disable all rules but one, so that later rules do not change what a test expects. */
export function only(rule: string): readonly string[] {
  const groups = new Set(rules.map(({ id }) => `${groupOf(id)}/*`));
  return [...[...groups].map((group) => `${group}=off`), `${rule}=warning`].flatMap((option) => [
    '--rule',
    option,
  ]);
}
