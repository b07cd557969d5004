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

/**
 * Overrides a plan with what the command line says.
 * @throws {ConfigError} for unknown presets, rules and levels, and for locked rules that would be weakened.
 */
export function withCommandLine(
  plan: Plan,
  { preset, select = [], rules = {}, buildArgs = {}, failOn, shellcheck }: LoadOptions,
): Plan {
  const problems: Problem[] = [
    ...(preset === undefined ? [] : presetProblems(preset)),
    ...levelProblems(rules),
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

function optionOrigin(option: string): Origin {
  return { kind: 'command-line', option };
}
