import { statSync } from 'node:fs';
import { resolve } from 'node:path';
import { shownPath } from '../config/paths.ts';
import type { RunError } from '../report/run.ts';
import { nearest } from '../text/nearest.ts';
import { commandNames } from './invocation.ts';

/** The path that means standard input. */
export const standardInput = '-';

/** A file to lint. */
export interface Target {
  /** Absolute, or `-` for standard input. */
  readonly file: string;
  /** As it is shown: from the working directory, with forward slashes. */
  readonly shown: string;
  /** Found by a search, not given by name. */
  readonly searched: boolean;
}

export interface Discovered {
  /** In order of what is shown, each file once. */
  readonly targets: readonly Target[];
  /** Paths that lead to nothing. */
  readonly errors: readonly RunError[];
}

/**
 * The files that some paths mean: a file is itself, whatever its name; a directory is searched for Dockerfiles; a glob
 * is matched against what is there; `-` is standard input.
 */
export async function discover(paths: readonly string[], cwd: string): Promise<Discovered> {
  const targets = new Map<string, Target>();
  const errors: RunError[] = [];
  const add = (file: string, searched: boolean): void => {
    // What is given by name stays so, also when a search finds it too.
    if (!targets.has(file) || !searched) {
      const shown = file === standardInput ? file : shownPath(file, cwd);
      targets.set(file, { file, shown, searched });
    }
  };
  for (const path of paths) {
    const kind = kindOf(path, cwd);
    if (kind === 'file') {
      add(path === standardInput ? path : resolve(cwd, path), false);
      continue;
    }
    const { isGlob, searchDirectory, searchGlob } = await import('./search.ts');
    if (kind === 'missing' && !isGlob(path)) {
      errors.push({ path, message: missingMessage(path) });
      continue;
    }
    const found = kind === 'directory' ? searchDirectory(resolve(cwd, path)) : searchGlob(path, cwd);
    for (const file of found.files) add(file, true);
    errors.push(...found.errors.map((error) => ({ ...error, path: shownPath(error.path, cwd) })));
  }
  return { targets: [...targets.values()].sort((a, b) => (a.shown < b.shown ? -1 : 1)), errors };
}

/** What a path leads to. A file that cannot be looked at is a file here: reading it tells what is wrong. */
function kindOf(path: string, cwd: string): 'file' | 'directory' | 'missing' {
  if (path === standardInput) return 'file';
  if (path === '') return 'missing';
  try {
    return statSync(resolve(cwd, path)).isDirectory() ? 'directory' : 'file';
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    return code === 'ENOENT' || code === 'ENOTDIR' ? 'missing' : 'file';
  }
}

function missingMessage(path: string): string {
  const command = nearest(path, commandNames);
  return `there is no such file or directory${command === undefined ? '' : `; did you mean the command \`${command}\`?`}`;
}
