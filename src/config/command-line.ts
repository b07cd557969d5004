import { resolve } from 'node:path';
import { ruleNames } from '../rule/names.ts';
import type { LoadOptions } from './load-options.ts';
import { alike, attemptsOf, attemptText } from './lock.ts';
import type { Plan } from './merged-config.ts';
import type { Origin } from './origin.ts';
import { findPreset, type PresetName } from './presets.ts';
import { ConfigError, type Problem } from './problem.ts';
import { readEntries } from './rule-entries.ts';
import type { Section } from './sections.ts';
import { selectionOf } from './selection.ts';
import { levelProblems, presetProblems } from './settings.ts';
import { isDirectory } from './tree.ts';

/**
 * Overrides a plan with what the command line says.
 * @throws {ConfigError} for unknown presets, rules and levels, and for locked rules that would be weakened.
 */
export function withCommandLine(
  plan: Plan,
  { cwd, preset, select = [], rules = {}, buildArgs = {}, failOn, shellcheck, ...others }: LoadOptions,
): Plan {
  const problems: Problem[] = [
    ...(preset === undefined ? [] : presetProblems(preset)),
    ...levelProblems(rules),
    ...directoryProblems(others, cwd),
  ];
  const names = ruleNames(plan.rules);
  const changes = readEntries(
    rules,
    names,
    (name) => optionOrigin(`--rule ${name}=${rules[name]}`),
    (name, { message, hint }) =>
      problems.push({ message: `--rule ${name}=${rules[name]}: ${message}`, ...(hint && { hint }) }),
  );
  const section: Section = { files: undefined, changes, family: undefined };
  const sections = [...plan.sections, section];
  for (const attempts of alike(attemptsOf(plan.locks, sections))) {
    const [{ origin }] = attempts;
    if (origin.kind === 'command-line')
      problems.push({ message: `${origin.option}: ${attemptText(attempts)}` });
  }
  if (problems.length > 0) throw new ConfigError(problems);
  // The values of build arguments may be secrets and are not shown.
  const args = Object.entries(buildArgs).map(([name, value]) => [
    name,
    { value, origin: optionOrigin(`--build-arg ${name}`) },
  ]);
  return {
    ...plan,
    preset:
      preset === undefined
        ? plan.preset
        : { value: findPreset(preset) as PresetName, origin: optionOrigin(`--preset ${preset}`) },
    sections,
    ...contextsGiven(plan, others, cwd),
    selection: selectionOf(select, names),
    buildArgs: { ...plan.buildArgs, ...Object.fromEntries(args) },
    failOn:
      failOn === undefined ? plan.failOn : { value: failOn, origin: optionOrigin(`--fail-on ${failOn}`) },
    shellcheck:
      shellcheck === undefined
        ? plan.shellcheck
        : { value: shellcheck, origin: optionOrigin(shellcheck ? '--shellcheck' : '--no-shellcheck') },
  };
}

/** Problems with the directories that are given as build contexts. */
function directoryProblems(
  { context, buildContexts = {} }: Pick<LoadOptions, 'context' | 'buildContexts'>,
  cwd: string,
): readonly Problem[] {
  const given: readonly (readonly [option: string, path: string])[] = [
    ...(typeof context === 'string' ? [[`--context ${context}`, context] as const] : []),
    ...Object.entries(buildContexts).map(
      ([name, path]) => [`--build-context ${name}=${path}`, path] as const,
    ),
  ];
  return given
    .filter(([, path]) => !isDirectory(resolve(cwd, path)))
    .map(([option]) => ({ message: `${option}: there is no such directory` }));
}

/** What the command line says of build contexts. */
function contextsGiven(
  plan: Plan,
  { context, buildContexts = {} }: Pick<LoadOptions, 'context' | 'buildContexts'>,
  cwd: string,
): Pick<Plan, 'noContext' | 'contexts' | 'buildContexts'> {
  const named = Object.entries(buildContexts).map(([name, path]) => [
    name,
    { value: resolve(cwd, path), origin: optionOrigin(`--build-context ${name}=${path}`) },
  ]);
  const own = { ...plan.buildContexts, ...Object.fromEntries(named) };
  if (context === undefined)
    return { noContext: plan.noContext, contexts: plan.contexts, buildContexts: own };
  const origin = optionOrigin(context === false ? '--no-context' : '--context');
  const noContext = { value: context === false, origin };
  const given =
    context === false ? [] : [{ value: { dockerfile: undefined, path: resolve(cwd, context) }, origin }];
  return { noContext, contexts: [...plan.contexts, ...given], buildContexts: own };
}

function optionOrigin(option: string): Origin {
  return { kind: 'command-line', option };
}
