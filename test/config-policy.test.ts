import { join } from 'node:path';
import { describe, expect, it, test } from 'vitest';
import { originText } from '../src/config/origin.ts';
import { levelsOf, loaderIn, problemsIn, project, textAt } from './config-samples.ts';

const policy = `extends: strict
rules:
  DL3009: error
  DL3026: [error, { allow: [acme/**] }]
overrides:
  - files: sandbox
    rules: { DL3009: info }
locked: [DL3009, base-image/*, apt/upgrade, DL3009]
`;

async function inForce(files: Readonly<Record<string, string>>, path = 'Dockerfile') {
  const configuration = await loaderIn(project({ 'policy.yaml': policy, ...files }))('Dockerfile');
  const settings = configuration.settingsFor(path);
  const byId = new Map(settings.rules.map(({ rule, level, options }) => [rule.id, { level, options }]));
  return { configuration, settings, byId };
}

describe('locked rules', () => {
  it('stay as the policy has them, and every attempt is a finding', async () => {
    const { configuration, settings, byId } = await inForce({
      '.azml-lint.yaml': `extends: [./policy.yaml, recommended]
rules:
  apt/*: off  # quiet
  base-image/not-allowed: [warning, { allow: ["**"], stages: all }]
  user/*: off
overrides:
  - files: "*"
    rules: { apt/lists-kept: warning }
`,
    });
    expect(byId.get('apt/lists-kept')?.level).toBe('error');
    expect(byId.get('apt/upgrade')?.level).toEqual(levelsOf('warning'));
    expect(byId.get('base-image/not-allowed')).toEqual({
      level: 'error',
      options: { allow: ['acme/**'], stages: 'final', copySources: false },
    });
    // The repository decides about everything that is not locked.
    expect(byId.get('apt/recommends-installed')?.level).toBe('off');
    expect(byId.get('user/root-not-dropped')?.level).toBe('off');
    expect(settings.locked).toEqual(['apt/lists-kept', 'base-image/not-allowed', 'apt/upgrade']);

    expect(configuration.findings.map(({ path }) => path)).toEqual(['.azml-lint.yaml']);
    const [{ source, findings }] = configuration.findings as [(typeof configuration.findings)[0]];
    expect(
      findings.map(({ rule, severity, span, message }) => [rule, severity, textAt(source, span), message]),
    ).toEqual([
      [
        'apt/lists-kept',
        'error',
        'apt/*: off',
        '`apt/lists-kept` and 1 other rule are locked by policy.yaml:8:10 and cannot be switched off here.',
      ],
      [
        'base-image/not-allowed',
        'error',
        'base-image/not-allowed: [warning, { allow: ["**"], stages: all }]',
        '`base-image/not-allowed` is locked by policy.yaml:8:18 and cannot be lowered to warning here.',
      ],
      [
        'base-image/not-allowed',
        'error',
        'allow: ["**"], stages: all }]',
        '`base-image/not-allowed` is locked by policy.yaml:8:18 and cannot be given another `allow` here.',
      ],
      [
        'base-image/not-allowed',
        'error',
        'stages: all }]',
        '`base-image/not-allowed` is locked by policy.yaml:8:18 and cannot be given another `stages` here.',
      ],
      [
        'apt/lists-kept',
        'error',
        'apt/lists-kept: warning }',
        '`apt/lists-kept` is locked by policy.yaml:8:10 and cannot be lowered to warning here.',
      ],
    ]);
  });

  it('may be raised, and set to what they are', async () => {
    const { configuration, byId } = await inForce({
      '.azml-lint.yaml':
        'extends: ./policy.yaml\nrules: { apt/upgrade: error, DL3009: error, DL3026: { allow: [acme/**] } }',
    });
    expect(byId.get('apt/upgrade')?.level).toBe('error');
    expect(configuration.findings).toEqual([]);
  });

  it('obey the policy’s own overrides', async () => {
    const { byId } = await inForce({ '.azml-lint.yaml': 'extends: ./policy.yaml' }, 'sandbox/Dockerfile');
    expect(byId.get('apt/lists-kept')?.level).toBe('info');
  });

  test.each([
    ['from beside the policy, before it', 'extends: [./weak.yaml, ./policy.yaml]'],
    ['from beside the policy, after it', 'extends: [./policy.yaml, ./weak.yaml]'],
    ['over several files', 'extends: ./between.yaml\nrules: { DL3009: off }'],
  ])('cannot be weakened %s', async (_, text) => {
    const { byId, configuration } = await inForce({
      '.azml-lint.yaml': text,
      'weak.yaml': 'rules: { DL3009: off }',
      'between.yaml': 'extends: ./policy.yaml\nlocked: DL3015',
    });
    expect(byId.get('apt/lists-kept')?.level).toBe('error');
    expect(configuration.findings.flatMap(({ findings }) => findings)).toHaveLength(1);
  });

  it('keep the higher of two locks', async () => {
    const { byId } = await inForce({
      '.azml-lint.yaml': 'extends: [./a.yaml, ./b.yaml]\nrules: { DL3015: off }',
      'a.yaml': 'rules: { DL3015: error }\nlocked: DL3015',
      'b.yaml': 'rules: { DL3015: warning }\nlocked: DL3015',
    });
    expect(byId.get('apt/recommends-installed')?.level).toBe('error');
  });

  it('of a file itself are for comments only', async () => {
    const { configuration, settings } = await inForce({
      '.azml-lint.yaml': 'rules: { DL3009: off, apt/upgrade: info }\nlocked: apt/*',
    });
    expect(configuration.findings).toEqual([]);
    expect(settings.locked).toEqual(['apt/lists-kept', 'apt/recommends-installed', 'apt/upgrade']);
  });

  it('cannot be weakened on the command line', async () => {
    const root = project({ '.azml-lint.yaml': 'extends: ./policy.yaml', 'policy.yaml': policy });
    expect(await problemsIn(root, { rules: { DL3009: 'off', 'apt/upgrade': 'error' } })).toEqual([
      '--rule DL3009=off: `apt/lists-kept` is locked by policy.yaml:8:10 and cannot be switched off here.',
    ]);
    const configuration = await loaderIn(root, { preset: 'recommended' })('Dockerfile');
    const upgrade = configuration.origins('Dockerfile').rules.find(({ rule }) => rule.id === 'apt/upgrade');
    expect(upgrade?.level).toEqual({
      value: levelsOf('warning'),
      origin: { kind: 'preset', preset: 'strict' },
    });
  });

  it('are listed with the place of the lock', async () => {
    const { configuration } = await inForce({ '.azml-lint.yaml': 'extends: ./policy.yaml' });
    expect(
      configuration.origins('Dockerfile').locked.map(({ value, origin }) => [value.id, originText(origin)]),
    ).toEqual([
      ['apt/lists-kept', 'policy.yaml:8:10'],
      ['base-image/not-allowed', 'policy.yaml:8:18'],
      ['apt/upgrade', 'policy.yaml:8:32'],
    ]);
  });

  it('must exist', async () => {
    expect(await problemsIn(project({ '.azml-lint.yaml': 'locked:\n  - DL3009\n  - DL3O15' }))).toEqual([
      '.azml-lint.yaml:3:5: unknown rule `DL3O15`',
      '  Did you mean `DL3015`? `azml-lint rules` lists all.',
    ]);
  });
});

test('the baseline is relative to the file that names it', async () => {
  const root = project({
    '.azml-lint.yaml': 'extends: ./ci/base.yaml',
    'ci/base.yaml': 'baseline: old/findings.txt',
  });
  const configuration = await loaderIn(root)('a/b/Dockerfile');
  expect(configuration.baseline).toBe(join(root, 'ci/old/findings.txt'));
  expect((await loaderIn(project({}))('Dockerfile')).baseline).toBeUndefined();
});
