import { spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const count = 100;
const before = `FROM ubuntu:24.04\n${'RUN apt-get install curl\n'.repeat(8)}USER 1000\n`;
const after = before.replaceAll('install', 'install -y');
const names = Array.from({ length: count }, (_, index) => `${String(index).padStart(3, '0')}.Dockerfile`);

/** What a killed run of `--fix` left behind. */
export interface Remains {
  /** The number of fixed files, of {@link Remains.files}. */
  readonly fixed: number;
  /** Files that are neither unchanged nor fixed. */
  readonly broken: readonly string[];
  /** Files that did not exist before. */
  readonly drafts: readonly string[];
  /** What ended the process; `null` if it ended by itself. */
  readonly endedBy: NodeJS.Signals | null;
  readonly files: number;
}

type Program = readonly [command: string, ...first: string[]];

/**
 * Fixes a directory of many files, and kills the process while it runs.
 *
 * @param program what to start, and its first arguments
 * @param random gives numbers from 0 to 1, which choose the moment
 */
export async function killWhileFixing(
  program: Program,
  random: () => number,
  signal: NodeJS.Signals = 'SIGKILL',
): Promise<Remains> {
  const directory = mkdtempSync(join(tmpdir(), 'azml-lint-kill-'));
  try {
    for (const name of names) writeFileSync(join(directory, name), before);
    const endedBy = await startAndKill(
      program,
      directory,
      Math.floor(random() * count * 0.9),
      random() * 5,
      signal,
    );
    const texts = new Map(names.map((name) => [name, readFileSync(join(directory, name), 'utf8')]));
    return {
      files: count,
      endedBy,
      fixed: names.filter((name) => texts.get(name) === after).length,
      broken: names.filter((name) => ![before, after].includes(texts.get(name)!)),
      drafts: readdirSync(directory).filter((name) => !texts.has(name)),
    };
  } finally {
    rmSync(directory, { recursive: true });
  }
}

/**
 * Kills it a given time, in milliseconds, after a file has been fixed: this shows its progress on machines of any
 * speed.
 */
function startAndKill(
  program: Program,
  cwd: string,
  file: number,
  delay: number,
  signal: NodeJS.Signals,
): Promise<NodeJS.Signals | null> {
  const args = ['--fix', '--quiet', '--rule-only', 'apt/asks-for-confirmation'];
  const [command, ...first] = program;
  const child = spawn(command, [...first, ...args], { cwd, stdio: 'ignore' });
  const watching = setInterval(() => {
    if (readFileSync(join(cwd, names[file]!), 'utf8') === before) return;
    clearInterval(watching);
    setTimeout(() => child.kill(signal), delay);
  }, 1);
  return new Promise((resolve, reject) => {
    child.on('error', reject).on('close', (_, endedBy) => {
      clearInterval(watching);
      resolve(endedBy);
    });
  });
}
