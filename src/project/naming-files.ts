/** Files that may name a Dockerfile and its build context, by their own names and a word in them. */
import type { Files } from '../context/files.ts';
import { baseName, resolvePath } from '../text/paths.ts';
import { ancestorsOf, directoryOf } from './places.ts';

/** What a file may name a Dockerfile as. */
export type NamingKind = 'azureml' | 'compose' | 'devcontainer';

const KINDS: readonly (readonly [NamingKind, RegExp])[] = [
  ['compose', /^(?:docker-|podman-)?compose(?:[._-].*)?\.ya?ml$/i],
  ['azureml', /\.ya?ml$/i],
  ['devcontainer', /^\.?devcontainer\.json$/],
];

/** As what a file may name Dockerfiles, judging by its name; `undefined` if it does not. */
export function namingKindOf(path: string): NamingKind | undefined {
  const name = baseName(path);
  return KINDS.find(([, pattern]) => pattern.test(name))?.[0];
}

/** In every file that names a Dockerfile, or another YAML that does. */
const WORDS = /\bbuild\b|dockerfile|\bcontext\b|\bfile:|\bextra_config\b/i;

/** Whether a file with such a name may name a Dockerfile, judging by its words. */
export function mayName(files: Files, path: string): boolean {
  const text = files.read(path)?.text;
  return text !== undefined && mayNameBuilds(text);
}

/** Whether a text may be one that names Dockerfiles. */
export function mayNameBuilds(text: string): boolean {
  return WORDS.test(text);
}

/** Those of each folder that has been asked about: many Dockerfiles are below the same folders. */
const known = new WeakMap<Files, Map<string, readonly string[]>>();

/** Those beside a file and in the folders above it, the nearest first. */
export function namingFilesNear(files: Files, path: string): readonly string[] {
  const own = directoryOf(path);
  return [own, ...ancestorsOf(own)].flatMap((folder) => namingFilesIn(files, folder));
}

function namingFilesIn(files: Files, folder: string): readonly string[] {
  const ofFiles = known.get(files) ?? new Map<string, readonly string[]>();
  known.set(files, ofFiles);
  const before = ofFiles.get(folder);
  if (before !== undefined) return before;
  const names = files.list(folder) ?? [];
  const container = names.includes('.devcontainer') ? ['.devcontainer/devcontainer.json'] : [];
  const found = [...names.filter((name) => namingKindOf(name) !== undefined), ...container]
    .map((name) => resolvePath(folder, name))
    .filter((path) => mayName(files, path));
  ofFiles.set(folder, found);
  return found;
}
