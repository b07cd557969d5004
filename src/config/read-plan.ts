/** From configuration files to a plan. Loaded only when there is a file, with all that it needs: yaml, validators, globs. */
import { ruleNames } from '../rule/names.ts';
import type { BuiltIn } from './built-in.ts';
import { type LinkedFile, listed, originIn, readChain } from './chain.ts';
import { type Plan, planWithoutFile } from './plan.ts';
import { loadPlugins } from './plugins.ts';
import { ConfigError, type Problem } from './problem.ts';
import { sectionsOf } from './sections.ts';

export { matcher } from './globs.ts';

/**
 * Reads a configuration file, all that it extends, and its plugins.
 * @throws {ConfigError} with everything that is wrong.
 */
export async function readPlan(
  path: string,
  { cwd, mayExecute, builtIn }: { cwd: string; mayExecute: boolean; builtIn: BuiltIn },
): Promise<Plan> {
  const problems: Problem[] = [];
  const report = (problem: Problem) => void problems.push(problem);
  const validators = await builtIn.loadValidators();
  const reading = { cwd, mayExecute, validators, report };

  const { files, preset } = await readChain(path, reading);
  const plugins = await loadPlugins(files, builtIn.rules, reading);
  const rules = [...builtIn.rules, ...plugins.rules];
  const ruleReading = {
    names: ruleNames(rules),
    incomplete: plugins.incomplete,
    validateOptions: (options: unknown) => [
      ...validators.options(options),
      ...plugins.validateOptions(options),
    ],
    report,
  };
  const sections = files.flatMap((file) => sectionsOf(file, ruleReading));
  if (problems.length > 0) throw new ConfigError(problems);

  const base = planWithoutFile(rules);
  return {
    ...files.reduce(withValues, base),
    files: files.map(({ shown }) => shown),
    preset: preset ?? base.preset,
    sections,
  };
}

/** Lays the values that hold for all files over those of what is extended. Lists add up. */
function withValues(plan: Plan, file: LinkedFile): Plan {
  const { failOn, buildArgs = {}, ignore, plugins } = file.content;
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
    ignore: [...plan.ignore, ...sourcedList(ignore, 'ignore')],
    plugins: [...plan.plugins, ...sourcedList(plugins, 'plugins')],
  };
}
