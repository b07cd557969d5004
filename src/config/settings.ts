import { rules as builtInRules } from '../../rules/index.generated.ts';
import { catalogDate } from '../image/catalog.ts';
import { surroundingsWith } from '../model/surroundings.ts';
import { checkRules } from '../rule/check-rule.ts';
import { ruleNames } from '../rule/names.ts';
import type { Settings } from '../rule/settings.ts';
import { callProblems, type SettingsOptions } from './call-options.ts';
import { allowedHint } from './did-you-mean.ts';
import { effectiveRules, missingOptions, ruleSettings } from './effective.ts';
import { findPreset, presetNames } from './presets.ts';
import { ConfigError, type Problem } from './problem.ts';
import { readEntries } from './rule-entries.ts';
import { levels } from './schema.ts';

/**
 * The settings for `lint` without any configuration file. Pure.
 *
 * @param kindIds the kinds of file that there are; without them, those that plugins name are not checked
 * @throws {ConfigError} for unknown presets, rules, levels and options, for values of another type, and for plugins that are not rules.
 */
export function settingsOf(options: SettingsOptions, kindIds?: readonly string[]): Settings {
  const misread = callProblems(options);
  if (misread.length > 0) throw new ConfigError(misread);
  const {
    preset = 'recommended',
    rules: entries = {},
    plugins = [],
    buildArgs = {},
    now = catalogDate,
    family,
    context,
    managedBuild,
  } = options;
  const problems: Problem[] = [
    ...presetProblems(preset),
    ...checkRules(plugins, builtInRules, kindIds).map((message) => ({ message })),
    ...levelProblems(entries),
  ];
  if (problems.length > 0) throw new ConfigError(problems);

  const rules = [...builtInRules, ...plugins];
  const changes = readEntries(
    entries,
    ruleNames(rules),
    () => ({ kind: 'call' }),
    (_name, problem) => problems.push(problem),
  );
  const effective = effectiveRules(rules, preset, changes);
  problems.push(...missingOptions(effective));
  if (problems.length > 0) throw new ConfigError(problems);
  return {
    rules: ruleSettings(effective),
    buildArgs,
    now,
    ...(family && { family }),
    ...((context || managedBuild !== undefined) && {
      surroundings: surroundingsWith(context, managedBuild),
    }),
  };
}

/** Problems with the name of a preset. */
export function presetProblems(preset: string): readonly Problem[] {
  if (findPreset(preset)) return [];
  return [{ message: `unknown preset \`${preset}\``, hint: allowedHint(preset, 'Presets', presetNames) }];
}

/** Problems with levels that come from a program or a command line. */
export function levelProblems(entries: Readonly<Record<string, unknown>>): readonly Problem[] {
  return Object.entries(entries).flatMap(([name, entry]) => {
    const level: unknown = Array.isArray(entry) ? entry[0] : entry;
    const isOptions = typeof level === 'object' && level !== null && !Array.isArray(level);
    if (isOptions || (levels as readonly unknown[]).includes(level)) return [];
    return [
      {
        message: `\`${level}\` is no level for \`${name}\``,
        hint: allowedHint(String(level), 'Levels', levels),
      },
    ];
  });
}
