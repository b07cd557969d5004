import { dirname, resolve } from 'node:path';
import { type BuiltIn, builtIn, withShellcheck } from './built-in.ts';
import { withCommandLine } from './command-line.ts';
import { type Configuration, configurationOf } from './configuration.ts';
import { quotedList } from './did-you-mean.ts';
import { type Discovery, discoverer } from './discovery.ts';
import type { LoadOptions } from './load-options.ts';
import { planWithoutFile } from './merged-config.ts';
import { globPath, shownPath } from './paths.ts';
import { ConfigError, type Problem } from './problem.ts';
import type { Tree } from './tree.ts';
import { mayExecute, mayReachOut, type TrustContext } from './trust.ts';

/** Finds and reads the configuration of each file. */
export type ConfigurationLoader = (file: string) => Promise<Configuration>;

/**
 * Makes a loader that looks at every directory, and reads every configuration, once. It rejects with a {@link
 * ConfigError} when the configuration of a file, or the options, cannot be used.
 */
export function configurationLoader(options: LoadOptions, known: BuiltIn): ConfigurationLoader {
  const discover = discoverer();
  const loaded = new Map<string, Promise<Configuration>>();
  return (name) => {
    const source = sourceFor(resolve(options.cwd, name), options, discover);
    const key = [...source.files, '', ...source.misnamed].join('\n');
    const configuration = loaded.get(key) ?? load(source, options, known);
    loaded.set(key, configuration);
    return configuration;
  };
}

/** The configuration of one file. For many files, make a {@link configurationLoader}. */
export function loadConfiguration(file: string, options: LoadOptions): Promise<Configuration> {
  return configurationLoader(options, builtIn)(file);
}

/** Where the configuration of a file comes from. */
interface Source {
  /** No file, one, or too many. */
  readonly files: readonly string[];
  /** What it may read and write. */
  readonly tree: Tree;
  /** Files that do not have the name of a configuration but were probably meant as one. */
  readonly misnamed: readonly string[];
}

function sourceFor(file: string, options: LoadOptions, discover: (directory: string) => Discovery): Source {
  const { explicit, cwd } = options;
  if (explicit === false) return { files: [], tree: undefined, misnamed: [] };
  if (explicit !== undefined) return { files: [resolve(cwd, explicit)], tree: undefined, misnamed: [] };
  const { files, repository, misnamed } = discover(dirname(file));
  const tree = mayReachOut(circumstancesOf(options)) ? undefined : [repository ?? dirname(files[0] ?? file)];
  return { files, tree, misnamed };
}

async function load(
  { files, tree, misnamed }: Source,
  options: LoadOptions,
  known: BuiltIn,
): Promise<Configuration> {
  const { cwd, now, explicit } = options;
  const [file, ...others] = files;
  const shownMisnamed = misnamed.map((path) => shownPath(path, cwd));
  if (file === undefined) {
    const rules = options.shellcheck ? await withShellcheck(known.rules) : known.rules;
    const plan = withCommandLine(planWithoutFile(rules), options);
    return configurationOf(plan, now, {
      toGlobPath: (path) => path,
      matcher: () => () => false,
      directory: undefined,
      misnamed: shownMisnamed,
      mayExecute: mayExecute(circumstancesOf(options)),
    });
  }
  if (others.length > 0) throw new ConfigError([severalFiles(file, others, cwd)]);
  const { readPlan, matcher } = await import('./read-plan.ts');
  const manner = {
    cwd,
    mayExecute: mayExecute(circumstancesOf(options)),
    explicit: explicit !== undefined,
    editor: options.editor === true,
    openText: options.openText,
    tree,
    builtIn: known,
    shellcheck: options.shellcheck,
  };
  const plan = withCommandLine(await readPlan(file, manner), options);
  const directory = dirname(file);
  return configurationOf(plan, now, {
    toGlobPath: (path) => globPath(path, directory, cwd),
    matcher,
    directory,
    misnamed: shownMisnamed,
    mayExecute: manner.mayExecute,
  });
}

function circumstancesOf({ explicit, trust = false, ci = false, editor = false }: LoadOptions): TrustContext {
  return { explicit: explicit !== undefined, trust, ci, editor };
}

function severalFiles(file: string, others: readonly string[], cwd: string): Problem {
  return {
    file: shownPath(file, cwd),
    message: `there is another configuration beside it: ${quotedList(others.map((other) => shownPath(other, cwd)))}`,
    hint: 'Keep one of them.',
  };
}
