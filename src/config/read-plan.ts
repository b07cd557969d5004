/**
 * Turns configuration files into a plan. Loaded only if there is a file, with its dependencies: yaml, validators,
 * globs.
 */
import { dirname, resolve } from 'node:path';
import { ruleNames } from '../rule/names.ts';
import { isShellcheckName } from '../rule/peers.ts';
import type { AnyRule } from '../rule/settings.ts';
import { type BuiltIn, withShellcheck } from './built-in.ts';
import { filesOf, type LinkedFile, listed, outOfTree, readChain } from './extends.ts';
import type { Lock } from './lock.ts';
import { type Plan, planWithoutFile } from './merged-config.ts';
import type { Sourced } from './origin.ts';
import { loadPlugins } from './plugins.ts';
import { ConfigError, type Problem } from './problem.ts';
import { originIn, type Reading } from './read-file.ts';
import { unknownRule } from './rule-entries.ts';
import { type RuleReading, type Section, sectionsOf } from './sections.ts';
import { isDirectory, isInTree } from './tree.ts';

export { matcher } from './globs.ts';

/** How configuration files are read. */
export interface PlanReading extends Omit<Reading, 'validators' | 'report'> {
  readonly builtIn: BuiltIn;
  /** Whether ShellCheck looks at scripts, if the command line says so. */
  readonly shellcheck: boolean | undefined;
}

/**
 * Reads a configuration file, everything that it extends, and its plugins.
 * @throws {ConfigError} with all problems.
 */
export async function readPlan(
  path: string,
  { builtIn, shellcheck, ...planReading }: PlanReading,
): Promise<Plan> {
  const problems: Problem[] = [];
  const report = (problem: Problem) => void problems.push(problem);
  const validators = await builtIn.loadValidators();
  const reading = { ...planReading, validators, report };

  const main = await readChain(path, reading);
  const files = main ? filesOf(main) : [];
  const asked =
    shellcheck ?? files.findLast(({ content }) => content.shellcheck !== undefined)?.content.shellcheck;
  const own = asked ? await withShellcheck(builtIn.rules) : builtIn.rules;
  const plugins = await loadPlugins(files, own, reading);
  const rules = [...own, ...plugins.rules];
  const ruleReading = {
    names: ruleNames(rules),
    incomplete: plugins.incomplete,
    validateOptions: (options: unknown) => [
      ...validators.options(options),
      ...plugins.validateOptions(options),
    ],
    report,
  };
  const sections = new Map(files.map((file) => [file, sectionsOf(file, ruleReading)]));
  const locks = files.flatMap((file) => lockOf(file, sections, ruleReading));
  for (const file of files) {
    checkBaseline(file, report);
    checkContexts(file, report);
  }
  if (problems.length > 0) throw new ConfigError(problems);

  const base = planWithoutFile(rules);
  return {
    ...files.reduce(withValues, base),
    files: files.map(({ shown }) => shown),
    texts: new Map(files.map(({ shown, text }) => [shown, text])),
    preset: main?.preset ?? base.preset,
    sections: [...sections.values()].flat(),
    locks,
  };
}

/** The lock of a file: its rules with the settings of this file and of everything that it extends. */
function lockOf(
  file: LinkedFile,
  sections: ReadonlyMap<LinkedFile, readonly Section[]>,
  { names, report, incomplete }: RuleReading,
): readonly Lock[] {
  const rules = new Map<AnyRule, Sourced<AnyRule>>();
  for (const [at, name] of listed(file.content.locked, 'locked')) {
    const found = names.find(name);
    if (found.length === 0 && !incomplete && !isShellcheckName(name)) {
      report({ file: file.shown, ...file.document.placeOfValue(at), ...unknownRule(name, names) });
    }
    for (const rule of found) {
      if (!rules.has(rule)) rules.set(rule, { value: rule, origin: originIn(file, at) });
    }
  }
  if (rules.size === 0) return [];
  return [
    {
      rules: [...rules.values()],
      preset: file.preset?.value ?? 'recommended',
      sections: new Set(filesOf(file).flatMap((one) => sections.get(one)!)),
    },
  ];
}

/** A baseline is read and written, so it must be where the file that names it may reach. */
function checkBaseline(file: LinkedFile, report: Reading['report']): void {
  const { baseline } = file.content;
  if (baseline === undefined || isInTree(baselinePath(file, baseline), file.tree)) return;
  const place = file.document.placeOfValue(['baseline']);
  report({ file: file.shown, ...place, ...outOfTree(`the baseline \`${baseline}\``) });
}

function baselinePath({ path }: LinkedFile, baseline: string): string {
  return resolve(dirname(path), baseline);
}

/** The contexts of a file must be there, and where it may reach. */
function checkContexts(file: LinkedFile, report: Reading['report']): void {
  for (const { path, at } of contextsIn(file)) {
    const problem = !isInTree(path, file.tree)
      ? outOfTree('this build context')
      : isDirectory(path)
        ? undefined
        : {
            message: 'there is no such directory',
            hint: 'A build context is a directory; `path` is relative to this file.',
          };
    if (problem) report({ file: file.shown, ...file.document.placeOfValue(at), ...problem });
  }
}

function contextsIn(file: LinkedFile) {
  return (file.content.context || []).map((entry, index) => ({
    dockerfile: entry.dockerfile,
    path: resolve(dirname(file.path), entry.path),
    at: ['context', index, 'path'] as const,
  }));
}

/** Merges the values for all files into those of the extended files. Lists are joined. */
function withValues(plan: Plan, file: LinkedFile): Plan {
  const { failOn, buildArgs = {}, ignore, plugins, baseline, shellcheck, context } = file.content;
  const sourcedList = (value: typeof ignore, key: string) =>
    listed(value, key).map(([path, one]) => ({ value: one, origin: originIn(file, path) }));
  const args = Object.entries(buildArgs).map(([name, value]) => [
    name,
    { value, origin: originIn(file, ['buildArgs', name]) },
  ]);
  return {
    ...plan,
    failOn: failOn === undefined ? plan.failOn : { value: failOn, origin: originIn(file, ['failOn']) },
    buildArgs: { ...plan.buildArgs, ...Object.fromEntries(args) },
    baseline:
      baseline === undefined
        ? plan.baseline
        : { value: baselinePath(file, baseline), origin: originIn(file, ['baseline']) },
    shellcheck:
      shellcheck === undefined
        ? plan.shellcheck
        : { value: shellcheck, origin: originIn(file, ['shellcheck']) },
    noContext:
      context === undefined
        ? plan.noContext
        : { value: context === false, origin: originIn(file, ['context']) },
    contexts: [
      ...plan.contexts,
      ...contextsIn(file).map(({ at, ...value }) => ({ value, origin: originIn(file, at) })),
    ],
    ignore: [...plan.ignore, ...sourcedList(ignore, 'ignore')],
    plugins: [...plan.plugins, ...sourcedList(plugins, 'plugins')],
  };
}
