import type { Files } from '../context/files.ts';
import { gitIgnore } from '../context/git-ignore.ts';
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

/** Looks through a folder once, but for what git ignores. */
export function indexOf(files: Files, folder: string): FolderIndex {
  const naming: string[] = [];
  const building: string[] = [];
  const isIgnored = gitIgnore(files, folder);
  const waiting = [folder === '/' ? '/' : `${folder}/`];
  let left = mostWalked;
  for (let next = waiting.pop(); next !== undefined && left > 0; next = waiting.pop()) {
    const names = files.list(next) ?? [];
    left -= names.length;
    const entered = entriesToEnter(files, next, names, isIgnored);
    for (const path of entered.files) {
      if (namingKindOf(path) !== undefined && mayName(files, path)) naming.push(path);
      if (isBuildScript(path)) building.push(path);
    }
    waiting.push(...entered.folders);
  }
  return { naming: naming.sort(), building: building.sort(), isCut: left <= 0 };
}

/** Of the entries of a folder, whose path ends in a slash, the files of interest, and the folders. */
function entriesToEnter(
  files: Files,
  folder: string,
  names: readonly string[],
  isIgnored: (path: string) => boolean,
) {
  const found = { files: [] as string[], folders: [] as string[] };
  for (const name of names) {
    const path = `${folder}${name}`;
    const entry = NEVER_WALKED.has(name) ? 'unknown' : files.stat(path);
    if (entry === 'directory') {
      if (!isIgnored(`${path}/`)) found.folders.push(`${path}/`);
    } else if (entry === 'file' && (namingKindOf(name) !== undefined || isBuildScript(path))) {
      if (!isIgnored(path)) found.files.push(path);
    }
  }
  return found;
}
