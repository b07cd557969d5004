import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { ConfigError } from '../src/config/problem.ts';
import { loaderIn, problemsIn, project } from './config-samples.ts';

const levels = 'Allowed: `off`, `info`, `warning`, `error`.';
const keys =
  'Keys: `$schema`, `extends`, `plugins`, `rules`, `overrides`, `family`, `buildArgs`, `failOn`, `ignore`, `locked`, `baseline`, `shellcheck`, `context`, `managedBuild`.';
const all = '`azml-lint rules` lists all.';

/** A configuration and its problems: `line:column: message`, and possibly a hint. */
type Case = readonly [text: string, ...problems: (readonly [problem: string, hint?: string])[]];

const cases: Readonly<Record<string, readonly Case[]>> = {
  'no YAML': [
    ['a: b: c', ['1:4: Nested mappings are not allowed in compact mappings']],
    ['rules: [', ['1:9: Flow sequence in block collection must be sufficiently indented and end with a ]']],
    ['failOn: error\nfailOn: info', ['2:1: `failOn` is there twice']],
    ['failOn: info\n---\nfailOn: error', ['2:1: a second document begins here']],
    ['failOn: *level', ['1:9: there is no anchor `&level` before this alias']],
    ['rules: &all { apt/upgrade: *all }', ['1:28: `*all` is inside what it repeats']],
    ['failOn: !secret error', ['1:9: Unresolved tag: !secret']],
    ['[a]: b', ['1:1: With stringKeys, all keys must be strings']],
  ],
  shapes: [
    ['[]', ['1:1: the configuration must be a mapping, not a list']],
    ['strict', ['1:1: the configuration must be a mapping, not text']],
    ['machine a.com login b password c', ['1:1: the configuration must be a mapping, not text']],
    ['ruls: {}', ['1:1: unknown key `ruls`', `Did you mean \`rules\`? ${keys}`]],
    ['# first\nseverity: x', ['2:1: unknown key `severity`', keys]],
    ['rules: []', ['1:8: `rules` must be a mapping, not a list']],
    ['rules:', ['1:1: `rules` must be a mapping, not nothing']],
    ['extends: 3', ['1:10: `extends` must be text or a list, not `3`']],
    ['extends: [1, strict]', ['1:11: `extends[0]` must be text, not `1`', "Write it in quotes: `'1'`."]],
    [
      'failOn: eror',
      [
        '1:9: `failOn` cannot be `eror`',
        'Did you mean `error`? Allowed: `error`, `warning`, `info`, `never`.',
      ],
    ],
    ...(
      [
        ['warn', 'warning'],
        ['none', 'never'],
        ['off', 'never'],
      ] as const
    ).map(
      ([given, meant]): Case => [
        `failOn: ${given}`,
        [
          `1:9: \`failOn\` cannot be \`${given}\``,
          `Did you mean \`${meant}\`? Allowed: \`error\`, \`warning\`, \`info\`, \`never\`.`,
        ],
      ],
    ),
    [
      'family: trainig',
      [
        '1:9: `family` cannot be `trainig`',
        'Did you mean `training`? Allowed: `inference`, `training`, `other`.',
      ],
    ],
    [
      'buildArgs:\n  PYTHON: 3.10',
      ['2:11: `buildArgs.PYTHON` must be text, not `3.10`', "Write it in quotes: `'3.10'`."],
    ],
    ['buildArgs: [PYTHON=3.10]', ['1:12: `buildArgs` must be a mapping, not a list']],
    ['ignore: ["a", ""]', ['1:15: `ignore[1]` must not be empty']],
    ['context: true', ['1:10: `context` cannot be `true`', 'Allowed: `false`.']],
    ['context: docker', ['1:10: `context` cannot be `docker`', 'Allowed: `false`.']],
    ['context:\n  - dockerfile: a', ['2:5: `context[0]` has no `path`']],
    [
      'context:\n  - dockerfile: a\n    path: nowhere',
      [
        '3:11: there is no such directory',
        'A build context is a directory; `path` is relative to this file.',
      ],
    ],
    ['managedBuild: never', ['1:15: `managedBuild` cannot be `never`', 'Allowed: `true`, `false`, `auto`.']],
    ['overrides: {}', ['1:12: `overrides` must be a list, not a mapping']],
    ['overrides: [3]', ['1:13: `overrides[0]` must be a mapping, not `3`']],
    ['overrides:\n  - rules: {}', ['2:5: `overrides[0]` has no `files`']],
    [
      'overrides:\n  - files: a\n    rule: {}',
      [
        '3:5: unknown key `rule` in `overrides[0]`',
        'Did you mean `rules`? Keys: `files`, `rules`, `family`, `managedBuild`.',
      ],
    ],
  ],
  levels: [
    [
      'rules:\n  apt/upgrade: eror',
      ['2:16: `apt/upgrade` cannot be `eror`', `Did you mean \`error\`? ${levels}`],
    ],
    ['rules:\n  apt/upgrade: 2', ['2:16: `apt/upgrade` cannot be `2`', `Did you mean \`error\`? ${levels}`]],
    [
      'rules:\n  apt/upgrade: warn',
      ['2:16: `apt/upgrade` cannot be `warn`', `Did you mean \`warning\`? ${levels}`],
    ],
    [
      'rules:\n  apt/upgrade: none',
      ['2:16: `apt/upgrade` cannot be `none`', `Did you mean \`off\`? ${levels}`],
    ],
    ['rules:\n  apt/upgrade:', ['2:3: `apt/upgrade` cannot be nothing', levels]],
    ['rules:\n  apt/upgrade: []', ['2:16: `apt/upgrade` must not be empty']],
    ['rules:\n  apt/upgrade: [on]', ['2:17: the level of `apt/upgrade` cannot be `on`', levels]],
    ['rules:\n  DL3026: [info, all]', ['2:18: the options of `DL3026` must be a mapping, not `all`']],
    ['rules:\n  DL3026: [info, {}, x]', ['2:22: `DL3026` takes a level and options, nothing more']],
  ],
  'names of rules': [
    [
      'rules:\n  apt/list-kept: off',
      ['2:3: unknown rule `apt/list-kept`', `Did you mean \`apt/lists-kept\`? ${all}`],
    ],
    ['rules:\n  DL3O09: off', ['2:3: unknown rule `DL3O09`', `Did you mean \`DL3009\`? ${all}`]],
    ['rules:\n  dl3009: off', ['2:3: unknown rule `dl3009`', `Did you mean \`DL3009\`? ${all}`]],
    [
      'rules:\n  SC20866: off\n  DL9999: off',
      ['2:3: unknown rule `SC20866`', all],
      ['3:3: unknown rule `DL9999`', `No rule does here what hadolint's does. ${all}`],
    ],
    [
      'rules:\n  lists-kept: off',
      ['2:3: unknown rule `lists-kept`', `Did you mean \`apt/lists-kept\`? ${all}`],
    ],
    ['rules:\n  user/*: off\n  usr/*: off', ['3:3: unknown rule `usr/*`', `Did you mean \`user/*\`? ${all}`]],
    ['rules:\n  acme/no-curl: off', ['2:3: unknown rule `acme/no-curl`', all]],
    [
      'rules:\n  toString: off\n  __proto__: off',
      ['2:3: unknown rule `toString`', all],
      ['3:3: unknown rule `__proto__`', all],
    ],
    [
      'rules:\n  DL3026: off\n  base-image/not-allowed: error',
      [
        '3:3: `base-image/not-allowed` and `DL3026` are the same rule',
        'Keep one of them, or say the same of both.',
      ],
    ],
    [
      'rules:\n  shellcheck: off',
      ['2:3: unknown rule `shellcheck`', `Did you mean \`shellcheck/*\`? ${all}`],
    ],
    ['overrides:\n  - files: a\n    rules: { apt/x: off }', ['3:14: unknown rule `apt/x`', all]],
  ],
  options: [
    [
      'rules:\n  DL3009: [info, {all: true}]',
      ['2:19: unknown option `all` of `apt/lists-kept`', 'It takes no options.'],
    ],
    [
      'rules:\n  DL3009: {level: info}',
      ['2:12: unknown option `level` of `apt/lists-kept`', 'It takes no options.'],
    ],
    [
      'rules:\n  base-image/not-allowed:\n    - error\n    - alow: []\n      stages: al\n      copySources: yes',
      [
        '4:7: unknown option `alow` of `base-image/not-allowed`',
        'Did you mean `allow`? Its options: `allow`, `stages`, `copySources`.',
      ],
      [
        '5:15: option `stages` of `base-image/not-allowed` cannot be `al`',
        'Did you mean `all`? Allowed: `final`, `all`.',
      ],
      ['6:20: option `copySources` of `base-image/not-allowed` must be `true` or `false`, not `yes`'],
    ],
    ['rules:\n  DL3026: { allow: [] }', ['2:20: option `allow` of `DL3026` must not be empty']],
    [
      'rules:\n  DL3026: { allow: [a, 1] }',
      ['2:24: option `allow[1]` of `DL3026` must be text, not `1`', "Write it in quotes: `'1'`."],
    ],
    [
      'rules:\n  policy/forbidden-command: [error, { commands: [{ nme: x }] }]',
      ['2:50: option `commands[0]` of `policy/forbidden-command` has no `name`'],
      ['2:52: unknown key `nme` in option `commands[0]` of `policy/forbidden-command`'],
    ],
    [
      'rules:\n  MultipleInstructionsDisallowed: [error, {a: 1}]',
      ['2:44: no rule of `MultipleInstructionsDisallowed` has an option `a`', 'They take no options.'],
    ],
    ['rules:\n  user/*: {a: 1}', ['2:12: no rule of `user/*` has an option `a`', 'They take no options.']],
    [
      'rules:\n  base-image/*: [{ alow: [], stages: al }]',
      [
        '2:20: no rule of `base-image/*` has an option `alow`',
        'Did you mean `allow`? Options: `allow`, `stages`, `copySources`.',
      ],
      [
        '2:38: option `stages` of `base-image/*` cannot be `al`',
        'Did you mean `all`? Allowed: `final`, `all`.',
      ],
    ],
    [
      'rules:\n  policy/forbidden-command: error',
      [
        '2:3: `policy/forbidden-command` needs the option `commands`',
        'Write `policy/forbidden-command: [warning, { commands: … }]`.',
      ],
    ],
  ],
  extends: [
    [
      'extends: azml-lint:strcit',
      [
        '1:10: unknown preset `azml-lint:strcit`',
        'Did you mean `azml-lint:strict`? Presets: `azml-lint:recommended`, `azml-lint:strict`, `azml-lint:all`, `azml-lint:hadolint`, `azml-lint:buildkit`.',
      ],
    ],
    ['extends:\n  - strcit', ['2:5: unknown preset `strcit`', 'Did you mean `azml-lint:strict`?']],
    ['extends: ./missing.yaml', ['1:10: there is no file `missing.yaml`']],
    [
      'extends: "@acme/policy"',
      [
        "1:10: the package `@acme/policy` cannot be found: Cannot find package '@acme/policy'",
        'Install it, and see that its package.json names a YAML or JSON file. The path of a file begins with `./`.',
      ],
    ],
    [
      'extends: .azml-lint.yaml',
      [
        '1:10: `.azml-lint.yaml` extends itself: .azml-lint.yaml → .azml-lint.yaml',
        'Take one of them out of `extends`.',
      ],
    ],
  ],
  'everything at once, by place': [
    [
      'failOn: eror\nrules:\n  apt/x: off\n  DL3009: on\nextends: ./missing.yaml\nruls: {}',
      [
        '1:9: `failOn` cannot be `eror`',
        'Did you mean `error`? Allowed: `error`, `warning`, `info`, `never`.',
      ],
      ['3:3: unknown rule `apt/x`', all],
      ['4:11: `DL3009` cannot be `on`', levels],
      ['5:10: there is no file `missing.yaml`'],
      ['6:1: unknown key `ruls`', `Did you mean \`rules\`? ${keys}`],
    ],
  ],
};

describe('what is wrong with a configuration is told with its place', () => {
  for (const [kind, table] of Object.entries(cases)) {
    describe(kind, () => {
      test.each(table.map(([text, ...problems]) => ({ text, problems })))(
        '$text',
        async ({ text, problems }) => {
          const lines = problems.flatMap(([problem, hint]) => [
            `.azml-lint.yaml:${problem}`,
            ...(hint === undefined ? [] : [`  ${hint}`]),
          ]);
          expect(await problemsIn(project({ '.azml-lint.yaml': text }))).toEqual(lines);
        },
      );
    });
  }

  it('counts lines and columns as editors do', async () => {
    const text = '\ufefffailOn: never\r\n\r\n# 💡\r\nrules: { "DL3009": off, "💡": off }\r\n';
    expect(await problemsIn(project({ '.azml-lint.yaml': text }))).toEqual([
      '.azml-lint.yaml:4:25: unknown rule `💡`',
      `  ${all}`,
    ]);
  });

  it('reads JSON with tabs and comments', async () => {
    const text = '{\n\t# why\n\t"rules": {\n\t\t"apt/x": "off"\n\t}\n}\n';
    expect(await problemsIn(project({ '.azml-lint.json': text }))).toEqual([
      '.azml-lint.json:4:3: unknown rule `apt/x`',
      `  ${all}`,
    ]);
  });

  it('shows what is wrong with an extended file in that file', async () => {
    const root = project({
      '.azml-lint.yaml': 'extends: ./policy/base.yaml\nfailOn: eror',
      'policy/base.yaml': 'rules:\n  DL3O09: off',
    });
    const problems = await problemsIn(root);
    expect(problems.filter((line) => !line.startsWith(' '))).toEqual([
      '.azml-lint.yaml:2:9: `failOn` cannot be `eror`',
      'policy/base.yaml:2:3: unknown rule `DL3O09`',
    ]);
  });

  it('shows the way around a cycle', async () => {
    const root = project({
      '.azml-lint.yaml': 'extends: ./a.yaml',
      'a.yaml': 'extends: b.yaml',
      'b.yaml': 'extends: ["./a.yaml"]',
    });
    expect(await problemsIn(root)).toEqual([
      'b.yaml:1:11: `a.yaml` extends itself: a.yaml → b.yaml → a.yaml',
      '  Take one of them out of `extends`.',
    ]);
  });

  it('does not choose between two configurations', async () => {
    expect(await problemsIn(project({ '.azml-lint.yaml': '', '.azml-lint.json': '{}' }))).toEqual([
      '.azml-lint.yaml: there is another configuration beside it: `.azml-lint.json`',
      '  Keep one of them.',
    ]);
  });
});

describe('what is wrong with the command line is told', () => {
  test.each([
    [
      { rules: { DL3O09: 'off' } as const },
      '--rule DL3O09=off: unknown rule `DL3O09`',
      `  Did you mean \`DL3009\`? ${all}`,
    ],
    [
      { preset: 'strickt' },
      'unknown preset `strickt`',
      '  Did you mean `strict`? Presets: `recommended`, `strict`, `all`, `hadolint`, `buildkit`.',
    ],
    [{ explicit: 'other.yaml' }, 'there is no file `other.yaml`'],
    [
      { rules: { 'policy/forbidden-command': 'error' } as const },
      '`policy/forbidden-command` needs the option `commands`',
    ],
  ])('%j', async (options, ...expected) => {
    const problems = await problemsIn(project({}), options);
    expect(problems.slice(0, expected.length)).toEqual(expected);
  });
});

/** Texts that look like configurations, so that the generator gets past the first bracket. */
const fragments = fc.constantFrom(
  ...[
    'rules',
    'extends',
    'overrides',
    'files',
    'buildArgs',
    'apt/upgrade',
    'DL3026',
    'policy/forbidden-command',
  ],
  ...[
    'off',
    'error',
    'strict',
    './.azml-lint.yaml',
    'allow',
    '&a',
    '*a',
    '!t',
    '<<',
    '__proto__',
    '|',
    '>',
    '?',
    '%YAML 1.1',
    '---',
  ],
  ...[': ', ':', '- ', ', ', '\n', '\n  ', '\n    ', '{', '}', '[', ']', '"', "'", '#', '\t', '\r\n', ' '],
);

describe('any text at all', () => {
  const root = project({});
  const isConfigurationOrError = async (text: string) => {
    writeFileSync(join(root, '.azml-lint.yaml'), text);
    try {
      (await loaderIn(root)('Dockerfile')).settingsFor('Dockerfile');
    } catch (error) {
      if (!(error instanceof ConfigError)) throw error;
      expect(error.problems.length).toBeGreaterThan(0);
      for (const { line, column } of error.problems) {
        expect(line ?? 1).toBeGreaterThanOrEqual(1);
        expect(column ?? 1).toBeGreaterThanOrEqual(1);
      }
    }
  };

  it('is a configuration or an error with its place', async () => {
    await fc.assert(fc.asyncProperty(fc.string({ unit: 'binary', maxLength: 200 }), isConfigurationOrError), {
      numRuns: 200,
    });
  });

  it('that looks like one, too', async () => {
    const text = fc.array(fragments, { maxLength: 40 }).map((parts) => parts.join(''));
    await fc.assert(fc.asyncProperty(text, isConfigurationOrError), { numRuns: 500 });
  });

  it('that is any JSON value, too', async () => {
    const text = fc.json({ maxDepth: 4 });
    const rules = fc
      .tuple(fc.constantFrom('DL3026', 'policy/forbidden-command', 'apt/*'), fc.jsonValue())
      .map(([name, value]) => JSON.stringify({ rules: { [name]: value } }));
    await fc.assert(fc.asyncProperty(fc.oneof(text, rules), isConfigurationOrError), { numRuns: 300 });
  });

  test.each([
    ['deep', '['.repeat(20_000)],
    ['many keys', Array.from({ length: 20_000 }, (_, index) => `key${index}: 1`).join('\n')],
    [
      'multiplied by aliases',
      `a: &a [x]\n${Array.from({ length: 30 }, (_, index) => `b${index}: &b${index} [${`*${index ? `b${index - 1}` : 'a'},`.repeat(9)}]`).join('\n')}`,
    ],
  ])('that is hostile: %s', async (_, text) => isConfigurationOrError(text));
});
