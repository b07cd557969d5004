/** What the pages of the rules about policy do not show: the exact words, and the edges of what is compared. */
import { Ajv } from 'ajv';
import { describe, expect, test } from 'vitest';
import forbiddenCommand from '../rules/policy/forbidden-command.ts';
import forbiddenInstruction from '../rules/policy/forbidden-instruction.ts';
import forbiddenPackage from '../rules/policy/forbidden-package.ts';
import requiredEnv from '../rules/policy/required-env.ts';
import requiredInstruction from '../rules/policy/required-instruction.ts';
import suppression from '../rules/policy/suppression.ts';
import { optionsSchema, type RuleOptions } from '../src/config/schema.ts';
import { settingsOf } from '../src/config/settings.ts';
import { ajvOptions } from '../src/config/validation.ts';
import { isSubrange, versionRange } from '../src/image/version-range.ts';
import { lintSource } from '../src/lint.ts';
import type { Package } from '../src/model/installs.ts';
import { versionsOf } from '../src/model/installs.ts';
import type { PackageManager } from '../src/programs/package-tool.ts';
import type { Finding } from '../src/rule/finding.ts';
import { withPolicyWords } from '../src/rule/policy.ts';
import type { AnyRule } from '../src/rule/settings.ts';
import { lintWith } from '../src/testing/lint-with.ts';

const base = 'FROM mcr.microsoft.com/azureml/minimal-py312-inference:latest\n';

/** The places of findings as text. */
function places(text: string, findings: readonly Finding[]): readonly string[] {
  return findings.map(({ span }) => text.slice(span.start, span.end));
}

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

describe('forbidden commands', () => {
  test.each<[string, readonly string[], string, readonly string[]]>([
    ['in a pipe', ['bash'], 'RUN wget -qO- x | bash', ['bash']],
    ['in a substitution', ['curl'], 'RUN v="$(curl -s x)"; echo "$v"', ['curl']],
    ['below another program', ['curl'], 'RUN sudo -E curl x', ['curl']],
    ['that run another', ['sudo'], 'RUN sudo -E curl x && sudo id', ['sudo', 'sudo']],
    ['in the exec form', ['curl'], 'RUN ["curl", "x"]', ['curl']],
    ['in a heredoc', ['curl'], 'RUN <<END\ncurl x\nEND', ['curl']],
    ['in the trigger of an ONBUILD', ['curl'], 'ONBUILD RUN curl x', ['curl']],
    ['by a path', ['curl'], 'RUN /usr/bin/curl x', ['/usr/bin/curl']],
    ['with flags in between', ['conda config --set'], 'RUN conda -v config --set a b', ['--set a']],
    ['with a flag in a cluster', ['curl -k'], 'RUN curl -fsSLk x', ['k']],
    ['with a flag that is not there', ['curl -k'], 'RUN curl -fsSL x', []],
    ['with other arguments', ['chmod 777'], 'RUN chmod 755 x', []],
    ['with arguments elsewhere', ['chmod 777'], 'RUN chmod 755 777', []],
    ['with arguments that are not known', ['chmod 777'], 'RUN chmod $MODE x', []],
    ['whose name is not known', ['curl'], 'RUN $CURL x', []],
    ['that are only asked for', ['curl'], 'RUN command -v curl && which curl', []],
    ['that are only quoted', ['curl'], 'RUN echo "curl x"', []],
    ['of another name', ['curl'], 'RUN curl-config', []],
    ['by a glob', ['*-config'], 'RUN curl-config --libs', ['curl-config']],
    ['of pip in all its names', ['pip install'], 'RUN pip3.12 install a', ['pip3.12 install']],
    ['once, by the first entry that fits', ['pip', 'pip install'], 'RUN pip install a', ['pip']],
    ['of another interpreter', ['curl'], 'SHELL ["pwsh", "-c"]\nRUN curl x', []],
  ])('%s', (_, commands, instruction, expected) => {
    const text = `${base}${instruction}\n`;
    expect(places(text, lintWith(forbiddenCommand, text, { options: { commands } }))).toEqual(expected);
  });

  test.each([
    ['all arguments', 'curl -o x https://a.example/b/c', true],
    ['one of two', 'curl https://a.example/b https://b.example/b', false],
    ['none', 'curl --version', false],
    ['a variable behind what is allowed', 'curl https://a.example/$FILE', true],
    ['a variable before it', 'curl $MIRROR/https://a.example/', false],
  ])('an exception for %s', (_, command, isAllowed) => {
    const commands = [{ command: 'curl', allow: ['https://a.example/**'] }];
    const findings = lintWith(forbiddenCommand, `${base}RUN ${command}\n`, { options: { commands } });
    expect(findings).toHaveLength(isAllowed ? 0 : 1);
  });
});

describe('forbidden packages', () => {
  test.each<[string, string, boolean]>([
    ['pillow', 'pip install pillow', true],
    ['Pillow', 'pip install pillow[webp]>9', true],
    ['pillow', 'pip install pillow-heif', false],
    ['pillow*', 'pip install pillow-heif', true],
    ['azureml_*', 'pip install azureml.core', true],
    ['pillow', 'pip install ./pillow', false],
    ['pillow', 'pip install $pillow', false],
    ['pillow', 'pip install "pillow @ https://example.com/pillow-9.whl"', true],
    ['pillow', 'pip uninstall -y pillow', false],
    ['pillow', 'pip install -r pillow', false],
    ['pillow', 'uv pip install pillow', true],
    ['pillow', 'conda install -y conda-forge::pillow', true],
    ['telnet', 'apt-get install -y telnet=0.17', true],
    ['telnet<1', 'apt-get install -y telnet=0.17', false],
    ['@acme/*', 'npm install @acme/thing@1.0.0', true],
    ['lodash<4.17.21', 'npm install lodash@4.17.20', true],
    ['lodash<4.17.21', 'npm install lodash@4.17.21', false],
    ['lodash<4.17.21', 'npm install lodash@^4.17.20', false],
    ['lodash<4.17.21', 'npm install lodash@4.17.20-rc.1', false],
    ['pillow<10.3', 'pip install "pillow==10.3"', false],
    ['pillow<10.3', 'pip install "pillow<10.3"', true],
    ['pillow<10.3', 'pip install "pillow<=10.3"', false],
    ['pillow<10.3', 'pip install "pillow!=10.2"', false],
    ['pillow<10.3', 'pip install "pillow==10.2.*"', true],
    ['pillow >= 9, < 10.3', 'pip install "pillow~=9.1"', true],
    ['pillow >= 9, < 10.3', 'pip install "pillow<10.3"', false],
    ['pillow>9', 'pip install "pillow==9"', false],
    ['pillow>=9', 'pip install "pillow==9.0"', true],
    ['pillow<10.3', 'pip install "pillow==9.0; python_version<\'3.9\'"', true],
    ['pillow<10.3', 'conda install -y pillow=10.2=py312_0', true],
    ['pillow<10.3', "conda install -y 'pillow<10|>11'", false],
  ])('%s in: %s', (entry, command, isFound) => {
    const options = { packages: [entry] };
    const findings = lintWith(forbiddenPackage, `${base}RUN ${command}\n`, { options });
    expect(findings).toHaveLength(isFound ? 1 : 0);
  });

  test.each<[PackageManager, string]>([
    ['pip', '==10.3rc1'],
    ['pip', '==10.3.dev1'],
    ['pip', '==1!2.0'],
    ['conda', '<2|>3'],
    ['npm', '@latest'],
    ['gem', ''],
  ])('the versions of %s %s are not known', (manager, specifier) => {
    expect(versionsOf({ specifier } as Package, manager)).toBeUndefined();
  });

  test.each([
    ['>=2,<3', '>=2,<3', true],
    ['>2,<3', '>=2', true],
    ['>=2,<3', '>2', false],
    ['<=3', '<3', false],
    ['<3', '<=3', true],
    ['==2.0', '<=2', true],
    ['', '<2', false],
    ['<2', '', true],
    ['', '', true],
    ['>=1', '<2', false],
  ])('%s lies within %s: %s', (inner, outer, expected) => {
    expect(isSubrange(versionRange(inner)!, versionRange(outer)!)).toBe(expected);
  });
});

describe('required environment variables', () => {
  test.each([
    ['set in the stage', 'ENV A=b', []],
    ['set to nothing', 'ENV A=', []],
    ['set before, in a stage that is not built on', `ENV A=b\n${base}`, ['missing']],
    ['that are arguments only', 'ARG A=b', ['missing']],
    ['set by a command', 'RUN export A=b', ['missing']],
    ['set in an ONBUILD', 'ONBUILD ENV A=b', ['missing']],
    ['in other letters', 'ENV a=b', ['missing']],
  ])('%s', (_, rest, expected) => {
    const findings = lintWith(requiredEnv, `${base}${rest}\n`, { options: { names: ['A'] } });
    expect(findings.map(({ messageId }) => messageId)).toEqual(expected);
  });

  test.each([
    ['a value that fits', 'ENV A=https://a.example/x/y', []],
    ['one that does not', 'ENV A=https://b.example/x', ['value']],
    ['the last one counts', 'ENV A=x\nENV A=https://a.example/', []],
    ['one with an argument put in', 'ARG H=b\nENV A=https://$H.example', ['value']],
    ['one that is not known', 'ARG H\nENV A=https://$H.example', []],
  ])('%s', (_, rest, expected) => {
    const options = { names: ['A'], values: { A: 'https://a.example/**' } };
    const findings = lintWith(requiredEnv, `${base}${rest}\n`, { options });
    expect(findings.map(({ messageId }) => messageId)).toEqual(expected);
  });

  test('what the base image is known to set is set', () => {
    const text = 'FROM mcr.microsoft.com/azureml/curated/mlflow-py312-inference:latest\n';
    expect(lintWith(requiredEnv, text, { options: { names: ['AML_APP_ROOT'] } })).toEqual([]);
  });

  test('a file without a stage lacks nothing', () => {
    expect(lintWith(requiredEnv, 'ARG A\n', { options: { names: ['A'] } })).toEqual([]);
    const options = { instructions: ['USER'] } as const;
    expect(lintWith(requiredInstruction, '', { options })).toEqual([]);
  });
});

describe('instructions', () => {
  test.each([
    ['in the stage', 'HEALTHCHECK CMD true', []],
    ['switched off last', 'HEALTHCHECK CMD true\nHEALTHCHECK none', ['none']],
    ['switched on last', 'HEALTHCHECK NONE\nHEALTHCHECK CMD true', []],
    ['as a trigger', 'ONBUILD HEALTHCHECK CMD true', ['missing']],
  ])('required, %s', (_, rest, expected) => {
    const options = { instructions: ['HEALTHCHECK'] } as const;
    const findings = lintWith(requiredInstruction, `${base}${rest}\n`, { options });
    expect(findings.map(({ messageId }) => messageId)).toEqual(expected);
  });

  test('forbidden, in lower case and before the first stage', () => {
    const text = `arg A=b\n${base}maintainer me\n`;
    const options = { instructions: ['ARG', 'MAINTAINER'] } as const;
    expect(places(text, lintWith(forbiddenInstruction, text, { options }))).toEqual(['arg', 'maintainer']);
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
