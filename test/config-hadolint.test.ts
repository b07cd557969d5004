import { describe, expect, test } from 'vitest';
import { rules } from '../rules/index.generated.ts';
import { fromHadolint } from '../src/config/hadolint.ts';
import { loadConfiguration } from '../src/config/load.ts';
import { ConfigError } from '../src/config/problem.ts';
import { project } from './config-samples.ts';

function converted(source: string) {
  return fromHadolint(source, '.hadolint.yaml', rules);
}

/** The text below the keys that every configuration has. */
function body(source: string): string {
  return converted(source).text.split('recommended\n\n')[1]!;
}

describe('what has an equivalent', () => {
  test.each<[string, string, string]>([
    ['a threshold', 'failure-threshold: error', 'failOn: error\n'],
    ['style, which is info here', 'failure-threshold: style', 'failOn: info\n'],
    ['the lowest threshold', 'failure-threshold: ignore', 'failOn: info\n'],
    ['no failing, which wins over a threshold', 'no-fail: true\nfailure-threshold: info', 'failOn: never\n'],
    [
      'ignored rules',
      'no-fail: true\nignored: [DL3009, DL3008]',
      `failOn: never

rules:
  # ignored: DL3009
  apt/lists-kept: off
  # ignored: DL3008
  apt/unpinned: off
`,
    ],
    [
      'severities, over which ignoring wins',
      'no-fail: true\nignored: DL3008\noverride: { style: [DL3009], error: [DL3008] }',
      `failOn: never

rules:
  # override.style: DL3009
  apt/lists-kept: info
  # override.error: DL3008
  # ignored: DL3008
  apt/unpinned: off
`,
    ],
    [
      'registries, with a severity for them',
      'no-fail: true\ntrustedRegistries: [docker.io, "my.example:5000", "*.gcr.io", "*"]\noverride: { warning: [DL3026] }',
      `failOn: never

rules:
  # trustedRegistries
  # override.warning: DL3026
  base-image/not-allowed: [warning, {"allow":["docker.io/**","my.example:5000/**","*.gcr.io/**","**"],"stages":"all"}]
`,
    ],
    [
      'labels',
      'no-fail: true\nlabel-schema: { author: text, "a: b": semver }\nstrict-labels: true\noverride: { error: [DL3051] }',
      `failOn: never

rules:
  # label-schema
  # strict-labels
  label/*: {"schema":{"author":"text","a: b":"semver"},"stages":"all","strict":true}
  # override.error: DL3051
  label/empty: error
`,
    ],
    [
      'types of labels that are ignored',
      'no-fail: true\nlabel-schema: { v: semver, u: url }\nignored: [DL3052, DL3054]',
      `failOn: never

rules:
  # label-schema
  # ignored: DL3052
  label/*: {"schema":{"v":"semver","u":"text"},"stages":"all"}
`,
    ],
    [
      'such types without a schema',
      'no-fail: true\nignored: [DL3052]',
      'failOn: never\n\nrules:\n  # ignored: DL3052\n  label/invalid-value: off\n',
    ],
    [
      'codes of ShellCheck',
      'no-fail: true\nignored: [SC2046]',
      'failOn: never\n\nrules:\n  # ignored: SC2046\n  shellcheck/SC2046: off\n',
    ],
    ['nothing', '', '# hadolint fails on info too, if nothing else is said:\n# failOn: info\n'],
    ['keys without a value', 'no-fail: true\nignored:\noverride:\nno-color: false', 'failOn: never\n'],
  ])('%s', (_, source, expected) => {
    expect(body(source)).toBe(expected);
    expect(converted(source).unconverted).toEqual([]);
  });
});

describe('what has none is said, and stands in comments', () => {
  test.each<[string, string[]]>([
    ['ignored: [DL9999]', ['ignored: "DL9999" is found by no rule here']],
    ['ignored: ["x\\ny: error"]', ['ignored: "x\\ny: error" is found by no rule here']],
    ['override: { bogus: [DL3008] }', ['override.bogus: there is no such severity']],
    ['failure-threshold: bogus', ['failure-threshold: there is no severity "bogus"']],
    ['label-schema: { author: name, version: semver }', ['label-schema."author": there is no type "name"']],
    ['format: json', ['format: "json" is for the command line, `--format`']],
    ['no-color: true', ['no-color: this is for the command line, `--no-color`']],
    [
      'disable-ignore-pragma: true',
      ['disable-ignore-pragma: comments still hide findings, but are findings now'],
    ],
    ['ignore: [DL3008]', ['"ignore": hadolint has no such key']],
  ])('%s', (source, unconverted) => {
    expect(converted(source).unconverted).toEqual(unconverted);
    expect(
      converted(source).text.endsWith(
        `# Without an equivalent here:\n${unconverted.map((line) => `#   ${line}\n`).join('')}`,
      ),
    ).toBe(true);
  });
});

test('what comes out is a configuration', async () => {
  const source = `ignored: [DL3008, SC1, "a: b\\n- c"]
override: { error: [DL3009], info: [DL3015], warning: [DL3002] }
trustedRegistries: docker.io
failure-threshold: warning
disable-ignore-pragma: true
label-schema: { "\\n": semver }
"\\nrules: x": 1
`;
  const cwd = project({ '.azml-lint.yaml': converted(source).text });
  const configuration = await loadConfiguration('Dockerfile', { cwd, now: '2026-07-31' });
  expect(configuration.failOn).toBe('warning');
  const levels = configuration.settingsFor('Dockerfile').rules.map(({ rule, level }) => [rule.id, level]);
  expect(Object.fromEntries(levels)).toMatchObject({
    'apt/unpinned': 'off',
    'apt/lists-kept': 'error',
    'apt/recommends-installed': 'info',
    'base-image/not-allowed': 'error',
    'policy/suppression': 'error',
  });
});

test('a schema of labels is that of all rules about labels', async () => {
  const source = 'label-schema: { version: semver }\nstrict-labels: true\n';
  const cwd = project({ '.azml-lint.yaml': converted(source).text });
  const configuration = await loadConfiguration('Dockerfile', { cwd, now: '2026-07-31' });
  const { rules: settings } = configuration.settingsFor('Dockerfile');
  const options = settings.filter(({ rule }) => rule.id.startsWith('label/'));
  expect(Object.fromEntries(options.map(({ rule, options }) => [rule.id, options]))).toEqual({
    'label/empty': { schema: { version: 'semver' }, names: 'all' },
    'label/invalid-key': {},
    'label/invalid-value': { schema: { version: 'semver' } },
    'label/not-in-schema': { schema: { version: 'semver' }, strict: true },
    'label/required-missing': { schema: { version: 'semver' }, stages: 'all' },
  });
});

test.each([['- a'], ['text'], ['a: [']])('refuses %s', (source) => {
  expect(() => converted(source)).toThrow(ConfigError);
  expect(() => converted(source)).toThrow('.hadolint.yaml');
});
