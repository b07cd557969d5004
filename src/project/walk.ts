import ignore, { type Ignore } from 'ignore';
import type { Files } from '../context/files.ts';
import { isBuildScript } from './build-scripts.ts';
import { mostWalked } from './limits.ts';
import { mayName, namingKindOf } from './naming-files.ts';

/** The files of a folder that may name Dockerfiles. Plain data, so that other threads need not walk again. */
export interface FolderIndex {
  /** YAML, compose files, devcontainers. */
  readonly naming: readonly string[];
  /** Workflows, Makefiles and scripts that may build. */
  readonly building: readonly string[];
  /** The folder is too large to be looked through. */
  readonly isCut: boolean;
}

const NEVER_WALKED: ReadonlySet<string> = new Set(['.git', 'node_modules']);

/** The patterns of one `.gitignore`, for paths below its folder, which ends in a slash. */
interface GitIgnore {
  readonly folder: string;
  readonly rules: Ignore;
}

/** Looks through a folder once, but for what git ignores. */
export function indexOf(files: Files, folder: string): FolderIndex {
  const naming: string[] = [];
  const building: string[] = [];
  const root = folder === '/' ? '/' : `${folder}/`;
  const waiting: Waiting[] = [{ path: root, ignores: [] }];
  let left = mostWalked;
  for (let next = waiting.pop(); next !== undefined && left > 0; next = waiting.pop()) {
    const names = files.list(next.path) ?? [];
    left -= names.length;
    const entered = entriesToEnter(files, next, names);
    for (const path of entered.files) {
      if (namingKindOf(path) !== undefined && mayName(files, path)) naming.push(path);
      if (isBuildScript(path)) building.push(path);
    }
    waiting.push(...entered.folders);
  }
  return { naming: naming.sort(), building: building.sort(), isCut: left <= 0 };
}

/** A folder to be looked through; its path ends in a slash. */
interface Waiting {
  readonly path: string;
  /** The ignore files that apply to what is in it. */
  readonly ignores: readonly GitIgnore[];
}

/** Of the entries of a folder the files of interest, and the folders. */
function entriesToEnter(files: Files, { path: folder, ignores: outer }: Waiting, names: readonly string[]) {
  const ignores = names.includes('.gitignore') ? [...outer, gitIgnoreIn(files, folder)] : outer;
  const found = { files: [] as string[], folders: [] as Waiting[] };
  for (const name of names) {
    const path = `${folder}${name}`;
    const entry = NEVER_WALKED.has(name) ? 'unknown' : files.stat(path);
    if (entry === 'directory') {
      if (!isIgnored(`${path}/`, ignores)) found.folders.push({ path: `${path}/`, ignores });
    } else if (entry === 'file' && (namingKindOf(name) !== undefined || isBuildScript(path))) {
      if (!isIgnored(path, ignores)) found.files.push(path);
    }
  }
  return found;
}

function gitIgnoreIn(files: Files, folder: string): GitIgnore {
  const rules = ignore({ ignorecase: false });
  const source = files.read(`${folder}.gitignore`);
  return { folder, rules: source ? rules.add(source.text) : rules };
}

/** Whether the nearest `.gitignore` that mentions a path ignores it. A folder ends in a slash. */
function isIgnored(path: string, ignores: readonly GitIgnore[]): boolean {
  for (const { folder, rules } of ignores.toReversed()) {
    const { ignored, unignored } = rules.test(path.slice(folder.length));
    if (ignored || unignored) return ignored;
  }
  return false;
}
