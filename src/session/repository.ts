import { existsSync } from 'node:fs';
import { dirname, isAbsolute, join, resolve } from 'node:path';
import { isInside } from '../config/paths.ts';
import { realPath } from '../config/tree.ts';
import { checkoutFolder, type Environment } from '../report/provenance.ts';

/** The root of the git repository that contains a directory, if any. In a worktree, `.git` is a file. */
export function repositoryRoot(directory: string): string | undefined {
  for (let at = directory; ; at = dirname(at)) {
    if (existsSync(join(at, '.git'))) return at;
    if (dirname(at) === at) return undefined;
  }
}

/**
 * The same of a directory that CI may have filled without git: where a container has none, actions/checkout unpacks an
 * archive, and only a variable says where the repository begins.
 */
export function checkoutRoot(directory: string, env: Environment): string | undefined {
  const root = repositoryRoot(directory);
  const said = root === undefined ? checkoutFolder(env) : '';
  if (!isAbsolute(said)) return root;
  return [said, realPath(said)].find((folder) => isInside(directory, folder));
}

/**
 * The root of the repository that a run is about: that of the working directory, also for a submodule in it. Where it is in
 * none, as in a job that has several next to each other, the one that all paths lead into.
 */
export function rootOfRun(paths: readonly string[], cwd: string, env: Environment): string | undefined {
  const own = repositoryRoot(cwd);
  if (own !== undefined) return own;
  const roots = new Set(
    paths.map((path) => {
      const file = resolve(cwd, path);
      return repositoryRoot(isInside(file, cwd) ? file : realPath(file));
    }),
  );
  const [root, ...others] = roots;
  return others.length === 0 && root !== undefined ? root : checkoutRoot(cwd, env);
}
