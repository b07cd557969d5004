import { Ajv } from 'ajv';
import { describe, expect, it, test } from 'vitest';
import { parse } from 'yaml';
import { rules } from '../rules/index.generated.ts';
import { generateConfigSchema, schemaText } from '../scripts/generate/config-schema.ts';
import { builtIn } from '../src/config/built-in.ts';
import { initialConfiguration } from '../src/config/init-template.ts';
import { configurationLoader } from '../src/config/load.ts';
import { ajvOptions } from '../src/config/validation.ts';
import { checkRules } from '../src/rule/check-rule.ts';
import { schemaUri } from '../src/rule/links.ts';
import type { AnyRule } from '../src/rule/settings.ts';
import { problemsIn, project, ruleNamed, sampleRules, samples } from './config-samples.ts';

const ajv = new Ajv({ ...ajvOptions, keywords: ['markdownDescription'] });

describe('the schema for editors', () => {
  const validate = ajv.compile(generateConfigSchema(sampleRules));

  /** What the program accepts and refuses without reading another file, an editor accepts and refuses too. */
  test.each([
    ['', true],
    ['extends: azml-lint:strict', true],
    ['extends: [strict, all]', true],
    [
      'rules: { apt/lists-kept: off, DL3015: [info], apt/*: [error], MultipleInstructionsDisallowed: info }',
      true,
    ],
    ['rules: { DL3026: [error, { allow: [a], stages: all }] }', true],
    ['rules: { base-image/not-allowed: { copySources: true } }', true],
    ['overrides: [{ files: [a, b], rules: { DL3009: info }, family: training }]', true],
    ['buildArgs: { A: "1" }\nfailOn: never\nignore: vendor\nfamily: other', true],
    ['shellcheck: true\nrules: { SC2086: off, shellcheck/SC2046: [error], shellcheck/*: info }', true],
    ['rules: { SC2086: off, shellcheck/SC2046: [error], shellcheck/*: info }', true],
    ['context: false\nmanagedBuild: auto', true],
    ['context: [{ dockerfile: a, path: . }]\nmanagedBuild: true', true],
    ['context: [{ dockerfile: a }]', false],
    ['context: .', false],
    ['managedBuild: maybe', false],
    ['overrides: [{ files: a, managedBuild: false }]', true],
    ['ruls: {}', false],
    ['shellcheck: yes', false],
    ['rules: { shellcheck/SC20866: off }', false],
    ['rules: { SC2086: [off, { a: 1 }] }', false],
    ['shellcheck: true\nrules: { SC2086: [off, { a: 1 }] }', false],
    ['rules: { apt/list-kept: off }', false],
    ['rules: { DL3O09: off }', false],
    ['rules: { usr: off }', false],
    ['rules: { apt/lists-kept: on }', false],
    ['rules: { apt/lists-kept: [info, { a: 1 }] }', false],
    ['rules: { apt/*: [info, { a: 1 }] }', false],
    ['rules: { DL3026: [error, { stages: al }] }', false],
    ['rules: { DL3026: { allow: [] } }', false],
    ['overrides: [{ rules: {} }]', false],
    ['overrides: [{ files: a, rules: { apt/x: off } }]', false],
    ['buildArgs: { A: 1 }', false],
    ['failOn: off', false],
  ])('%s', async (text, expected) => {
    const sound = (await problemsIn(project({ '.azml-lint.yaml': text }))).length === 0;
    expect({ program: sound, editor: validate(parse(text) ?? {}) }).toEqual({
      program: expected,
      editor: expected,
    });
  });

  it('leaves the groups of plugins to them', () => {
    expect(validate({ rules: { 'acme/no-curl': ['error', { any: 1 }] } })).toBe(true);
    expect(validate({ rules: { 'acme/no-curl': 'on' } })).toBe(false);
  });

  it('explains every key, rule and option', () => {
    const text = JSON.stringify(generateConfigSchema(sampleRules));
    expect(text).toContain(
      '"description":"Rule apt/lists-kept. Recommended: error on inference images, warning on training images',
    );
    expect(text).toContain('"description":"Which stages.","default":"final"');
  });

  it('has one line for each name of a rule', () => {
    const linesOf = (more: readonly AnyRule[]) => schemaText([...sampleRules, ...more]).split('\n').length;
    const added = (rule: AnyRule) => linesOf([rule]) - linesOf([]);
    expect(added(ruleNamed('apt/new'))).toBe(1);
    expect(added(ruleNamed('apt/new', { aliases: ['DL1'] }))).toBe(2);
    expect(added(ruleNamed('apt/new', { options: { defaults: { a: 1 }, schema: { a: {} } } }))).toBe(1);
    expect(JSON.parse(schemaText(sampleRules))).toEqual(generateConfigSchema(sampleRules));
  });

  it('can be made of the built-in rules, which are all sound', () => {
    expect(checkRules(rules, [])).toEqual([]);
    expect(() => ajv.compile({ ...generateConfigSchema(rules), $id: 'built-in' })).not.toThrow();
  });
});

describe('the configuration to begin with', () => {
  it('changes nothing, and says where its schema is', async () => {
    const text = initialConfiguration(sampleRules);
    expect(await problemsIn(project({ '.azml-lint.yaml': text }))).toEqual([]);
    expect(parse(text)).toEqual({ $schema: schemaUri(), extends: 'azml-lint:recommended' });
    expect(text.split('\n')[0]).toBe(`# yaml-language-server: $schema=${schemaUri()}`);
  });

  it.each([
    ['the samples', sampleRules, samples],
    ['the rules that there are', rules, builtIn],
  ])('is still sound when every line is let in: %s', async (_, some, known) => {
    const text = initialConfiguration(some).replace(/^.*\n/, '').replace(/^# ?/gm, '');
    const keys = ['$schema', 'extends', 'rules', 'overrides', 'buildArgs', 'failOn', 'ignore'];
    expect(Object.keys(parse(text)).sort()).toEqual([...keys].sort());
    const root = project({ '.azml-lint.yaml': text });
    const load = configurationLoader({ cwd: root, now: '2026-07-31' }, known);
    const { level } = (await load('Dockerfile'))
      .origins('Dockerfile')
      .rules.find(({ rule }) => rule.id === 'apt/upgrade')!;
    expect(level.value).toBe('warning');
  });

  it('switches on what it shows as off until it is switched on', () => {
    const { rules: shown } = parse(initialConfiguration(rules).replace(/^.*\n/, '').replace(/^# ?/gm, ''));
    for (const [id, entry] of Object.entries(shown)) expect([entry].flat()[0], id).not.toBe('off');
    expect(shown['policy/suppression']).toEqual(['warning', { rules: ['*'] }]);
  });
});
