/** Runs ShellCheck on some texts. */
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Comment, isComment } from './comment.ts';

/** ShellCheck could not do its work; the message says why. */
export class ProgramFailure extends Error {}

/**
 * The longest command line, in characters. Windows takes 32,767; others two megabytes, environment included, of which this is a
 * part that is always there.
 */
const LONGEST_COMMAND_LINE = process.platform === 'win32' ? 30_000 : 250_000;

/** No directive of a text may make it read other files, and no file of the user decides what is found. */
const OPTIONS = ['--format=json1', '--norc', '--severity=style'];

/**
 * The comments of ShellCheck on some texts, in their order. It is one process, unless there are so many texts that their names do
 * not fit on a command line. The texts are in files of a private directory, which is gone afterwards, whatever happens.
 *
 * @param env the environment in which it runs
 * @throws {ProgramFailure}
 */
export async function runProgram(
  program: string,
  texts: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
): Promise<readonly (readonly Comment[])[]> {
  const directory = mkdtempSync(join(tmpdir(), 'azml-lint-shellcheck-'));
  const children = new Set<ChildProcess>();
  const done = whenInterrupted(() => {
    for (const child of children) child.kill();
    rmSync(directory, { recursive: true, force: true });
  });
  try {
    const names = texts.map((text, index) => {
      const name = String(index);
      writeFileSync(join(directory, name), text, { mode: 0o600 });
      return name;
    });
    const comments = texts.map((): Comment[] => []);
    for (const chunk of chunksOf(names)) {
      const output = await outputOf(program, [...OPTIONS, '--', ...chunk], directory, env, children);
      for (const comment of commentsIn(output, program)) comments[Number(comment.file)]?.push(comment);
    }
    return comments;
  } finally {
    rmSync(directory, { recursive: true, force: true });
    await done();
  }
}

function chunksOf(names: readonly string[]): readonly (readonly string[])[] {
  const chunks: string[][] = [];
  let room = 0;
  for (const name of names) {
    if (name.length + 1 > room) {
      chunks.push([]);
      room = LONGEST_COMMAND_LINE;
    }
    chunks.at(-1)!.push(name);
    room -= name.length + 1;
  }
  return chunks;
}

/** In milliseconds. Many thousands of scripts take a few minutes. */
const LONGEST = 20 * 60_000;

/** Exit status 1 means that there are comments. */
const STATUS = new Set([0, 1]);

function outputOf(
  program: string,
  args: readonly string[],
  cwd: string,
  env: Readonly<Record<string, string | undefined>>,
  children: Set<ChildProcess>,
): Promise<string> {
  return new Promise((resolve, reject) => {
    // Its own variable would add options, and without UTF-8 it cannot print what is not ASCII.
    const { SHELLCHECK_OPTS: _, ...rest } = env;
    const child = spawn(program, args, {
      cwd,
      env: { ...rest, LC_ALL: 'C.UTF-8' },
      stdio: ['ignore', 'pipe', 'pipe'],
      timeout: LONGEST,
      windowsHide: true,
    });
    children.add(child);
    const printed: Buffer[] = [];
    const complained: Buffer[] = [];
    child.stdout.on('data', (data: Buffer) => printed.push(data));
    child.stderr.on('data', (data: Buffer) => complained.push(data));
    child.on('error', (error) => reject(new ProgramFailure(`${program} cannot be run: ${error.message}`)));
    child.on('close', (status, signal) => {
      children.delete(child);
      if (status !== null && STATUS.has(status)) resolve(Buffer.concat(printed).toString('utf8'));
      else {
        const [said = ''] = Buffer.concat(complained).toString('utf8').trim().split('\n');
        const end = signal === null ? `ended with status ${status}` : `was ended by ${signal}`;
        reject(new ProgramFailure(`${program} ${end}${said === '' ? '' : `: ${said}`}`));
      }
    });
  });
}

function commentsIn(output: string, program: string): readonly Comment[] {
  try {
    const { comments } = JSON.parse(output) as { comments: readonly unknown[] };
    if (Array.isArray(comments) && comments.every(isComment)) return comments;
  } catch {
    // Reported below.
  }
  throw new ProgramFailure(
    `${program} does not print what ShellCheck prints as JSON; version 0.7 or later is needed`,
  );
}

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/**
 * Does something before a signal, or the end of the process, ends it.
 *
 * @returns a function to call when that is no longer needed
 */
function whenInterrupted(clean: () => void): () => Promise<void> {
  const end = (signal: NodeJS.Signals) => {
    clean();
    forget();
    process.kill(process.pid, signal);
  };
  const forget = () => {
    for (const signal of SIGNALS) process.off(signal, end);
    process.off('exit', clean);
  };
  for (const signal of SIGNALS) process.on(signal, end);
  process.on('exit', clean);
  return async () => {
    // Signals are delivered between two turns of the event loop, and would be lost without a listener.
    await new Promise((resolve) => setImmediate(resolve));
    forget();
  };
}
