import { join } from 'node:path';
import { lint } from 'azml-lint';
import { describe, expect, it, test } from 'vitest';
import { rules as builtInRules } from '../rules/index.generated.ts';
import type { LoadOptions } from '../src/config/load-options.ts';
import { originText } from '../src/config/origin.ts';
import { type PresetName, presets } from '../src/config/presets.ts';
import { ConfigError } from '../src/config/problem.ts';
import { settingsOf } from '../src/config/settings.ts';
import { catalogDate } from '../src/image/catalog.ts';
import type { Settings } from '../src/rule/settings.ts';
import { levelsOf, loaderIn, project, ruleNamed, sampleRules } from './config-samples.ts';

type Files = Readonly<Record<string, string>>;

async function settingsIn(
  files: Files,
  options: Partial<LoadOptions> = {},
  path = 'Dockerfile',
): Promise<Settings> {
  return (await loaderIn(project(files), options)(path)).settingsFor(path);
}

function levelOf(settings: Settings, id: string) {
  return settings.rules.find(({ rule }) => rule.id === id)?.level;
}

function optionsOf(settings: Settings, id: string) {
  return settings.rules.find(({ rule }) => rule.id === id)?.options;
}

describe('a rule that needs options', () => {
  const options = '{ commands: [{ name: curl }] }';

  test.each([
    ['is on once it has them', `rules: { policy/forbidden-command: ${options} }`, 'warning'],
    ['has the level that is given', `rules: { policy/forbidden-command: [error, ${options}] }`, 'error'],
    ['stays off where that is said', `rules: { policy/forbidden-command: [off, ${options}] }`, 'off'],
    [
      'is on for the files that they are given for',
      `overrides: [{ files: b, rules: { policy/forbidden-command: ${options} } }]`,
      levelsOf('off'),
    ],
  ])('%s', async (_, text, expected) => {
    const settings = await settingsIn({ '.azml-lint.yaml': text });
    expect(levelOf(settings, 'policy/forbidden-command')).toEqual(expected);
  });

  it('says why it is on', async () => {
    const root = project({ '.azml-lint.yaml': `rules:\n  policy/forbidden-command: ${options}` });
    const { rules } = (await loaderIn(root)('Dockerfile')).origins('Dockerfile');
    const { level } = rules.find(({ rule }) => rule.id === 'policy/forbidden-command')!;
    expect(originText(level.origin)).toBe('.azml-lint.yaml:2:31');
  });
});

describe('presets', () => {
  test.each<[PresetName, object]>([
    [
      'recommended',
      {
        'apt/lists-kept': levelsOf('error', 'warning'),
        'apt/recommends-installed': levelsOf('info'),
        'apt/upgrade': levelsOf('off'),
        'user/name-not-numeric': levelsOf('off'),
        'user/root-not-dropped': levelsOf('error', 'off', 'warning'),
        'policy/forbidden-command': levelsOf('off'),
      },
    ],
    [
      'strict',
      {
        'apt/lists-kept': levelsOf('error', 'warning'),
        'apt/recommends-installed': levelsOf('warning'),
        'apt/upgrade': levelsOf('warning'),
        'user/name-not-numeric': levelsOf('error'),
        'user/root-not-dropped': levelsOf('error', 'off', 'warning'),
        // It forbids nothing before it is configured.
        'policy/forbidden-command': levelsOf('off'),
      },
    ],
    [
      'all',
      {
        'apt/lists-kept': levelsOf('error', 'warning'),
        'apt/recommends-installed': levelsOf('info'),
        'apt/upgrade': levelsOf('info'),
        'user/name-not-numeric': levelsOf('info'),
        'user/root-not-dropped': levelsOf('error', 'off', 'warning'),
        'policy/forbidden-command': levelsOf('off'),
      },
    ],
  ])('%s', (name, expected) => {
    const levels = sampleRules.map((rule) => [rule.id, presets[name].settingFor(rule).level]);
    expect(Object.fromEntries(levels)).toMatchObject(expected);
  });

  it('strict raises what a rule reports below warning, unless its level is set', async () => {
    const settings = await settingsIn({ '.azml-lint.yaml': 'extends: strict\nrules: { DL3009: info }' });
    const atLeast = Object.fromEntries(settings.rules.map(({ rule, atLeast }) => [rule.id, atLeast]));
    expect(atLeast['apt/recommends-installed']).toBe('warning');
    expect(atLeast['apt/lists-kept']).toBeUndefined();
  });
});

describe('what is in force', () => {
  it('without a file is the preset recommended', async () => {
    const settings = await settingsIn({});
    expect(settings.rules.map(({ rule }) => rule.id)).toEqual(sampleRules.map(({ id }) => id).sort());
    expect(levelOf(settings, 'apt/lists-kept')).toEqual(levelsOf('error', 'warning'));
    expect(optionsOf(settings, 'base-image/not-allowed')).toEqual({
      allow: ['mcr.microsoft.com/azureml/**'],
      stages: 'final',
      copySources: false,
    });
    expect(settings).toMatchObject({ buildArgs: {}, now: '2026-07-31' });
    expect(settings).not.toHaveProperty('family');
  });

  test.each<[string, string, Record<string, unknown>]>([
    ['a level by id', 'rules: { apt/upgrade: error }', { 'apt/upgrade': 'error' }],
    ['a level by alias', 'rules: { DL3009: off }', { 'apt/lists-kept': 'off' }],
    ['the same by two names', 'rules: { apt/lists-kept: off, DL3009: off }', { 'apt/lists-kept': 'off' }],
    ['a level in a list', 'rules: { DL3009: [info] }', { 'apt/lists-kept': 'info' }],
    [
      'a level for all rules of an alias',
      'rules: { MultipleInstructionsDisallowed: info }',
      { 'dockerfile/several-cmds': 'info', 'dockerfile/several-entrypoints': 'info' },
    ],
    [
      'a level for a group, with exceptions before and after it',
      'rules: { DL3009: error, apt/*: off, apt/upgrade: info }',
      { 'apt/lists-kept': 'error', 'apt/recommends-installed': 'off', 'apt/upgrade': 'info' },
    ],
    ['the preset a file names', 'extends: azml-lint:all', { 'apt/upgrade': levelsOf('info') }],
    ['the preset by its bare name', 'extends: [strict]', { 'apt/upgrade': levelsOf('warning') }],
    ['the last preset', 'extends: [strict, all]', { 'apt/upgrade': levelsOf('info') }],
    [
      'options alone leave the level',
      'rules: { DL3026: { stages: all } }',
      { 'base-image/not-allowed': levelsOf('error') },
    ],
    ['an empty file', '', { 'apt/upgrade': levelsOf('off') }],
    ['a file of comments', '# nothing yet\n', { 'apt/upgrade': levelsOf('off') }],
    [
      'words that other versions of YAML read as booleans',
      '%YAML 1.1\n---\nrules: { DL3009: off }',
      { 'apt/lists-kept': 'off' },
    ],
    [
      'anchors',
      'rules: { DL3009: &level info, apt/upgrade: *level }',
      { 'apt/lists-kept': 'info', 'apt/upgrade': 'info' },
    ],
  ])('%s', async (_, text, expected) => {
    const settings = await settingsIn({ '.azml-lint.yaml': text });
    expect(Object.fromEntries(Object.keys(expected).map((id) => [id, levelOf(settings, id)]))).toEqual(
      expected,
    );
  });

  it('options replace the defaults one by one', async () => {
    const settings = await settingsIn({
      '.azml-lint.json': '{"rules": {"DL3026": ["error", {"allow": ["a/**"]}]}}',
    });
    expect(optionsOf(settings, 'base-image/not-allowed')).toEqual({
      allow: ['a/**'],
      stages: 'final',
      copySources: false,
    });
  });

  it('a file builds on what it extends, in order', async () => {
    const settings = await settingsIn({
      '.azml-lint.yaml':
        'extends: [policy/a.yaml, ./policy/b.yml]\nrules: { DL3026: { copySources: true } }\nbuildArgs: { B: root }',
      'policy/a.yaml':
        'extends: ./base.json\nrules: { apt/upgrade: error, DL3009: off, DL3026: [warning, { allow: [a], stages: all }] }',
      'policy/b.yml':
        'extends: [./base.json, all]\nrules: { DL3009: info, DL3026: { allow: [b] } }\nbuildArgs: { A: b, B: b }',
      'policy/base.json': '{ "extends": "strict", "rules": { "apt/upgrade": "off" }, "failOn": "never" }',
    });
    // The file that both extend is read once, before the first of them.
    expect(levelOf(settings, 'apt/upgrade')).toBe('error');
    expect(levelOf(settings, 'apt/lists-kept')).toBe('info');
    expect(levelOf(settings, 'base-image/not-allowed')).toBe('warning');
    expect(optionsOf(settings, 'base-image/not-allowed')).toEqual({
      allow: ['b'],
      stages: 'all',
      copySources: true,
    });
    expect(levelOf(settings, 'user/name-not-numeric')).toEqual(levelsOf('info'));
    expect(settings.buildArgs).toEqual({ A: 'b', B: 'root' });
  });

  it('the command line wins', async () => {
    const files = {
      '.azml-lint.yaml':
        'extends: strict\nfailOn: error\nbuildArgs: { A: file, B: file }\noverrides: [{ files: "*", rules: { DL3009: off } }]',
    };
    const options = {
      preset: 'azml-lint:all',
      rules: { DL3009: 'info', 'user/*': 'off' },
      buildArgs: { A: 'given' },
      failOn: 'info',
    } as const;
    const settings = await settingsIn(files, options);
    expect(levelOf(settings, 'apt/upgrade')).toEqual(levelsOf('info'));
    expect(levelOf(settings, 'apt/lists-kept')).toBe('info');
    expect(levelOf(settings, 'user/root-not-dropped')).toBe('off');
    expect(settings.buildArgs).toEqual({ A: 'given', B: 'file' });
    expect((await loaderIn(project(files), options)('Dockerfile')).failOn).toBe('info');
  });

  it('options that a rule needs may come from what is extended', async () => {
    const settings = await settingsIn({
      '.azml-lint.yaml': 'extends: ./base.yaml\nrules: { policy/forbidden-command: error }',
      'base.yaml': 'rules: { policy/forbidden-command: { commands: [{ name: curl }] } }',
    });
    expect(levelOf(settings, 'policy/forbidden-command')).toBe('error');
    expect(optionsOf(settings, 'policy/forbidden-command')).toEqual({ commands: [{ name: 'curl' }] });
  });
});

describe('overrides', () => {
  const root = project({
    '.azml-lint.yaml': `
rules: { DL3009: error }
overrides:
  - files: [training/**, "!training/final/**"]
    family: training
    rules: { DL3009: warning, DL3026: { stages: all } }
  - files: Dockerfile.debug
    rules: { DL3009: off }
  - files: ./.devcontainer/
    rules: { apt/upgrade: error }
  - files: serving/*/Dockerfile
    family: inference
  - files: 'tools/{a,b}'
    rules: { policy/forbidden-command: error }
`,
  });
  const load = loaderIn(root);

  test.each<[string, object]>([
    ['Dockerfile', { level: 'error', stages: 'final' }],
    ['training/Dockerfile', { level: 'warning', family: 'training', stages: 'all' }],
    ['training/deep/down/Dockerfile', { level: 'warning', family: 'training', stages: 'all' }],
    ['training/final/Dockerfile', { level: 'error', stages: 'final' }],
    ['Dockerfile.debug', { level: 'off', stages: 'final' }],
    ['serving/Dockerfile.debug', { level: 'off', stages: 'final' }],
    ['training/Dockerfile.debug', { level: 'off', family: 'training', stages: 'all' }],
    ['serving/one/Dockerfile', { level: 'error', family: 'inference', stages: 'final' }],
    ['serving/Dockerfile', { level: 'error', stages: 'final' }],
    ['.devcontainer/Dockerfile', { level: 'error', stages: 'final', upgrade: 'error' }],
    ['x/.devcontainer/Dockerfile', { level: 'error', stages: 'final' }],
  ])('%s', async (path, expected) => {
    const settings = (await load(path)).settingsFor(path);
    const upgrade = levelOf(settings, 'apt/upgrade');
    expect({
      level: levelOf(settings, 'apt/lists-kept'),
      stages: (optionsOf(settings, 'base-image/not-allowed') as { stages: string }).stages,
      ...(settings.family && { family: settings.family }),
      ...(typeof upgrade === 'string' && { upgrade }),
    }).toEqual(expected);
  });

  it('that switch a rule on without the options it needs are an error for their files only', async () => {
    const configuration = await load('tools/a/Dockerfile');
    expect(() => configuration.settingsFor('tools/a/Dockerfile')).toThrow(
      '.azml-lint.yaml:14:14: `policy/forbidden-command` needs the option `commands`',
    );
    expect(() => configuration.settingsFor('tools/c/Dockerfile')).not.toThrow();
  });

  it('gives files that the same overrides hold for the same settings', async () => {
    const [one, other] = [await load('training/a/Dockerfile'), await load('training/b/Dockerfile')];
    expect(one).toBe(other);
    expect(one.settingsFor('training/a/Dockerfile')).toBe(one.settingsFor('training/b/Dockerfile'));
  });

  it('of an extended file are relative to the configuration that extends it', async () => {
    const settings = await settingsIn(
      {
        '.azml-lint.yaml': 'extends: ./policy/base.yaml',
        'policy/base.yaml': 'overrides: [{ files: services/**, rules: { DL3009: off } }]',
      },
      {},
      'services/Dockerfile',
    );
    expect(levelOf(settings, 'apt/lists-kept')).toBe('off');
  });

  it('of a configuration elsewhere are relative to the working directory', async () => {
    const text = 'overrides: [{ files: services/*, rules: { DL3009: off } }]';
    const settings = await settingsIn(
      { 'ci/lint.yaml': text },
      { explicit: 'ci/lint.yaml' },
      'services/Dockerfile',
    );
    expect(levelOf(settings, 'apt/lists-kept')).toBe('off');
  });
});

describe('ignore', () => {
  const text = 'ignore: [vendor, /tmp-*, "docs/**/*.Dockerfile", "!docs/keep.Dockerfile"]';

  test.each([
    ['vendor', true],
    ['vendor/x/Dockerfile', true],
    ['services/vendor/Dockerfile', true],
    ['vendored/Dockerfile', false],
    ['tmp-1/Dockerfile', true],
    ['services/tmp-1/Dockerfile', false],
    ['docs/a/b.Dockerfile', true],
    ['docs/b.Dockerfile', true],
    ['docs/keep.Dockerfile', false],
    ['Dockerfile', false],
  ])('%s: %s', async (path, expected) => {
    const configuration = await loaderIn(project({ '.azml-lint.yaml': text }))('Dockerfile');
    expect(configuration.ignores(path)).toBe(expected);
  });

  it('adds up over what is extended', async () => {
    const root = project({ '.azml-lint.yaml': 'extends: ./a.yaml\nignore: b', 'a.yaml': 'ignore: a' });
    const configuration = await loaderIn(root)('Dockerfile');
    expect(['a', 'b', 'c'].filter((path) => configuration.ignores(path))).toEqual(['a', 'b']);
  });
});

describe('the nearest configuration', () => {
  const root = project({
    '.azml-lint.yaml': 'failOn: error',
    'a/.azml-lint.yml': 'failOn: info',
    'a/b/c/Dockerfile': '',
    'sub/.git/HEAD': '',
    'sub/x/Dockerfile': '',
  });

  test.each([
    ['Dockerfile', 'error', ['.azml-lint.yaml']],
    ['other/Dockerfile', 'error', ['.azml-lint.yaml']],
    ['a/Dockerfile', 'info', ['a/.azml-lint.yml']],
    ['a/b/c/Dockerfile', 'info', ['a/.azml-lint.yml']],
    // Files above the root of a repository belong to others.
    ['sub/x/Dockerfile', 'warning', []],
  ])('of %s', async (path, failOn, files) => {
    const configuration = await loaderIn(root)(path);
    expect({ failOn: configuration.failOn, files: configuration.files }).toEqual({ failOn, files });
    expect(await loaderIn(join(root, 'a'))(join(root, path))).toMatchObject({ failOn });
  });

  it('is read once', async () => {
    const load = loaderIn(root);
    expect(await load('a/Dockerfile')).toBe(await load('a/b/c/Dockerfile'));
    expect(await load('sub/Dockerfile')).toBe(await load('sub/x/Dockerfile'));
  });
});

describe('the origin of each setting', () => {
  it('is carried along', async () => {
    const root = project({
      'services/.azml-lint.yaml': `extends:
  - ../base.yaml
  - strict
rules:
  DL3026: [warning, { stages: all }]
overrides:
  - files: gpu
    family: training
    rules:
      apt/*: info
`,
      'base.yaml': 'rules:\n  DL3026: { allow: [a] }\nbuildArgs:\n  A: "1"\nignore:\n  - vendor\n',
    });
    const configuration = await loaderIn(root, { buildArgs: { B: '2' }, rules: { DL3015: 'off' } })(
      'services/Dockerfile',
    );
    const origins = configuration.origins('services/gpu/Dockerfile');
    const texts = Object.fromEntries(
      origins.rules.map(({ rule, level, options }) => [
        rule.id,
        [level, ...Object.values(options)].map(({ origin }) => originText(origin)),
      ]),
    );

    expect(origins.files).toEqual(['base.yaml', 'services/.azml-lint.yaml']);
    expect(originText(origins.preset.origin)).toBe('services/.azml-lint.yaml:3:5');
    expect(originText(origins.failOn.origin)).toBe('default');
    expect(origins.family && originText(origins.family.origin)).toBe('services/.azml-lint.yaml:8:5');
    expect(origins.ignore.map(({ value, origin }) => [value, originText(origin)])).toEqual([
      ['vendor', 'base.yaml:6:5'],
    ]);
    expect(originText(origins.buildArgs.A!.origin)).toBe('base.yaml:4:3');
    expect(originText(origins.buildArgs.B!.origin)).toBe('--build-arg B');
    expect(texts).toMatchObject({
      'apt/lists-kept': ['services/.azml-lint.yaml:10:7'],
      'apt/recommends-installed': ['--rule DL3015=off'],
      'user/name-not-numeric': ['azml-lint:strict'],
      'base-image/not-allowed': [
        'services/.azml-lint.yaml:5:3',
        'base.yaml:2:13',
        'services/.azml-lint.yaml:5:23',
        'default',
      ],
    });
  });
});

describe('settings without files', () => {
  it('are those of the preset recommended on the day of the catalog', () => {
    const settings = settingsOf({});
    expect(settings.rules.map(({ rule }) => rule)).toEqual(builtInRules);
    expect(settings).toMatchObject({ buildArgs: {}, now: catalogDate });
    for (const { rule, level } of settings.rules) expect(level).toEqual(rule.level);
  });

  it('take levels, options, more rules and circumstances', () => {
    const plugin = ruleNamed('acme/no-curl', {
      aliases: ['ACME1'],
      options: {
        defaults: { allow: [], deep: false },
        schema: { allow: { description: 'x' }, deep: { description: 'x' } },
      },
    });
    const settings = settingsOf({
      plugins: [plugin],
      preset: 'strict',
      rules: { ACME1: ['error', { allow: ['a'] }] },
      buildArgs: { A: '1' },
      now: '2030-01-01',
      family: 'training',
    });
    expect(levelOf(settings, 'acme/no-curl')).toBe('error');
    expect(optionsOf(settings, 'acme/no-curl')).toEqual({ allow: ['a'], deep: false });
    expect(settings).toMatchObject({ buildArgs: { A: '1' }, now: '2030-01-01', family: 'training' });
  });

  test.each<[object, string]>([
    [{ preset: 'strickt' }, 'unknown preset `strickt`'],
    [{ rules: { 'acme/x': 'error' } }, 'unknown rule `acme/x`'],
    [{ rules: { 'acme/x': 'eror' } }, '`eror` is no level for `acme/x`'],
    [{ rules: { 'acme/y': { a: 1 } }, plugins: [ruleNamed('acme/y')] }, 'unknown option `a` of `acme/y`'],
    [{ rule: {} }, 'unknown option `rule`\n  Did you mean `rules`?'],
    [{ rules: null }, '`rules` must be an object'],
    [{ rules: ['apt'] }, '`rules` must be an object'],
    [{ plugins: {} }, '`plugins` must be a list of rules'],
    [{ preset: 3 }, '`preset` must be a text'],
    [{ buildArgs: { A: 1 } }, '`buildArgs` must be an object of texts'],
    [{ buildArgs: ['A=1'] }, '`buildArgs` must be an object of texts'],
    [{ now: 'today' }, '`now` must be a day, YYYY-MM-DD'],
    [{ family: 'gpu' }, 'there is no family `gpu`\n  Families: `inference`, `training`, `other`.'],
    [{ context: 'src' }, '`context` must be what `contextOf` makes'],
    [{ plugins: [{}] }, 'the rule number 1 has no id'],
    [{ plugins: [ruleNamed('acme/x'), ruleNamed('acme/x')] }, 'the rule `acme/x` is there twice'],
  ])('%j: %s', (options, message) => {
    expect(() => settingsOf(options)).toThrow(ConfigError);
    expect(() => settingsOf(options)).toThrow(message);
  });

  test('of a rule about a kind that there is not: `lint` refuses it', () => {
    const plugins = [{ ...ruleNamed('acme/x'), kinds: ['yaml'] as never }];
    expect(() => lint('FROM a\n', { plugins })).toThrow(
      '`kinds` must be a list of dockerfile, azureml-yaml, python',
    );
  });
});

describe('build contexts', () => {
  const files = {
    '.azml-lint.yaml': [
      'extends: ./base.yaml',
      'context:',
      '  - dockerfile: docker/*.Dockerfile',
      '    path: .',
      '  - dockerfile: docker/gpu.Dockerfile',
      '    path: docker',
      'managedBuild: true',
      'overrides:',
      '  - files: docker/**',
      '    managedBuild: false',
    ].join('\n'),
    'base.yaml': 'context:\n  - dockerfile: Dockerfile\n    path: data\n',
    'data/x': '',
    'docker/x': '',
  };

  async function contextsIn(root: string, options: Partial<LoadOptions> = {}) {
    const load = loaderIn(root, options);
    const paths = ['Dockerfile', 'docker/cpu.Dockerfile', 'docker/gpu.Dockerfile', 'a/other.Dockerfile'];
    return Promise.all(paths.map(async (path) => (await load(path)).contextOf(path)?.value));
  }

  test('are those of the last entry that fits, relative to the file that has it', async () => {
    const root = project(files);
    const [data, docker] = [join(root, 'data'), join(root, 'docker')];
    expect(await contextsIn(root)).toEqual([data, root, docker, undefined]);
    expect(await contextsIn(root, { context: 'data' })).toEqual([data, data, data, data]);
    expect(await contextsIn(root, { context: false })).toEqual([false, false, false, false]);
    const off = project({ ...files, '.azml-lint.yaml': 'extends: ./base.yaml\ncontext: false\n' });
    expect(await contextsIn(off)).toEqual([false, false, false, false]);
    expect(await contextsIn(off, { context: 'data' })).toEqual(Array(4).fill(join(off, 'data')));
  });

  test('must be there', async () => {
    const root = project(files);
    await expect(contextsIn(root, { context: 'nowhere' })).rejects.toThrow(
      '--context nowhere: there is no such directory',
    );
    await expect(contextsIn(root, { buildContexts: { data: 'x' } })).rejects.toThrow(
      '--build-context data=x: there is no such directory',
    );
  });

  test('may have names of their own', async () => {
    const root = project(files);
    const { buildContexts } = await loaderIn(root, { buildContexts: { data: 'data' } })('Dockerfile');
    expect([...buildContexts]).toEqual([['data', join(root, 'data')]]);
  });

  test('come with who builds, file by file', async () => {
    const load = loaderIn(project(files), {});
    const managed = async (path: string) => (await load(path)).origins(path).managedBuild;
    expect(await managed('Dockerfile')).toMatchObject({ value: true, origin: { line: 7 } });
    expect(await managed('docker/cpu.Dockerfile')).toMatchObject({ value: false, origin: { line: 10 } });
  });
});
