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
 * Lays what the command line says over a plan.
 * @throws {ConfigError} for unknown presets, rules and levels, and for locked rules that would be weakened.
 */
export function withCommandLine(
  plan: Plan,
  { preset, select = [], rules = {}, buildArgs = {}, failOn }: LoadOptions,
): Plan {
  const problems: Problem[] = [
    ...(preset === undefined ? [] : presetProblems(preset)),
    ...levelProblems(rules),
  ];
  const names = ruleNames(plan.rules);
  const changes = readEntries(
    rules,
    names,
    (name) => given(`--rule ${name}=${rules[name]}`),
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
  // Values of build arguments are not part of what is shown: they may be secrets.
  const args = Object.entries(buildArgs).map(([name, value]) => [
    name,
    { value, origin: given(`--build-arg ${name}`) },
  ]);
  return {
    ...plan,
    preset:
      preset === undefined
        ? plan.preset
        : { value: findPreset(preset) as PresetName, origin: given(`--preset ${preset}`) },
    sections,
    selection: selectionOf(select, names),
    buildArgs: { ...plan.buildArgs, ...Object.fromEntries(args) },
    failOn: failOn === undefined ? plan.failOn : { value: failOn, origin: given(`--fail-on ${failOn}`) },
  };
}

function given(option: string): Origin {
  return { kind: 'command-line', option };
}
