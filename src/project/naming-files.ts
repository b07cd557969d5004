/** Files that may name a Dockerfile, by their own names: YAML, compose files, devcontainers. */
import type { Files } from '../context/files.ts';
import { ancestorsOf, directoryOf } from './places.ts';

/** Whether a file may name a Dockerfile, judging by its name. */
export function mayNameDockerfiles(name: string): boolean {
  return /\.ya?ml$/i.test(name) || DEVCONTAINER.test(name);
}

export const DEVCONTAINER = /(?:^|\/)\.?devcontainer\.json$/;

/** Those beside a file and in the folders above it, the nearest first. */
export function namingFilesNear(files: Files, path: string): readonly string[] {
  const own = directoryOf(path);
  return [own, ...ancestorsOf(own)].flatMap((folder) => {
    const names = files.list(folder) ?? [];
    const beside = names.filter(mayNameDockerfiles).map((name) => joined(folder, name));
    return names.includes('.devcontainer')
      ? [...beside, joined(folder, '.devcontainer/devcontainer.json')]
      : beside;
  });
}

function joined(folder: string, name: string): string {
  return folder === '/' ? `/${name}` : `${folder}/${name}`;
}
