import { lstatSync, readdirSync, readlinkSync, statSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { isInside, shownPath, slashed } from '../config/paths.ts';
import { isDirectory, realPath } from '../config/tree.ts';
import type { RunError } from '../report/run.ts';
import { closestMatch } from '../text/closest-match.ts';
import { repositoryRoot } from './repository.ts';

/** The path that means standard input. */
export const standardInput = '-';

/** What standard input is called in reports, if nothing else is said. */
export const nameless = '<stdin>';

/** A file to lint. */
export interface Target {
  /** Absolute, or `-` for standard input. */
  readonly file: string;
  /** As shown to people: relative to the working directory, with forward slashes. */
  readonly shown: string;
  /** Found by a search, not named by the user. */
  readonly searched: boolean;
  /** It belongs to another file that is linted. */
  readonly brought?: true;
}

export interface Discovered {
  /** In order of the shown path, each file once. */
  readonly targets: readonly Target[];
  /** Paths that do not exist. */
  readonly errors: readonly RunError[];
  /** Other notes: links that were not followed. */
  readonly notes: readonly string[];
}

/**
 * The files that some paths mean: a file is itself, whatever its name; a directory is searched for Dockerfiles; a glob
 * is matched against existing files; `-` is standard input.
 *
 * @param commands words that may have been meant by a path that does not exist
 * @param most the search of a directory ends when so many files are found
 */
export async function discover(
  paths: readonly string[],
  cwd: string,
  commands: readonly string[] = [],
  most?: number,
): Promise<Discovered> {
  const targets = new Map<string, Target>();
  const errors: RunError[] = [];
  const leadingOut = new Set<string>();
  const add = (file: string, searched: boolean): void => {
    // A file that was named counts as named, even if a search finds it too.
    if (!targets.has(file) || !searched) {
      const shown = file === standardInput ? file : shownPath(file, cwd);
      targets.set(file, { file, shown, searched });
    }
  };
  for (const path of paths) {
    const kind = kindOf(path, cwd);
    if (kind === 'file') {
      add(path === standardInput ? path : located(path, cwd), false);
      continue;
    }
    const { isGlob, searchDirectory, searchGlob } = await import('./search.ts');
    // No shell of Windows expands globs, and people write them there with backslashes.
    const glob = slashed(path);
    if (kind === 'missing' && !isGlob(glob)) {
      errors.push({ ...(path !== '' && { path }), message: missingMessage(path, cwd, commands) });
      continue;
    }
    const found =
      kind === 'directory' ? searchDirectory(located(path, cwd), cwd, most) : searchGlob(glob, cwd);
    for (const file of found.files) add(file, true);
    for (const link of found.leadingOut) leadingOut.add(shownPath(link, cwd));
    errors.push(...found.errors.map((error) => ({ ...error, path: shownPath(error.path, cwd) })));
  }
  return {
    targets: [...targets.values()].sort((a, b) => (a.shown < b.shown ? -1 : 1)),
    errors,
    notes: leadingOut.size === 0 ? [] : [leadingOutNote([...leadingOut].sort())],
  };
}

/**
 * Where a path leads, absolute. One that comes by links to the repository in which one works, such as `/tmp` on macOS or the
 * folder of a self-hosted agent, is that of the repository: reports are read by those who know only this.
 */
function located(path: string, cwd: string): string {
  const file = resolve(cwd, path);
  if (isInside(file, cwd)) return file;
  // What a file is called decides its kind: a link that is a file keeps its name.
  const withoutLinks = isDirectory(file) ? realPath(file) : join(realPath(dirname(file)), basename(file));
  return isInside(withoutLinks, repositoryRoot(cwd) ?? cwd) ? withoutLinks : file;
}

/** If there are more links, they are counted instead of named. */
const mostNamed = 5;

function leadingOutNote(links: readonly string[]): string {
  const named = links
    .slice(0, mostNamed)
    .map((link) => `\`${link}\``)
    .join(', ');
  const more = links.length > mostNamed ? ` and ${links.length - mostNamed} more` : '';
  const [verb, pronoun] = links.length === 1 ? ['is a symbolic link', 'it'] : ['are symbolic links', 'them'];
  return `${named}${more} ${verb} out of what is searched: not linted\n  Name ${pronoun} to lint ${pronoun} all the same.`;
}

/** What a path leads to. A file that cannot be examined counts as a file: reading it reports the problem. */
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

/** The message about a path that does not exist: it is a broken link, or another path was meant. */
export function missingMessage(path: string, cwd: string, commands: readonly string[] = []): string {
  if (path === '') return 'an empty path leads to no file; `.` is this directory';
  const at = resolve(cwd, path);
  if (isLink(at)) return `is a symbolic link to ${readlinkSync(at)}, where nothing is`;
  const sibling = closestMatch(basename(at), namesIn(dirname(at)));
  const command = closestMatch(path, commands);
  const meant =
    sibling === undefined
      ? command && `the command \`${command}\``
      : `\`${slashed(join(dirname(path), sibling))}\``;
  return `there is no such file or directory${meant === undefined ? '' : `; did you mean ${meant}?`}`;
}

/** Whether a link exists, wherever it leads. Below a file nothing exists. */
function isLink(path: string): boolean {
  try {
    return lstatSync(path).isSymbolicLink();
  } catch {
    return false;
  }
}

function namesIn(directory: string): readonly string[] {
  try {
    return readdirSync(directory);
  } catch {
    return [];
  }
}
