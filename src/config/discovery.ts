import { existsSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';

export const configurationNames = ['.azml-lint.yaml', '.azml-lint.yml', '.azml-lint.json'] as const;

/** What people call a configuration from memory, or because others are called so. A report is called `azml-lint.json`. */
const almostName = /^\.?azml[-_]?lint(?:rc)?(?:\.config)?(?:\.(?:ya?ml|json[c5]?|toml|[cm]?[jt]s))?$/i;
const noConfiguration = new Set<string>([...configurationNames, 'azml-lint', 'azml-lint.json']);

/** What applies to the files of a directory. */
export interface Discovery {
  /** The nearest configuration files; more than one is a mistake of the user, none is fine. */
  readonly files: readonly string[];
  /** The root of the repository, if the directory is in one. */
  readonly repository: string | undefined;
  /** Files on the way to it that were probably meant as configurations. */
  readonly misnamed: readonly string[];
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
  const isRoot = existsSync(join(directory, '.git'));
  const parent = dirname(directory);
  const above = isRoot || parent === directory ? undefined : discover(parent);
  const repository = isRoot ? directory : above?.repository;
  if (here.length > 0) return { files: here, repository, misnamed: [] };
  const misnamed = [...misnamedIn(directory), ...(above?.misnamed ?? [])];
  return { files: above?.files ?? [], repository, misnamed };
}

function misnamedIn(directory: string): readonly string[] {
  try {
    return readdirSync(directory, { withFileTypes: true })
      .filter(
        (entry) => !entry.isDirectory() && almostName.test(entry.name) && !noConfiguration.has(entry.name),
      )
      .map(({ name }) => join(directory, name));
  } catch {
    // A directory may be passed without being listed.
    return [];
  }
}
