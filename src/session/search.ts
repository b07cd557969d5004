import { type Dirent, existsSync, lstatSync, readdirSync, statSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join, relative, resolve } from 'node:path';
import ignore, { type Ignore } from 'ignore';
import { isInside, slashed } from '../config/paths.ts';
import { readRegularFile } from '../config/regular-file.ts';
import { isInTree } from '../config/tree.ts';
import { isPathGlob, pathMatcher, splitPathGlob } from '../text/path-glob.ts';
import { isDockerfilePath } from './dockerfile-names.ts';
import { reasonOf } from './read.ts';
import { repositoryRoot } from './repository.ts';

/** What a search found: absolute paths, and the directories that could not be read. */
export interface Found {
  readonly files: string[];
  /** Symbolic links that would be files to lint, but lead out of the tree that is searched. */
  readonly leadingOut: string[];
  readonly errors: { readonly path: string; readonly message: string }[];
}

/** The rules of one `.gitignore`, which are about paths from its directory. */
interface IgnoreFile {
  readonly directory: string;
  readonly rules: Ignore;
}

/** What nobody means when they search a directory. */
const neverSearched = new Set(['.git', 'node_modules']);

/** All Dockerfiles below a directory but those that git ignores. */
export function searchDirectory(directory: string, cwd: string): Found {
  return search(directory, cwd, isDockerfilePath);
}

/** Whether a path that leads to nothing is a pattern. */
export function isGlob(path: string): boolean {
  return isPathGlob(path);
}

/** All files that a glob matches, whatever their names, but those that git ignores. */
export function searchGlob(glob: string, cwd: string): Found {
  const { base, rest } = splitPathGlob(glob);
  const start = resolve(cwd, base);
  const tree = treeOf(cwd, cwd);
  // A directory is named where it stands alone. At the start of a glob it is looked for like the rest.
  if (isInside(start, tree) && !isInTree(start, [tree]))
    return { files: [], leadingOut: [start], errors: [] };
  return search(start, cwd, pathMatcher(rest));
}

/**
 * Walks a directory, and gives the files that are wanted. Links to files count as files, unless they lead out of the tree:
 * what lies there is nobody's Dockerfile, and may be a stranger's way to have it shown or written. Links to directories are
 * not followed, because they can lead round in circles.
 *
 * @param wanted Is asked with the path from the directory, with forward slashes.
 */
function search(start: string, cwd: string, wanted: (path: string) => boolean): Found {
  const found: Found = { files: [], leadingOut: [], errors: [] };
  const tree = [treeOf(start, cwd), start];
  const walk = (directory: string, outer: readonly IgnoreFile[]): void => {
    const entries = entriesOf(directory, found);
    const ignores = entries.some(({ name }) => name === '.gitignore')
      ? [...outer, readIgnoreFile(directory)]
      : outer;
    for (const entry of entries) {
      const path = join(directory, entry.name);
      if (entry.isDirectory()) {
        if (!neverSearched.has(entry.name) && !isIgnored(path, 'directory', ignores)) walk(path, ignores);
      } else if (
        wanted(slashed(relative(start, path))) &&
        !isIgnored(path, 'file', ignores) &&
        isFile(entry, path)
      ) {
        const isOut = entry.isSymbolicLink() && !isInTree(path, tree);
        (isOut ? found.leadingOut : found.files).push(path);
      }
    }
  };
  walk(start, ignoreFilesAbove(start));
  return found;
}

/**
 * The tree that a directory is part of: its repository or, without one, the working directory. That does not count where it
 * holds the home directory, with all that is private: then it is the directory itself.
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

/** A link that goes round in circles, or on to what may not be entered, leads to no file. */
function leadsToFile(link: string): boolean {
  try {
    return statSync(link).isFile();
  } catch {
    return false;
  }
}

/**
 * The `.gitignore` files between the root of the repository and a directory. A directory that is itself ignored was
 * given on purpose, so they do not count for it.
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
    // What git cannot read does not ignore anything either, and it does not follow links.
  }
  return { directory, rules };
}

/** Whether the nearest `.gitignore` with something to say about a path ignores it. */
function isIgnored(path: string, kind: 'file' | 'directory', ignores: readonly IgnoreFile[]): boolean {
  // A pattern that ends in a slash means directories only, and it is by a slash that they are told apart.
  const end = kind === 'directory' ? '/' : '';
  for (const { directory, rules } of ignores.toReversed()) {
    const { ignored, unignored } = rules.test(slashed(relative(directory, path)) + end);
    if (ignored || unignored) return ignored;
  }
  return false;
}
