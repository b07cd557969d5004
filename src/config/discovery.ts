import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

export const configurationNames = ['.azml-lint.yaml', '.azml-lint.yml', '.azml-lint.json'] as const;

/** What applies to the files of a directory. */
export interface Discovery {
  /** The nearest configuration files; more than one is a mistake of the user, none is fine. */
  readonly files: readonly string[];
  /** The root of the repository, if the directory is in one. */
  readonly repository: string | undefined;
}

/**
 * Looks for the nearest configuration, from a directory upwards to the root of its repository, or to the root of the file
 * system. Each directory is looked at once.
 */
export function discoverer(): (directory: string) => Discovery {
  const known = new Map<string, Discovery>();
  return function discover(directory) {
    const before = known.get(directory);
    if (before) return before;
    const here = configurationNames.map((name) => join(directory, name)).filter((file) => existsSync(file));
    const discovery = withAbove(directory, here, discover);
    known.set(directory, discovery);
    return discovery;
  };
}

function withAbove(
  directory: string,
  here: readonly string[],
  discover: (above: string) => Discovery,
): Discovery {
  // In a work tree or submodule `.git` is a file.
  if (existsSync(join(directory, '.git'))) return { files: here, repository: directory };
  const parent = dirname(directory);
  if (parent === directory) return { files: here, repository: undefined };
  const above = discover(parent);
  return here.length > 0 ? { files: here, repository: above.repository } : above;
}
