/** The rules about policy together: the exact words, the valid options, and comments that hide findings. */
import { Ajv } from 'ajv';
import { describe, expect, test } from 'vitest';
import forbiddenCommand from '../../rules/policy/forbidden-command.ts';
import forbiddenInstruction from '../../rules/policy/forbidden-instruction.ts';
import forbiddenPackage from '../../rules/policy/forbidden-package.ts';
import requiredEnv from '../../rules/policy/required-env.ts';
import requiredInstruction from '../../rules/policy/required-instruction.ts';
import suppression from '../../rules/policy/suppression.ts';
import { optionsSchema, type RuleOptions } from '../../src/config/schema.ts';
import { settingsOf } from '../../src/config/settings.ts';
import { ajvOptions } from '../../src/config/validation.ts';
import { lintSource } from '../../src/lint.ts';
import { withPolicyWords } from '../../src/rule/policy.ts';
import type { AnyRule } from '../../src/rule/settings.ts';
import { lintWith } from '../../src/testing/lint-with.ts';

const base = 'FROM mcr.microsoft.com/azureml/minimal-py312-inference:latest\n';

describe('the words of a policy', () => {
  test.each([
    [{}, 'Not allowed.'],
    [{ message: 'Use the mirror' }, 'Not allowed. Use the mirror.'],
    [{ message: 'Use the\n  mirror!\n' }, 'Not allowed. Use the mirror!'],
    [{ url: 'https://acme.example/p' }, 'Not allowed. See https://acme.example/p'],
    [{ message: 'Why?', url: 'https://a.example' }, 'Not allowed. Why? See https://a.example'],
    [{ message: '  ' }, 'Not allowed.'],
  ])('%o', (words, expected) => {
    expect(withPolicyWords('Not allowed.', words)).toBe(expected);
  });

  test.each<[AnyRule, object, string, string]>([
    [
      forbiddenCommand,
      { commands: [{ command: 'curl', message: 'M', url: 'https://u.example' }] },
      `${base}RUN curl x\n`,
      '`curl` is forbidden by policy. M. See https://u.example',
    ],
    [
      forbiddenCommand,
      { commands: [{ command: 'curl', instead: 'azcopy' }] },
      `${base}RUN curl x\n`,
      '`curl` is forbidden by policy: use `azcopy`.',
    ],
    [
      forbiddenCommand,
      { commands: [{ command: 'curl', allow: ['https://a.example/**', 'b'] }] },
      `${base}RUN curl x\n`,
      '`curl` is forbidden by policy, but for `https://a.example/**`, `b`.',
    ],
    [
      forbiddenPackage,
      { packages: [{ package: 'azureml-core', instead: 'azure-ai-ml', url: 'https://u.example' }] },
      `${base}RUN pip install azureml_core\n`,
      '`azureml_core` is forbidden by policy: use `azure-ai-ml`. See https://u.example',
    ],
    [
      forbiddenPackage,
      { packages: [{ package: 'pillow<10.3', message: 'CVE-2024-28219' }] },
      `${base}RUN pip install pillow==9.0\n`,
      '`pillow==9.0` is forbidden by policy, which rules out `pillow<10.3`: ask for `10.3` or newer. ' +
        'CVE-2024-28219.',
    ],
    [
      requiredEnv,
      { names: [{ name: 'FEED', url: 'https://u.example' }], values: { FEED: ['a*', 'b'] } },
      base,
      'Policy requires the environment variable `FEED` as `a*` or `b`, and nothing here sets it. Add `ENV FEED=b`. See ' +
        'https://u.example',
    ],
    [
      requiredEnv,
      { names: [{ name: 'FEED', message: 'Ours' }], values: { FEED: ['a', 'b'] } },
      `${base}ENV FEED=c\n`,
      '`FEED` is `c`, but policy requires `a` or `b`. Write `FEED=a`. Ours.',
    ],
    [
      requiredInstruction,
      { instructions: [{ instruction: 'LABEL', message: 'Trace it' }] },
      base,
      'Policy requires `LABEL` in the final stage or in one of this file that it builds on. Add ' +
        '`LABEL …`. Trace it.',
    ],
    [
      forbiddenInstruction,
      { instructions: [{ instruction: 'ADD', instead: 'COPY', url: 'https://u.example' }] },
      `${base}ADD a b\n`,
      '`ADD` is forbidden by policy: use `COPY`. See https://u.example',
    ],
    [
      suppression,
      { rules: [{ rule: '*', message: 'Ask first' }] },
      `# hadolint global ignore=DL4006\n${base}`,
      'Policy does not let a comment ignore `DL4006`. Fix what it finds, or have the exception written into the ' +
        'configuration. Ask first.',
    ],
  ])('of $id with %o', (rule, options, text, message) => {
    const [finding, ...others] = lintWith(rule, text, { options });
    expect(others).toEqual([]);
    expect(finding?.message).toBe(message);
    expect(finding?.help).toBe(/See (\S+)$/.exec(message)?.[1]);
  });
});

describe('suppressions', () => {
  const rules = [suppression, forbiddenInstruction];

  function lint(comment: string, options: RuleOptions) {
    const entries = {
      'policy/suppression': ['error', options],
      'policy/forbidden-instruction': ['error', { instructions: ['ADD'] }],
    } as const;
    return lintSource(`${base}${comment}\nADD a b\n`, settingsOf({ rules: entries }));
  }

  test('no comment hides that it is not allowed', () => {
    const { findings, suppressed } = lint('# azml-lint ignore-file=policy/* -- no', {});
    expect(findings.map(({ rule }) => rule)).toContain('policy/suppression');
    expect(suppressed.map(({ finding }) => finding.rule)).toEqual(['policy/forbidden-instruction']);
  });

  test.each([
    ['policy/forbidden-instruction', 1],
    ['policy/*', 1],
    ['policy/forbidden-command', 0],
    ['none/such', 0],
  ])('of %s only', (rule, count) => {
    const { findings } = lint('# azml-lint ignore=policy/forbidden-instruction -- why', { rules: [rule] });
    expect(findings.filter((finding) => finding.rule === 'policy/suppression')).toHaveLength(count);
  });

  test('a name that no rule has is one too', () => {
    const findings = lintWith(suppression, `# hadolint global ignore=DL9999\n${base}`, { otherRules: rules });
    expect(findings).toHaveLength(1);
  });

  test('for a rule about suppressions may be of use', () => {
    const text = `# azml-lint ignore-file=suppression/no-reason\n${base}`;
    expect(lintSource(text, settingsOf({})).findings).toEqual([]);
  });
});

describe('options', () => {
  const ajv = new Ajv(ajvOptions);

  test.each<[AnyRule, object, boolean]>([
    [forbiddenCommand, { commands: ['pip install --pre', 'apt* upgrade'] }, true],
    [forbiddenCommand, { commands: [{ command: 'curl', allow: ['x'], instead: 'y', message: 'm' }] }, true],
    [forbiddenCommand, { commands: ['curl | sh'] }, false],
    [forbiddenCommand, { commands: ['--pre'] }, false],
    [forbiddenCommand, { commands: [''] }, false],
    [forbiddenCommand, { commands: 'curl' }, false],
    [forbiddenCommand, { commands: [{ message: 'm' }] }, false],
    [forbiddenCommand, { commands: [{ command: 'curl', mesage: 'm' }] }, false],
    [forbiddenCommand, { commands: [{ command: 'curl', url: 'javascript:alert(1)' }] }, false],
    [forbiddenPackage, { packages: ['@acme/*', 'pillow >= 9, < 10.3', 'torch==2.*', 'libssl1.1'] }, true],
    [forbiddenPackage, { packages: ['pillow!=10'] }, false],
    [forbiddenPackage, { packages: ['pillow<'] }, false],
    [forbiddenPackage, { packages: ['pillow<10,'] }, false],
    [forbiddenPackage, { packages: ['pillow[webp]'] }, false],
    [forbiddenPackage, { packages: ['a'], managers: ['apt', 'pipp'] }, false],
    [requiredEnv, { names: ['A'], values: { A: 'x', B: ['y', 'z'] } }, true],
    [requiredEnv, { names: ['A=b'] }, false],
    [requiredInstruction, { instructions: ['USER', { instruction: 'LABEL' }] }, true],
    [requiredInstruction, { instructions: ['user'] }, false],
    [requiredInstruction, { instructions: ['ONBUILD'] }, false],
    [forbiddenInstruction, { instructions: ['ONBUILD', 'ADD'] }, true],
    [forbiddenInstruction, { instructions: ['FROM'] }, false],
    [suppression, { rules: ['*', { rule: 'apt/*', url: 'https://acme.example' }] }, true],
  ])('$id: %o is valid: %s', (rule, options, isValid) => {
    expect(ajv.validate(optionsSchema(rule), options)).toBe(isValid);
  });

  test('those that a rule cannot do without', () => {
    expect(() => settingsOf({ rules: { 'policy/forbidden-command': 'error' } })).toThrow(/commands/);
  });
});
