/** azml-lint as a program sees it that imports it: `lint`, and all that rules are written with. */

import type { LintOptions } from './config/call-options.ts';
import { keptSettings } from './config/kept-settings.ts';
import { kindIds, kindOf } from './kinds/index.ts';
import { type LintResult, lintSource } from './lint.ts';

// Lint a text.

export type { LintOptions, SettingsOptions } from './config/call-options.ts';
export type { PresetName } from './config/presets.ts';
export { ConfigError, type Problem } from './config/problem.ts';
export type { RuleEntries, RuleEntry, RuleOptions } from './config/schema.ts';
export * from './core.ts';
// Here, because it needs the YAML parser, which rules do not need.
export { readAzuremlYaml } from './kinds/azureml-yaml/read.ts';
export type { LintResult, OtherResult } from './lint.ts';

/**
 * Lints the text of one file: a Dockerfile, or an Azure ML YAML. Pure: it uses no files, not even configuration files, no
 * environment and no clock.
 *
 * @param options settings that are left out are as without a configuration file
 * @throws {ConfigError} for options that cannot be used; never for what is in the text
 *
 * @example
 * const { findings } = lint('FROM ubuntu\n', { rules: { 'base-image/*': 'off', 'base-image/untagged': 'error' } });
 * findings.map(({ rule, severity, range }) => [rule, severity, range.start.line]); // => [['base-image/untagged', 'error', 1]]
 *
 * @example
 * const { findings } = lint('name: AzureML-mine\nimage: ubuntu:24.04\n', { path: 'environment.yml' });
 * findings.map(({ rule }) => rule); // => ['environment/reserved-name']
 */
export function lint(source: string, { path, ...options }: LintOptions = {}): LintResult {
  return lintSource(source, keptSettings(options, kindIds), path, kindOf(source, path));
}
