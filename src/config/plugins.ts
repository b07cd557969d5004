import { checkRules } from '../rule/check-rule.ts';
import { groupOf } from '../rule/names.ts';
import type { AnyRule } from '../rule/settings.ts';
import { quotedList } from './did-you-mean.ts';
import { listed, outOfTree, untrusted } from './extends.ts';
import { locate, OutOfTree } from './locate.ts';
import { importModule, reasonOf } from './modules.ts';
import type { Problem } from './problem.ts';
import type { ReadFile, Reading } from './read-file.ts';
import { compileOptions, type Validate } from './validation.ts';

/** The rules of all plugins of a configuration. */
export interface Plugins {
  readonly rules: readonly AnyRule[];
  /** Validates options by the id of their rule. */
  readonly validateOptions: Validate;
  /** Some could not be loaded, so not all rules are known. */
  readonly incomplete: boolean;
}

/** Loads the plugins that some files name, each once. Problems are reported where the plugin is named. */
export async function loadPlugins(
  files: readonly ReadFile[],
  builtIn: readonly AnyRule[],
  reading: Reading,
): Promise<Plugins> {
  const rules: AnyRule[] = [];
  const validators: Validate[] = [];
  const done = new Set<string>();
  let incomplete = false;

  for (const file of files) {
    for (const [at, specifier] of listed(file.content.plugins, 'plugins')) {
      const plugin = await loadPlugin(specifier, file, done, [...builtIn, ...rules], reading);
      rules.push(...plugin.rules);
      validators.push(plugin.validateOptions);
      incomplete ||= plugin.problems.length > 0;
      const place = { file: file.shown, ...file.document.placeOfValue(at) };
      for (const problem of plugin.problems) reading.report({ ...place, ...problem });
    }
  }
  return {
    rules,
    incomplete,
    validateOptions: (options) => validators.flatMap((validate) => validate(options)),
  };
}

interface Plugin {
  readonly rules: readonly AnyRule[];
  readonly validateOptions: Validate;
  readonly problems: readonly Problem[];
}

async function loadPlugin(
  specifier: string,
  file: ReadFile,
  done: Set<string>,
  others: readonly AnyRule[],
  { mayExecute, editor }: Pick<Reading, 'mayExecute' | 'editor'>,
): Promise<Plugin> {
  if (!mayExecute) return failed(untrusted(`the plugin \`${specifier}\``, editor));
  let module: Readonly<Record<string, unknown>>;
  try {
    const { path } = await locate(specifier, file);
    if (done.has(path)) return failed();
    done.add(path);
    module = await importModule(path);
  } catch (error) {
    if (error instanceof OutOfTree) return failed(outOfTree(`the plugin \`${specifier}\``));
    return failed({
      message: `the plugin \`${specifier}\` cannot be loaded: ${reasonOf(error)}`,
      ...hintFor(error),
    });
  }
  const rules = exportedRules(module);
  if (rules === undefined) {
    return failed({
      message: `the plugin \`${specifier}\` exports no list \`rules\``,
      hint: 'Write `export const rules = [ … ];`.',
    });
  }
  const { kindIds } = await import('../kinds/index.ts');
  const problems = pluginProblems(rules, others, kindIds);
  if (problems.length > 0) return failed(...inPlugin(specifier, problems));
  const sound = rules as readonly AnyRule[];
  const options = await compileOptions(sound);
  return { rules: sound, validateOptions: options.validate, problems: inPlugin(specifier, options.problems) };
}

/** What to do if Node does not load a plugin; there is no hint if its author has to find out. */
function hintFor(error: unknown): Pick<Problem, 'hint'> {
  // A plugin in a repository that runs azml-lint through `npx` finds no azml-lint to import.
  if (/Cannot find package 'azml-lint'/.test(reasonOf(error)))
    return {
      hint: 'Install azml-lint beside it, or export plain objects: `defineRule` only helps the compiler.',
    };
  const code = (error as NodeJS.ErrnoException | null)?.code;
  if (code === 'ERR_UNKNOWN_FILE_EXTENSION')
    return { hint: 'Node reads TypeScript since version 22.18. Use one, or build the plugin to JavaScript.' };
  if (code === 'ERR_UNSUPPORTED_NODE_MODULES_TYPE_STRIPPING')
    return {
      hint: 'A package is published as JavaScript: build the plugin, and let `exports` name what is built.',
    };
  return {};
}

function failed(...problems: readonly Problem[]): Plugin {
  return { rules: [], validateOptions: () => [], problems };
}

function inPlugin(specifier: string, problems: readonly string[]): readonly Problem[] {
  return problems.map((problem) => ({ message: `the plugin \`${specifier}\`: ${problem}` }));
}

/** The rules that a plugin module exports: as `rules`, as its default export, or as `rules` of its default export. */
function exportedRules(module: Readonly<Record<string, unknown>>): readonly unknown[] | undefined {
  const { rules, default: main } = module;
  const found = rules ?? (main as { rules?: unknown } | null | undefined)?.rules ?? main;
  return Array.isArray(found) ? found : undefined;
}

/** Problems with the rules of one plugin. Only the group of its rules distinguishes them from the rules of others. */
function pluginProblems(
  rules: readonly unknown[],
  others: readonly AnyRule[],
  kindIds: readonly string[],
): readonly string[] {
  const problems = checkRules(rules, others, kindIds);
  if (problems.length > 0) return problems;
  const groups = [...new Set((rules as readonly AnyRule[]).map(({ id }) => groupOf(id)))];
  return groups.length > 1
    ? [`its rules are of several groups (${quotedList(groups)}), but must share one`]
    : [];
}
