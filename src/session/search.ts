import { type Dirent, existsSync, lstatSync, readdirSync, statSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join, relative, resolve } from 'node:path';
import ignore, { type Ignore } from 'ignore';
import { isInside, slashed } from '../config/paths.ts';
import { readRegularFile } from '../config/regular-file.ts';
import { isInTree } from '../config/tree.ts';
import { dockerfileKind } from '../kinds/dockerfile/kind.ts';
import { isSearched, kindByName } from '../kinds/index.ts';
import type { AnyKind } from '../kinds/kind.ts';
import { isPathGlob, pathMatcher, splitPathGlob } from '../text/path-glob.ts';
import { isRecognized } from './file-kind.ts';
import { reasonOf } from './read.ts';
import { repositoryRoot } from './repository.ts';

/** The result of a search: absolute paths, and the directories that could not be read. */
export interface Found {
  readonly files: string[];
  /** Symbolic links that would be files to lint, but lead out of the searched tree. */
  readonly leadingOut: string[];
  readonly errors: { readonly path: string; readonly message: string }[];
}

/** The patterns of one `.gitignore`, for paths below its directory. */
interface IgnoreFile {
  readonly directory: string;
  readonly rules: Ignore;
}

/** Directories that nobody means to search. */
const neverSearched = new Set(['.git', 'node_modules']);

/**
 * All files to lint below a directory, except those that git ignores.
 *
 * @param most the search ends when so many are found
 */
export function searchDirectory(directory: string, cwd: string, most = Number.POSITIVE_INFINITY): Found {
  return search(directory, cwd, isSearched, most);
}

/** Whether a path that does not exist is a pattern. */
export function isGlob(path: string): boolean {
  return isPathGlob(path);
}

/** All files that a glob matches, whatever their names, except those that git ignores. */
export function searchGlob(glob: string, cwd: string): Found {
  const { base, rest } = splitPathGlob(glob);
  const start = resolve(cwd, base);
  const tree = treeOf(cwd, cwd);
  // A directory is named only if it is the whole path. At the start of a glob it is searched for like the rest.
  if (isInside(start, tree) && !isInTree(start, [tree]))
    return { files: [], leadingOut: [start], errors: [] };
  return search(start, cwd, pathMatcher(rest));
}

/**
 * Walks a directory and returns the wanted files. Links to files count as files, unless they lead out of the tree: a
 * file outside is not the project's Dockerfile, and a stranger may want to have it shown or written. Links to
 * directories are not followed, because they can form circles.
 *
 * @param wanted called with the path from the directory, with forward slashes
 */
function search(
  start: string,
  cwd: string,
  wanted: (path: string) => boolean,
  most = Number.POSITIVE_INFINITY,
): Found {
  const found: Found = { files: [], leadingOut: [], errors: [] };
  const tree = [treeOf(start, cwd), start];
  const walk = (directory: string, outer: readonly IgnoreFile[]): void => {
    const entries = entriesOf(directory, found);
    const ignores = entries.some(({ name }) => name === '.gitignore')
      ? [...outer, readIgnoreFile(directory)]
      : outer;
    for (const entry of entries) {
      if (found.files.length >= most) return;
      const path = join(directory, entry.name);
      if (entry.isDirectory()) {
        if (!neverSearched.has(entry.name) && !isIgnored(path, 'directory', ignores)) walk(path, ignores);
      } else if (
        wanted(slashed(relative(start, path))) &&
        !isIgnored(path, 'file', ignores) &&
        isFile(entry, path)
      ) {
        take(path, entry.isSymbolicLink() && !isInTree(path, tree));
      }
    }
  };
  const take = (path: string, isOut: boolean): void => {
    const byText = kindByText(path);
    if (byText === undefined) (isOut ? found.leadingOut : found.files).push(path);
    // The target of a link out of the tree is not read to find out its kind.
    else if (!isOut && isRecognized(byText, path)) found.files.push(path);
  };
  walk(start, ignoreFilesAbove(start));
  return found;
}

/** The kind with files of such a name, if the name alone does not decide. */
function kindByText(path: string): AnyKind | undefined {
  const kind = kindByName(slashed(path));
  return kind === dockerfileKind ? undefined : kind;
}

/**
 * The tree that a directory belongs to: its repository or, without one, the working directory. If the working directory
 * contains the home directory, with its private files, the tree is the directory itself.
 */
function treeOf(directory: string, cwd: string): string {
  const repository = repositoryRoot(directory);
  if (repository !== undefined) return repository;
  return isInside(directory, cwd) && !isInside(homedir(), cwd) ? cwd : directory;
}

function entriesOf(directory: string, found: Found): Dirent[] {
  try {
    return readdirSync(directory, { withFileTypes: true });
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code !== 'ENOENT')
      found.errors.push({ path: directory, message: reasonOf(error as NodeJS.ErrnoException) });
    return [];
  }
}

function isFile(entry: Dirent, path: string): boolean {
  return entry.isFile() || (entry.isSymbolicLink() && leadsToFile(path));
}

/** A link that goes in circles, or into a directory that must not be entered, leads to no file. */
function leadsToFile(link: string): boolean {
  try {
    return statSync(link).isFile();
  } catch {
    return false;
  }
}

/**
 * The `.gitignore` files between the root of the repository and a directory. They do not apply to the directory itself:
 * if it is ignored, it was named on purpose.
 */
function ignoreFilesAbove(directory: string): readonly IgnoreFile[] {
  const root = repositoryRoot(directory);
  const parents: string[] = [];
  for (let at = directory; root !== undefined && at !== root; at = dirname(at)) parents.unshift(dirname(at));
  const ignores = parents.filter((parent) => existsSync(join(parent, '.gitignore'))).map(readIgnoreFile);
  return isIgnored(directory, 'directory', ignores) ? [] : ignores;
}

/** In bytes. */
const largestIgnoreFile = 4 * 1024 * 1024;

function readIgnoreFile(directory: string): IgnoreFile {
  const rules = ignore({ ignorecase: false });
  try {
    const file = join(directory, '.gitignore');
    if (lstatSync(file).isFile()) rules.add(readRegularFile(file, largestIgnoreFile));
  } catch {
    // If git cannot read the file, it ignores nothing because of it either; and git does not follow links.
  }
  return { directory, rules };
}

/** Whether the nearest `.gitignore` that mentions a path ignores it. */
function isIgnored(path: string, kind: 'file' | 'directory', ignores: readonly IgnoreFile[]): boolean {
  // A pattern that ends in a slash means directories only, which are recognized by their own final slash.
  const end = kind === 'directory' ? '/' : '';
  for (const { directory, rules } of ignores.toReversed()) {
    const { ignored, unignored } = rules.test(slashed(relative(directory, path)) + end);
    if (ignored || unignored) return ignored;
  }
  return false;
}
