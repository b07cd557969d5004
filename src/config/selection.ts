/** `--select`: runs only some of the rules that a configuration has. */
import type { RuleNames } from '../rule/names.ts';
import type { AnyRule } from '../rule/settings.ts';
import { type EffectiveRule, isSwitchedOn } from './effective.ts';
import type { Origin } from './origin.ts';
import { ConfigError, type Problem } from './problem.ts';
import { notSelectable } from './rule-entries.ts';

/** The only rules to run. */
export interface Selection {
  readonly rules: ReadonlySet<AnyRule>;
  /** The rules that are named individually: they run even if they are off. */
  readonly single: ReadonlySet<AnyRule>;
  readonly origin: Origin;
}

/**
 * The rules that some names refer to: ids, aliases, `group/*`, or just `group`. Without names there is no selection.
 * @throws {ConfigError} for a name that no rule has.
 */
export function selectionOf(given: readonly string[], names: RuleNames): Selection | undefined {
  if (given.length === 0) return undefined;
  const problems: Problem[] = [];
  const rules = new Set<AnyRule>();
  const single = new Set<AnyRule>();
  for (const name of given) {
    const named = names.find(name);
    const found = names.findAny(name);
    const [only] = named;
    for (const rule of found) rules.add(rule);
    if (only !== undefined && named.length === 1 && !name.endsWith('/*')) single.add(only);
    if (found.length > 0) continue;
    const { message, hint } = notSelectable(name, names);
    problems.push({ message: `--select ${name}: ${message}`, hint });
  }
  if (problems.length > 0) throw new ConfigError(problems);
  return { rules, single, origin: { kind: 'command-line', option: `--select ${given.join(',')}` } };
}

/** Disables every rule that is not selected, and enables those that are named individually. */
export function withSelection(
  rules: readonly EffectiveRule[],
  selection: Selection | undefined,
): readonly EffectiveRule[] {
  if (selection === undefined) return rules;
  const { origin, single } = selection;
  return rules.map((effective): EffectiveRule => {
    const { rule } = effective;
    if (!selection.rules.has(rule)) return { ...effective, level: { value: 'off', origin } };
    if (isSwitchedOn(effective) || !single.has(rule)) return effective;
    return { ...effective, level: { value: rule.strictLevel ?? 'warning', origin } };
  });
}
