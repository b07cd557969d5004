/** The files below directories that may be reports, and how their repositories are called if they do not say it. */
import { type Dirent, readdirSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pushTo } from '../text/multimap.ts';

interface ReportFile {
  /** Absolute. */
  readonly path: string;
  /** As shown to people: what was given, and the way from there, with forward slashes. */
  readonly shown: string;
  /** The name of the repository, if the report has none. */
  readonly name: string;
}

/** Files and directories that were named and are not there, or cannot be read. */
export interface Unreadable {
  readonly shown: string;
  readonly error: NodeJS.ErrnoException;
}

export interface FoundFiles {
  /** In order of path. */
  readonly files: readonly ReportFile[];
  readonly unreadable: readonly Unreadable[];
}

/**
 * The files that are named, and all `*.json` below the directories that are named. Links to directories are not followed,
 * because they can form circles.
 */
export function findReportFiles(paths: readonly string[], cwd: string): FoundFiles {
  const files = new Map<string, ReportFile>();
  const named = new Map<string, string>();
  const unreadable: Unreadable[] = [];
  const add = (path: string, shown: string, name: string) => files.set(path, { path, shown, name });
  const walk = (directory: string, shown: string, inner: readonly string[]): void => {
    for (const entry of sortedEntries(directory, shown, unreadable)) {
      const path = join(directory, entry.name);
      const parts = [...inner, entry.name];
      if (entry.isDirectory()) walk(path, `${shown}/${entry.name}`, parts);
      else if (entry.name.endsWith('.json') && !isElsewhere(entry, path))
        add(path, `${shown}/${entry.name}`, nameFrom(parts));
    }
  };
  for (const given of paths) {
    const path = resolve(cwd, given);
    const shown = given.replaceAll('\\', '/').replace(/(?<=[^/])\/+$/, '');
    try {
      if (statSync(path).isDirectory()) walk(path, shown, []);
      else named.set(path, shown);
    } catch (error) {
      unreadable.push({ shown, error: error as NodeJS.ErrnoException });
    }
  }
  for (const [path, name] of namesOf([...named.keys()])) add(path, named.get(path)!, name);
  return { files: [...files.values()], unreadable };
}

/** By name, so that the same files give the same page everywhere. */
function sortedEntries(directory: string, shown: string, unreadable: Unreadable[]): readonly Dirent[] {
  try {
    return readdirSync(directory, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
  } catch (error) {
    unreadable.push({ shown, error: error as NodeJS.ErrnoException });
    return [];
  }
}

/** A pipe or a device, a link to a directory, or one that leads nowhere. */
function isElsewhere(entry: Dirent, path: string): boolean {
  if (!entry.isSymbolicLink()) return !entry.isFile();
  return statSync(path, { throwIfNoEntry: false })?.isFile() !== true;
}

/** Names that say what a file is, not whose: `scoring/azml-lint.json` is about `scoring`. */
const general = /^(?:azml-lint|(?:azml-lint[-_.])?(?:report|results?|findings|output|lint))$/i;

/**
 * Names by path. A file that is named is called alike wherever it lies, so that it can be compared: `scoring` for
 * `today/scoring.json` and `today/scoring/azml-lint.json`. Where two would be called so, their folders tell them apart.
 */
function namesOf(paths: readonly string[]): ReadonlyMap<string, string> {
  const nameOf = (path: string, folders: number): string => {
    const parts = path.split(/[\\/]/);
    return nameFrom(parts.slice(isGeneral(parts.at(-1)!) ? -2 - folders : -1 - folders));
  };
  const alike = new Map<string, string[]>();
  for (const path of paths) pushTo(alike, nameOf(path, 0), path);
  return new Map(
    [...alike.values()].flatMap((same) =>
      same.map((path) => [path, nameOf(path, same.length > 1 ? 1 : 0)] as const),
    ),
  );
}

function isGeneral(name: string): boolean {
  return general.test(name.replace(/\.json$/i, ''));
}

/** `acme/scoring` for `acme/scoring.json` and `acme/scoring/azml-lint.json`. */
function nameFrom(parts: readonly string[]): string {
  const last = parts.at(-1)!.replace(/\.json$/i, '');
  const folders = parts.slice(0, -1);
  return (isGeneral(last) && folders.length > 0 ? folders : [...folders, last]).join('/');
}
