/** azml-lint as a program sees it that imports it: `lint`, and all that rules are written with. */

import type { LintOptions } from './config/call-options.ts';
import './late-modules.ts';
import { keptSettings } from './config/kept-settings.ts';
import { kindIds, kindOf } from './kinds/index.ts';
import { type LintResult, lintSource } from './lint.ts';
import { projectOf } from './project/project.ts';

// Lint a text.

export type { LintOptions, SettingsOptions } from './config/call-options.ts';
export type { PresetName } from './config/presets.ts';
export { ConfigError, type Problem } from './config/problem.ts';
export type { RuleEntries, RuleEntry, RuleOptions } from './config/schema.ts';
// Here, because rules are given the files that there are.
export { filesOf } from './context/files.ts';
export * from './core.ts';
// Here, because no rule asks for them.
export type { BaseFacts, ImageParts, InventoryEntry, NamedImage } from './inventory/entry.ts';
export { inventoryOf } from './inventory/inventory.ts';
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
 *
 * @example
 * const files = filesOf({ '.dockerignore': '*.pkl', 'model.pkl': '' });
 * const { findings } = lint('FROM python:3.12\nCOPY model.pkl /opt/\n', { path: 'Dockerfile', files, rules: { 'base-image/*': 'off' } });
 * findings.map(({ rule }) => rule); // => ['copy/source-ignored']
 */
export function lint(source: string, { path, files, ...options }: LintOptions = {}): LintResult {
  const settings = keptSettings(options, kindIds);
  const kind = kindOf(source, path);
  if (files === undefined || path === undefined || settings.surroundings)
    return lintSource(source, settings, path, kind);
  const surroundings = projectOf(files).surroundingsOf(`/${path}`, settings);
  return lintSource(source, { ...settings, surroundings }, path, kind);
}
