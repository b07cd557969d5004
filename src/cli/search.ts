import { type Dirent, existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import ignore, { type Ignore } from 'ignore';
import picomatch from 'picomatch';
import { slashed } from '../config/paths.ts';
import { reasonOf } from './read.ts';
import { repositoryRoot } from './repository.ts';

/** What a search found: absolute paths, and the directories that could not be read. */
export interface Found {
  readonly files: string[];
  readonly errors: { readonly path: string; readonly message: string }[];
}

/** The rules of one `.gitignore`, which are about paths from its directory. */
interface IgnoreFile {
  readonly directory: string;
  readonly rules: Ignore;
}

/** What nobody means when they search a directory. */
const neverSearched = new Set(['.git', 'node_modules']);

/** Names of Dockerfiles. `Dockerfile.dockerignore` and its like belong to one, but are none. */
const dockerfileName = /^(?:Dockerfile(?:[._-].*)?|.*\.[Dd]ockerfile|Containerfile.*)$/;
const dockerignoreName = /\.dockerignore$/;

/** All Dockerfiles below a directory but those that git ignores. */
export function searchDirectory(directory: string): Found {
  return search(directory, (path) => {
    const name = path.slice(path.lastIndexOf('/') + 1);
    return dockerfileName.test(name) && !dockerignoreName.test(name);
  });
}

/** Whether a path that leads to nothing is a pattern. */
export function isGlob(path: string): boolean {
  return picomatch.scan(path).glob !== '';
}

/** All files that a glob matches, whatever their names, but those that git ignores. */
export function searchGlob(glob: string, cwd: string): Found {
  const { base, glob: pattern } = picomatch.scan(glob);
  const matches = picomatch(pattern, { dot: true });
  return search(resolve(cwd, base), (path) => matches(path));
}

/**
 * Walks a directory, and gives the files that are wanted. Links to files count as files; links to directories are not
 * followed, because they can lead round in circles.
 *
 * @param wanted Is asked with the path from the directory, with forward slashes.
 */
function search(start: string, wanted: (path: string) => boolean): Found {
  const found: Found = { files: [], errors: [] };
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
        found.files.push(path);
      }
    }
  };
  walk(start, ignoreFilesAbove(start));
  return found;
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
  return (
    entry.isFile() || (entry.isSymbolicLink() && statSync(path, { throwIfNoEntry: false })?.isFile() === true)
  );
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

function readIgnoreFile(directory: string): IgnoreFile {
  const rules = ignore({ ignorecase: false });
  try {
    rules.add(readFileSync(join(directory, '.gitignore'), 'utf8'));
  } catch {
    // What git cannot read does not ignore anything either.
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
