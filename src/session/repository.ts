import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** The root of the git repository that contains a directory, if any. In a worktree, `.git` is a file. */
export function repositoryRoot(directory: string): string | undefined {
  for (let at = directory; ; at = dirname(at)) {
    if (existsSync(join(at, '.git'))) return at;
    if (dirname(at) === at) return undefined;
  }
}
