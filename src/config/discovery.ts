import { existsSync, lstatSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';

export const configurationNames = ['.azml-lint.yaml', '.azml-lint.yml', '.azml-lint.json'] as const;

/**
 * Names that people give a configuration from memory, or by analogy with other tools. `azml-lint.json` is the name of a
 * report.
 */
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
 * Looks for the nearest configuration, from a directory upwards to the root of its repository, or to the root of the
 * file system. Each directory is looked at once.
 */
export function discoverer(): (directory: string) => Discovery {
  const known = new Map<string, Discovery>();
  return function discover(directory) {
    const before = known.get(directory);
    if (before) return before;
    const discovery = withAbove(directory, namesIn(directory), discover);
    known.set(directory, discovery);
    return discovery;
  };
}

/** The names in a directory: one listing is faster than a question for each name. */
function namesIn(directory: string): ReadonlySet<string> {
  try {
    return new Set(readdirSync(directory));
  } catch {
    // A directory may be accessible without being listable.
    const names = [...configurationNames, '.git'];
    return new Set(names.filter((name) => existsSync(join(directory, name))));
  }
}

function withAbove(
  directory: string,
  names: ReadonlySet<string>,
  discover: (above: string) => Discovery,
): Discovery {
  const here = configurationNames
    .filter((name) => names.has(name))
    .map((name) => join(directory, name))
    // The target of a link may not exist.
    .filter((file) => existsSync(file));
  // In a work tree or submodule, `.git` is a file.
  const isRoot = names.has('.git') && existsSync(join(directory, '.git'));
  const parent = dirname(directory);
  const above = isRoot || parent === directory ? undefined : discover(parent);
  const repository = isRoot ? directory : above?.repository;
  if (here.length > 0) return { files: here, repository, misnamed: [] };
  const misnamed = [...misnamedAmong(names, directory), ...(above?.misnamed ?? [])];
  return { files: above?.files ?? [], repository, misnamed };
}

function misnamedAmong(names: ReadonlySet<string>, directory: string): readonly string[] {
  return [...names]
    .filter((name) => almostName.test(name) && !noConfiguration.has(name))
    .map((name) => join(directory, name))
    .filter((path) => lstatSync(path, { throwIfNoEntry: false })?.isDirectory() === false);
}
