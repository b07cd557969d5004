import { rules as builtInRules } from '../../rules/index.generated.ts';
import type { BuildContext } from '../context/context.ts';
import { catalogDate } from '../image/catalog.ts';
import type { ImageFamily } from '../image/family.ts';
import { checkRules } from '../rule/check-rule.ts';
import { ruleNames } from '../rule/names.ts';
import type { AnyRule, Settings } from '../rule/settings.ts';
import { allowedHint } from './did-you-mean.ts';
import { effectiveRules, missingOptions, ruleSettings } from './effective.ts';
import { findPreset, type PresetName, presetNames } from './presets.ts';
import { ConfigError, type Problem } from './problem.ts';
import { readEntries } from './rule-entries.ts';
import { levels, type RuleEntries } from './schema.ts';

/** Settings as a program gives them; without a setting, the value is the one without a configuration file. */
export interface SettingsOptions {
  /** `recommended` if not given. */
  readonly preset?: PresetName;
  /** Levels and options by id, alias or `group/*`. Values of options are not checked. */
  readonly rules?: RuleEntries;
  /** Rules in addition to the built-in ones. */
  readonly plugins?: readonly AnyRule[];
  /** Values for ARGs, as `docker build --build-arg` gives them. */
  readonly buildArgs?: Readonly<Record<string, string>>;
  /**
   * The day with which ages are compared, `YYYY-MM-DD`; by default the day of the image catalog, so that results do not
   * change over time.
   */
  readonly now?: string;
  /** The family of base image to assume. */
  readonly family?: ImageFamily;
  /** The files that the build can reach, beside the text; unknown if not given. */
  readonly context?: BuildContext;
}

/** How to lint one text. */
export interface LintOptions extends SettingsOptions {
  /**
   * The name of its file, with forward slashes. It decides the kind of file, together with the text (an Azure ML YAML is
   * called `*.yml` or `*.yaml`), and is the `path` of findings. Without it, the text is a Dockerfile.
   */
  readonly path?: string;
}

/**
 * The settings for `lint` without any configuration file. Pure.
 *
 * @param kindIds the kinds of file that there are; without them, those that plugins name are not checked
 * @throws {ConfigError} for unknown presets, rules, levels and options, and for plugins that are not rules.
 */
export function settingsOf(options: SettingsOptions, kindIds?: readonly string[]): Settings {
  const {
    preset = 'recommended',
    rules: entries = {},
    plugins = [],
    buildArgs = {},
    now = catalogDate,
    family,
    context,
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
    ...(context && { context }),
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
    const isOptions = typeof entry === 'object' && entry !== null && !Array.isArray(entry);
    if (isOptions || (levels as readonly unknown[]).includes(level)) return [];
    return [
      {
        message: `\`${level}\` is no level for \`${name}\``,
        hint: allowedHint(String(level), 'Levels', levels),
      },
    ];
  });
}
