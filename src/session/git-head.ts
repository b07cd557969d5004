/**
 * What is checked out in a git repository, read from the files of git: https://git-scm.com/docs/gitrepository-layout. No
 * program runs. Whoever has packed up the repository may have written these files, so only what has the form of a commit, a
 * reference or an address leaves this module, and a `.git` that leads elsewhere is followed only if git itself made it so.
 */
import { realpathSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { readRegularFile } from '../config/regular-file.ts';
import { gitSettings } from './git-config.ts';

/** What is checked out. What is not known is absent. */
export interface GitHead {
  /** The address of the remote, as it is configured, with the credentials in it. */
  readonly remote?: string;
  readonly commit?: string;
  /** `refs/heads/main`; absent if a commit is checked out, and no branch. */
  readonly reference?: string;
}

/** The directories of a repository; those of a worktree are two. */
interface Directories {
  /** With HEAD. */
  readonly own: string;
  /** With the references and the configuration. */
  readonly common: string;
}

/** What is checked out in a repository. Never throws. */
export function gitHeadOf(root: string): GitHead {
  const directories = directoriesOf(root);
  if (directories === undefined) return {};
  const head = read(join(directories.own, 'HEAD'))?.trim();
  const reference = head === undefined ? undefined : referenceIn(head);
  const commit = head !== undefined && isHash(head) ? head : reference && commitAt(reference, directories);
  const remote = remoteIn(settingsIn(directories.common), reference);
  return {
    ...(remote !== undefined && { remote }),
    ...(commit !== undefined && { commit }),
    ...(reference !== undefined && { reference }),
  };
}

function directoriesOf(root: string): Directories | undefined {
  const path = join(root, '.git');
  if (isDirectory(path)) return { own: path, common: path };
  const named = /^gitdir: (.+)/.exec(read(path) ?? '')?.[1]?.trim();
  if (named === undefined) return undefined;
  const own = resolve(root, named);
  return worktree(own, path) ?? submodule(own, root);
}

/** The directory of a worktree names the `.git` that leads to it, and the repository that it is in. */
function worktree(own: string, path: string): Directories | undefined {
  const back = read(join(own, 'gitdir'))?.trim();
  const shared = read(join(own, 'commondir'))?.trim();
  if (back === undefined || shared === undefined || !isSame(resolve(own, back), path)) return undefined;
  const common = resolve(own, shared);
  return isSame(dirname(own), join(common, 'worktrees')) ? { own, common } : undefined;
}

/** The configuration of a submodule names its files. */
function submodule(own: string, root: string): Directories | undefined {
  const files = settingsIn(own).get('core.worktree');
  return files !== undefined && isSame(resolve(own, files), root) ? { own, common: own } : undefined;
}

/** Longer chains of references are not followed. */
const MOST_STEPS = 5;

function commitAt(reference: string, { own, common }: Directories): string | undefined {
  let name: string | undefined = reference;
  for (let step = 0; name !== undefined && step < MOST_STEPS; step++) {
    const text: string | undefined = (read(join(own, name)) ?? read(join(common, name)))?.trim();
    if (text === undefined) return packedCommit(name, common);
    if (isHash(text)) return text;
    name = referenceIn(text);
  }
  return undefined;
}

/** `packed-refs` has a line for each reference: `<hash> refs/heads/main`. */
function packedCommit(reference: string, common: string): string | undefined {
  const text = `\n${read(join(common, 'packed-refs'), LARGEST_LIST) ?? ''}\n`;
  const end = text.indexOf(` ${reference}\n`);
  const hash = end === -1 ? '' : text.slice(text.lastIndexOf('\n', end) + 1, end);
  return isHash(hash) ? hash : undefined;
}

/** The remote of the branch, or else `origin`, or else the only one. */
function remoteIn(settings: ReadonlyMap<string, string>, reference: string | undefined): string | undefined {
  const branch = reference?.replace(/^refs\/heads\//, '');
  const names = [settings.get(`branch.${branch}.remote`), 'origin'];
  const found = names.map((name) => settings.get(`remote.${name}.url`)).find((url) => url !== undefined);
  if (found !== undefined) return found;
  const urls = [...settings].filter(([name]) => /^remote\..+\.url$/.test(name));
  return urls.length === 1 ? urls[0]![1] : undefined;
}

function settingsIn(directory: string): ReadonlyMap<string, string> {
  return gitSettings(read(join(directory, 'config')) ?? '');
}

/** SHA-1, or SHA-256. */
function isHash(text: string): boolean {
  return /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/.test(text);
}

/** The name in `ref: refs/heads/main`, if git allows it: https://git-scm.com/docs/git-check-ref-format. */
function referenceIn(text: string): string | undefined {
  const name = /^ref: (refs\/[^\x00-\x20\x7f~^:?*[\\]+)$/.exec(text)?.[1];
  if (name === undefined || name.length > 1000 || name.includes('..') || name.includes('@{'))
    return undefined;
  const words = name.split('/');
  return words.every((word) => word !== '' && !word.startsWith('.') && !/\.(?:lock)?$/.test(word))
    ? name
    : undefined;
}

const LARGEST = 1024 * 1024;
const LARGEST_LIST = 64 * 1024 * 1024;

function read(path: string, largest = LARGEST): string | undefined {
  try {
    return readRegularFile(path, largest);
  } catch {
    return undefined;
  }
}

function isDirectory(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
}

function isSame(one: string, other: string): boolean {
  try {
    return realpathSync(one) === realpathSync(other);
  } catch {
    return false;
  }
}
