import { readFileSync } from 'node:fs';
import { expect, it, test } from 'vitest';
import { builtIn } from '../src/config/built-in.ts';
import { configurationLoader } from '../src/config/load.ts';
import { presetNames, presetPrefix } from '../src/config/presets.ts';
import { keySchemas } from '../src/config/schema.ts';
import { project } from './config-samples.ts';

const page = readFileSync(new URL('../docs/configuration.md', import.meta.url), 'utf8');
const examples = [...page.matchAll(/^```yaml\n(.*?)^```$/gms)].map(([, text]) => text!);

/** The files and packages that the examples name. */
const surroundings = {
  'policy.yaml': examples.find((text) => text.startsWith('# policy.yaml'))!,
  'lint/rules.mjs': `const level = { inference: 'off', training: 'off', other: 'off' };
    export const rules = [{ id: 'acme/no-curl', title: 'curl', level, messages: { found: 'Found.' }, check() {} }];`,
  'node_modules/azml-lint-plugin-acme/index.js': 'exports.rules = [];',
  'node_modules/azml-lint-plugin-acme/package.json':
    '{ "name": "azml-lint-plugin-acme", "main": "index.js" }',
  'node_modules/@acme/azml-policy/policy.yaml': 'failOn: error',
  'node_modules/@acme/azml-policy/package.json':
    '{ "name": "@acme/azml-policy", "exports": "./policy.yaml" }',
};

test.each(examples)('the example works: %s', async (text) => {
  const root = project({ ...surroundings, '.azml-lint.yaml': text });
  const configuration = await configurationLoader({ cwd: root, now: '2026-07-31' }, builtIn)('Dockerfile');
  expect(configuration.settingsFor('Dockerfile').rules.length).toBeGreaterThanOrEqual(builtIn.rules.length);
});

it('names every key and preset', () => {
  for (const key of Object.keys(keySchemas)) expect(page).toContain(`| \`${key}\` |`);
  for (const name of presetNames) expect(page).toContain(`| \`${presetPrefix}${name}\` |`);
});
