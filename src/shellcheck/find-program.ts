/**
 * Where ShellCheck is. It is only ever a file called `shellcheck` in the places below: no configuration names a program, or adds
 * a place.
 */
import { accessSync, constants, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { delimiter, dirname, isAbsolute, join } from 'node:path';

/** Where to look. */
export interface Places {
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Directories in which packages may be installed, those of the linted files; none if what is there may not run. */
  readonly projects: readonly string[];
}

const isWindows = process.platform === 'win32';
const NAME = isWindows ? 'shellcheck.exe' : 'shellcheck';

/** Into a package of npm, and into a virtual environment of Python, below a project. */
const IN_NODE_MODULES = ['node_modules', 'shellcheck', 'bin', NAME];
const IN_VENV = [isWindows ? 'Scripts' : 'bin', NAME];

/** The path of ShellCheck; `undefined` if there is none. */
export function findProgram({ env, projects }: Places): string | undefined {
  const candidates = [
    ...pathOf(env).map((directory) => join(directory, NAME)),
    ...[env.VIRTUAL_ENV, env.CONDA_PREFIX].filter(isGiven).map((directory) => join(directory, ...IN_VENV)),
    ...aboveOwnPackage().map((directory) => join(directory, ...IN_NODE_MODULES)),
    ...projects.flatMap((directory) => [
      join(directory, ...IN_NODE_MODULES),
      join(directory, '.venv', ...IN_VENV),
      join(directory, 'venv', ...IN_VENV),
    ]),
  ];
  return candidates.find(isProgram);
}

/** The directories of PATH. A relative one would be wherever a stranger's files are. */
function pathOf(env: Places['env']): readonly string[] {
  const [, value = ''] = Object.entries(env).find(([name, given]) => /^path$/i.test(name) && given) ?? [];
  return value.split(delimiter).filter((directory) => isAbsolute(directory));
}

function isGiven(value: string | undefined): value is string {
  return value !== undefined && isAbsolute(value);
}

/**
 * The directory of azml-lint's own package and those above it, in which npm installs what is installed with it. A program of
 * a single file belongs to no package.
 */
function aboveOwnPackage(): readonly string[] {
  const own = ownPackage();
  if (own === undefined) return [];
  const directories: string[] = [];
  let directory = own;
  while (directories.at(-1) !== directory) {
    directories.push(directory);
    directory = dirname(directory);
  }
  return directories;
}

function ownPackage(): string | undefined {
  try {
    // The package resolves itself by its name, both from its sources and from its bundle.
    return dirname(createRequire(import.meta.url).resolve('azml-lint/package.json'));
  } catch {
    return undefined;
  }
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
}
