/**
 * What a configuration file may contain, apart from the rules: the types, and the JSON Schemas that editors show and
 * that validate files.
 */
import { type ImageFamily, imageFamilies } from '../image/family.ts';
import { type Level, type Severity, severities } from '../rule/finding.ts';
import type { AnyRule } from '../rule/settings.ts';
import { presetNames, presetPrefix } from './presets.ts';

/** What a configuration says about a rule: its level, its options (which keep the level), or both. */
export type RuleEntry =
  | Level
  | readonly [Level]
  | readonly [Level, RuleOptions]
  | readonly [RuleOptions]
  | RuleOptions;
/** Options of a rule by name. */
export type RuleOptions = Readonly<Record<string, unknown>>;
/** What a configuration says about rules, by id, alias or `group/*`. */
export type RuleEntries = Readonly<Record<string, RuleEntry>>;

/** The lowest severity that makes a run fail. */
export type FailOn = Severity | 'never';

/** A valid configuration file. */
export interface ConfigurationFile {
  readonly $schema?: string;
  readonly extends?: OneOrMore;
  readonly plugins?: OneOrMore;
  readonly rules?: RuleEntries;
  readonly overrides?: readonly Override[];
  readonly family?: ImageFamily;
  readonly buildArgs?: Readonly<Record<string, string>>;
  readonly failOn?: FailOn;
  readonly ignore?: OneOrMore;
  readonly locked?: OneOrMore;
  readonly baseline?: string;
  readonly shellcheck?: boolean;
  readonly context?: false | readonly ContextEntry[];
  readonly managedBuild?: ManagedBuild;
}

/** Settings for some files only. */
export interface Override {
  readonly files: OneOrMore;
  readonly rules?: RuleEntries;
  readonly family?: ImageFamily;
  readonly managedBuild?: ManagedBuild;
}

/** The build context of some Dockerfiles. */
interface ContextEntry {
  /** A glob. */
  readonly dockerfile: string;
  /** The folder. */
  readonly path: string;
}

/** Whether Azure ML builds images itself. `auto`: those that an Azure ML YAML names. */
export type ManagedBuild = boolean | 'auto';

export type OneOrMore = string | readonly string[];

export const levels = ['off', ...[...severities].reverse()] as readonly Level[];
export const failOnValues = [...severities, 'never'] as const satisfies readonly FailOn[];

const level = {
  description:
    'Whether the rule reports, and how bad its findings are; it then applies to every family of base image.',
  enum: levels,
};

const globs =
  'Globs, relative to the directory of this file. One without a slash applies in every directory.';
const family = {
  description: 'The family of base image to assume, instead of the one that follows from the base image.',
  enum: imageFamilies,
};
const managedBuild = {
  description:
    'Whether Azure ML builds the images itself, without build arguments and from what its client uploads; `auto`: those of Dockerfiles that an Azure ML YAML names.',
  enum: [true, false, 'auto'],
};
const rules = { $ref: '#/definitions/rules' };

/** The entry of a rule: its level, its options, or a list of either or both. */
export function ruleEntrySchema(options: object): object {
  const level = { $ref: '#/definitions/level' };
  // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema
  const first = { if: { type: 'object' }, then: options, else: level };
  return {
    anyOf: [level, { type: 'array', items: [first, options], minItems: 1, additionalItems: false }, options],
  };
}

/** The keys of a configuration file, each with its JSON Schema. */
export const keySchemas = {
  $schema: { type: 'string', description: 'The JSON Schema of this file, for editors.' },
  extends: oneOrMore(
    'What this file builds on. A later entry overrides an earlier one, and this file overrides all of them.',
    `A preset (${presetNames.map((name) => `\`${presetPrefix}${name}\``).join(', ')}), a path relative to this file, or a package.`,
    { examples: presetNames.map((name) => presetPrefix + name) },
  ),
  plugins: oneOrMore(
    'Modules with more rules.',
    'A path relative to this file, or a package: a module that exports `rules`.',
  ),
  rules,
  overrides: {
    type: 'array',
    description: 'Settings for some files only. A later entry overrides an earlier one.',
    items: { $ref: '#/definitions/override' },
  },
  family,
  buildArgs: {
    type: 'object',
    description: 'Values for ARGs, as `docker build --build-arg` gives them.',
    additionalProperties: { type: 'string' },
  },
  failOn: {
    description: 'The least severity that makes a run fail (exit status 1).',
    enum: failOnValues,
    default: 'warning',
  },
  ignore: oneOrMore('Files and directories that are not linted when a directory is searched.', globs),
  locked: oneOrMore(
    'Rules that a configuration which extends this one cannot weaken, and that no comment can suppress.',
    'The id or alias of a rule, or `group/*`.',
  ),
  baseline: {
    type: 'string',
    description: 'The file of old findings that are not reported, relative to this file.',
    minLength: 1,
  },
  shellcheck: {
    type: 'boolean',
    description: 'Whether ShellCheck looks at the scripts of RUNs too. It must be installed.',
    default: false,
  },
  context: {
    description: 'The build contexts of Dockerfiles; `false`: nothing but the text of a file is looked at.',
    // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema
    ...{ if: { type: 'array' }, then: { type: 'array', items: { $ref: '#/definitions/context' } } },
    else: { enum: [false] },
  },
  managedBuild: { ...managedBuild, default: 'auto' },
};

/** The keys of an entry of `overrides`, each with its JSON Schema. */
export const overrideKeySchemas = {
  files: oneOrMore('The files that it applies to.', globs),
  rules,
  family,
  managedBuild,
};

/** A whole configuration file; the caller gives the schema of its `rules`. */
export function fileSchema(rules: object) {
  return {
    type: 'object',
    properties: keySchemas,
    additionalProperties: false,
    definitions: {
      level,
      rules: {
        type: 'object',
        description: 'Levels and options of rules, by id, alias, or `group/*`.',
        ...rules,
      },
      context: {
        type: 'object',
        properties: {
          dockerfile: { type: 'string', minLength: 1, description: `The Dockerfiles. ${globs}` },
          path: { type: 'string', minLength: 1, description: 'The folder, relative to this file.' },
        },
        required: ['dockerfile', 'path'],
        additionalProperties: false,
      },
      override: {
        type: 'object',
        properties: overrideKeySchemas,
        required: ['files'],
        additionalProperties: false,
      },
    },
  };
}

/** The options of one rule. An option that is not given keeps its default. */
export function optionsSchema(rule: AnyRule): object {
  const defaults = defaultsOf(rule);
  const properties = Object.entries((rule.options?.schema ?? {}) as Record<string, object>).map(
    ([name, schema]) => {
      const value = defaults[name];
      return [name, value === undefined ? schema : { ...schema, default: value }];
    },
  );
  return { type: 'object', properties: Object.fromEntries(properties), additionalProperties: false };
}

/**
 * The options without any configuration. A required option has no default; its value is then an empty one of its type.
 */
export function defaultsOf({ options }: AnyRule): RuleOptions {
  const required: readonly string[] = options?.required ?? [];
  return Object.fromEntries(
    Object.entries(options?.defaults ?? {}).filter(([name]) => !required.includes(name)),
  );
}

/** The options of several rules, by id. Rules without options are left out. */
export function optionsByRuleSchema(rules: readonly AnyRule[]): object {
  const configurable = rules.filter((rule) => rule.options !== undefined);
  return {
    type: 'object',
    properties: Object.fromEntries(configurable.map((rule) => [rule.id, optionsSchema(rule)])),
  };
}

function oneOrMore(description: string, each: string, more: object = {}): object {
  const one = { type: 'string', description: each, minLength: 1, ...more };
  return { description: `${description} ${each}`, anyOf: [one, { type: 'array', items: one }] };
}
