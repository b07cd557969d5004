import type { Level, Severity } from '../rule/finding.ts';
import type { FamilyLevels, OptionsOf } from '../rule/rule.ts';
import type { AnyRule, RuleSetting } from '../rule/settings.ts';
import type { Origin, Sourced } from './origin.ts';
import { type PresetName, presets } from './presets.ts';
import type { Problem } from './problem.ts';

/** What one place of a configuration says about one rule. */
export interface RuleChange {
  readonly rule: AnyRule;
  readonly level: Sourced<Level> | undefined;
  readonly options: SourcedOptions;
}

/** A rule as it will run, with the origin of each setting. */
export interface EffectiveRule {
  readonly rule: AnyRule;
  readonly level: Sourced<Level | FamilyLevels>;
  /** The preset raises lower severities to this one; it has no effect on a level that is set. */
  readonly atLeast: Severity | undefined;
  readonly options: SourcedOptions;
}

type SourcedOptions = Readonly<Record<string, Sourced<unknown>>>;

/** The settings of every rule after the changes are applied to a preset, one after the other. In order of id. */
export function effectiveRules(
  rules: readonly AnyRule[],
  preset: PresetName,
  changes: readonly RuleChange[],
): readonly EffectiveRule[] {
  const byId = new Map(rules.map((rule) => [rule.id, presetRule(rule, preset)]));
  for (const { rule, level, options } of changes) {
    const before = byId.get(rule.id)!;
    byId.set(rule.id, {
      rule,
      level: level ?? before.level,
      atLeast: level ? undefined : before.atLeast,
      options: { ...before.options, ...options },
    });
  }
  return [...byId.values()].map(onceConfigured).sort((a, b) => (a.rule.id < b.rule.id ? -1 : 1));
}

/**
 * Enables a rule that needs configuration as soon as it is configured, and sets a policy whose options were changed to
 * the level for that case, unless the configuration sets the level.
 */
function onceConfigured(effective: EffectiveRule): EffectiveRule {
  const { rule, level, options } = effective;
  const { required = [], ownPolicy = [] }: Partial<OptionsOf<Record<string, unknown>>> = rule.options ?? {};
  const origin = (isSwitchedOn(effective) ? ownPolicy : [...required, ...ownPolicy])
    .map((name) => options[name]?.origin)
    .find((given) => given !== undefined && given.kind !== 'default' && given.kind !== 'preset');
  if (!origin || level.origin.kind !== 'preset') return effective;
  return { ...effective, level: { value: rule.strictLevel ?? 'warning', origin } };
}

/** A rule as the preset has it. */
function presetRule(rule: AnyRule, preset: PresetName): EffectiveRule {
  const { level, atLeast, options } = presets[preset].settingFor(rule);
  const origin: Origin = { kind: 'preset', preset };
  return {
    rule,
    level: { value: level, origin },
    atLeast,
    options: {
      ...sourced(rule.options?.defaults ?? {}, { kind: 'default' }),
      ...sourced(options ?? {}, origin),
    },
  };
}

function sourced(values: Readonly<Record<string, unknown>>, origin: Origin): SourcedOptions {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, { value, origin }]));
}

/** The same without the origins, for the engine. */
export function ruleSettings(rules: readonly EffectiveRule[]): readonly RuleSetting[] {
  return rules.map(({ rule, level, atLeast, options }) => ({
    rule,
    level: level.value,
    ...(atLeast && { atLeast }),
    options: Object.fromEntries(Object.entries(options).map(([name, { value }]) => [name, value])),
  }));
}

/** Enabled rules that lack a required option. */
export function missingOptions(rules: readonly EffectiveRule[]): readonly Problem[] {
  return rules.filter(isSwitchedOn).flatMap(({ rule, level, options }) =>
    (rule.options?.required ?? [])
      .filter((name) => (options[name]?.origin.kind ?? 'default') === 'default')
      .map((name) => ({
        ...placeOf(level.origin),
        message: `\`${rule.id}\` needs the option \`${name}\``,
        hint: `Write \`${rule.id}: [warning, { ${name}: … }]\`.`,
      })),
  );
}

/** Whether a rule is enabled for at least one family. */
export function isSwitchedOn({ level: { value } }: EffectiveRule): boolean {
  return typeof value === 'string' ? value !== 'off' : Object.values(value).some((one) => one !== 'off');
}

/** Where a problem with a setting is reported. */
function placeOf(origin: Origin): Pick<Problem, 'file' | 'line' | 'column'> {
  return origin.kind === 'file' ? { file: origin.file, line: origin.line, column: origin.column } : {};
}
