import { schemaUri } from '../rule/links.ts';
import type { AnyRule } from '../rule/settings.ts';
import { presetNames, presetPrefix } from './presets.ts';
import { failOnValues, type RuleOptions } from './schema.ts';

/** The text of a configuration that changes nothing and shows in comments what can be changed. */
export function initialConfiguration(rules: readonly AnyRule[]): string {
  const uri = schemaUri();
  const optIn = rules.filter(isOptIn);
  const configurable = rules.filter((rule) => isConfigurable(rule) && !optIn.includes(rule));
  return `# yaml-language-server: $schema=${uri}
## Where azml-lint is installed, ./node_modules/azml-lint/schema/config.schema.json says the same without a network.
$schema: ${uri}

## What this builds on: ${presetNames.map((name) => presetPrefix + name).join(', ')}, a file, or a package.
extends: ${presetPrefix}recommended

## Lines with one # are settings that are commented out; lines with two are about them.

## The least severity that makes a run fail: ${failOnValues.join(', ')}.
# failOn: warning

## Levels (off, info, warning, error) and options of rules, by id, alias, or \`group/*\`.
## \`azml-lint rules\` lists all rules, \`azml-lint explain ID\` shows the page of one.
# rules:
#   ## Rules with options. What stands here is what holds anyway.
${commented(configurable.map((rule) => [`${rule.id}: ${flow(shownOptions(rule))}`, rule]))}
#   ## Rules that are off until they are switched on.
${commented(optIn.map((rule) => [`${rule.id}: ${switchedOn(rule)}`, rule]))}

## Settings for some files only.
# overrides:
#   - files: experiments/**
#     rules:
#       apt/*: info

## Values for ARGs, as \`docker build --build-arg\` gives them.
# buildArgs:
#   PYTHON_VERSION: "3.12"

## Files and directories that are not linted when a directory is searched.
# ignore:
#   - vendor
`;
}

/** Lines of \`rules\` in comments, each under the title of its rule. */
function commented(lines: readonly (readonly [string, AnyRule])[]): string {
  return lines.map(([line, { title }]) => `#   ## ${title}\n#   ${line}`).join('\n');
}

/** The entry of a rule that is switched on, with its options. */
function switchedOn(rule: AnyRule): string {
  const level = rule.strictLevel === undefined || rule.strictLevel === 'off' ? 'warning' : rule.strictLevel;
  return isConfigurable(rule) ? `[${level}, ${flow(shownOptions(rule))}]` : level;
}

/** It has options, and an example for each required one. */
function isConfigurable(rule: AnyRule): boolean {
  const { required = [] } = rule.options ?? {};
  return rule.options !== undefined && required.every((name) => exampleOf(rule, name) !== undefined);
}

function isOptIn({ level, options }: AnyRule): boolean {
  return Object.values(level).every((one) => one === 'off') && !options?.required?.length;
}

function shownOptions(rule: AnyRule): RuleOptions {
  const { defaults, required = [] } = rule.options!;
  return {
    ...(defaults as RuleOptions),
    ...Object.fromEntries(required.map((name) => [name, exampleOf(rule, name)])),
  };
}

function exampleOf({ options }: AnyRule, name: string): unknown {
  const schemas = (options?.schema ?? {}) as Readonly<Record<string, { examples?: readonly unknown[] }>>;
  return schemas[name]?.examples?.[0];
}

/** A value on one line. JSON is YAML, and blanks make it easier to read. */
function flow(value: unknown): string {
  return JSON.stringify(value, undefined, 1).replace(/\n\s*/g, ' ');
}
