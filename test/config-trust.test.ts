/** What a configuration that was found may read, and what is reported about the files that it names. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, test } from 'vitest';
import { isCi } from '../src/cli/ci.ts';
import { loaderIn, problemsIn, project } from './config-samples.ts';

const secret = 'machine github.com login bot password Zq8vK3xYt2\n';

/** A directory with a repository `in` and files outside of it. */
function neighbors(files: Readonly<Record<string, string>>): { root: string; inside: string } {
  const root = project({
    'in/.git/config': `[http]\n\textraheader = AUTHORIZATION: basic ${'Zq8vK3xYt2'.repeat(3)}\n`,
    'out/.netrc': secret,
    'out/policy.yaml': 'failOn: never',
    'out/rules.mjs': 'globalThis.ran = true; export const rules = [];',
    ...files,
  });
  return { root, inside: join(root, 'in') };
}

const outside = 'is not read, because it lies outside of the repository';

describe('a configuration that was found', () => {
  test.each([
    ['extends: ../out/policy.yaml', '1:10: `../out/policy.yaml`'],
    ['extends: [recommended, ../out/.netrc]', '1:24: `../out/.netrc`'],
    ['extends: ./link.yaml', '1:10: `./link.yaml`'],
    ['extends: ./linked/policy.yaml', '1:10: `./linked/policy.yaml`'],
    ['extends: ./.git/config', '1:10: `./.git/config`'],
    ['extends: ./.GIT/config', '1:10: `./.GIT/config`'],
    ['extends: ./of-git', '1:10: `./of-git`'],
    ['extends: /proc/self/environ', '1:10: `/proc/self/environ`'],
    ['extends: /dev/stdin', '1:10: `/dev/stdin`'],
    ['extends: ./inner/a.yaml', undefined],
    ['plugins: ../out/rules.mjs', '1:10: the plugin `../out/rules.mjs`'],
    ['plugins: ./linked/rules.mjs', '1:10: the plugin `./linked/rules.mjs`'],
    ['baseline: ../old', '1:11: the baseline `../old`'],
    ['baseline: /tmp/old', '1:11: the baseline `/tmp/old`'],
    ['baseline: linked/new/old', '1:11: the baseline `linked/new/old`'],
    ['baseline: .git/hooks/pre-commit', '1:11: the baseline `.git/hooks/pre-commit`'],
  ])('stays in its repository: %s', async (text, place) => {
    const { root, inside } = neighbors({
      'in/.azml-lint.yaml': text,
      'in/inner/a.yaml': 'extends: ../b.yaml\nbaseline: ../old',
      'in/b.yaml': '',
    });
    symlinkSync(join(root, 'out/policy.yaml'), join(inside, 'link.yaml'));
    symlinkSync('../out', join(inside, 'linked'));
    symlinkSync('.git/config', join(inside, 'of-git'));
    const problems = await problemsIn(inside);
    expect(problems[0]).toBe(place && `.azml-lint.yaml:${place} ${outside}`);
    expect(globalThis).not.toHaveProperty('ran');
  });

  it('stays there from whatever file of it the way leads out', async () => {
    const { inside } = neighbors({
      'in/.azml-lint.yaml': 'extends: ./inner/a.yaml',
      'in/inner/a.yaml': 'extends: ../../out/policy.yaml\nbaseline: ../../old',
    });
    expect((await problemsIn(inside)).filter((line) => !line.startsWith(' '))).toEqual([
      `inner/a.yaml:1:10: \`../../out/policy.yaml\` ${outside}`,
      `inner/a.yaml:2:11: the baseline \`../../old\` ${outside}`,
    ]);
  });

  it('stays in its directory where there is no repository', async () => {
    const { root, inside } = neighbors({ 'in/.azml-lint.yaml': 'extends: ../out/policy.yaml' });
    for (const git of ['in/.git', '.git']) rmSync(join(root, git), { recursive: true });
    expect(await problemsIn(inside)).toContain(`.azml-lint.yaml:1:10: \`../out/policy.yaml\` ${outside}`);
    // The directory that counts is that of the configuration, not the working directory.
    await expect(loaderIn(root)('in/Dockerfile')).rejects.toThrow(outside);
  });

  it('is no link that leads out', async () => {
    const { root, inside } = neighbors({});
    symlinkSync(join(root, 'out/policy.yaml'), join(inside, '.azml-lint.yaml'));
    expect((await problemsIn(inside))[0]).toBe(`.azml-lint.yaml: this configuration ${outside}`);
  });

  it('reaches out where it was named, or is trusted', async () => {
    const { root, inside } = neighbors({
      'in/.azml-lint.yaml': 'extends: ../out/policy.yaml\nbaseline: ../old',
    });
    for (const options of [{ trust: true }, { explicit: '.azml-lint.yaml', ci: true }]) {
      const configuration = await loaderIn(inside, options)('Dockerfile');
      expect(configuration).toMatchObject({ failOn: 'never', baseline: join(root, 'old') });
    }
  });

  it('may extend a package that lies above, with what the package extends', async () => {
    const { inside } = neighbors({
      'node_modules/acme/package.json': '{ "main": "lib/policy.yaml" }',
      'node_modules/acme/lib/policy.yaml': 'extends: ../base.yaml',
      'node_modules/acme/base.yaml': 'failOn: never',
      'in/.azml-lint.yaml': 'extends: acme',
    });
    expect(await loaderIn(inside)('Dockerfile')).toMatchObject({ failOn: 'never' });
    writeFileSync(join(inside, '.azml-lint.yaml'), 'extends: acme/../../out/policy.yaml');
    expect((await problemsIn(inside))[0]).toContain(outside);
  });
});

describe('no words of a file are told that is no configuration', () => {
  test.each([
    ['.netrc', secret, '1:1: the configuration must be a mapping, not text'],
    ['a.json', '["Zq8vK3xYt2"]', '1:1: the configuration must be a mapping, not a list'],
    ['a.json', '{"private_Zq8vK3xYt2": "Zq8vK3xYt2"}', '1:2: a configuration has no such key'],
    ['a.yaml', 'failOn: Zq8vK3xYt2\nusers: Zq8vK3xYt2', '2:1: a configuration has no such key'],
    ['a.yaml', 'Zq8vK3xYt2: &Zq8vK3xYt2 1\nZq8vK3xYt2: *Zq8vK3xYt2', '2:1: this is no YAML'],
    ['a.yaml', 'a: *Zq8vK3xYt2', '1:4: this is no YAML'],
    ['a.yaml', '!<Zq8vK3xYt2> x', '1:1: this is no YAML'],
    ['a.yaml', '%Zq8vK3xYt2\n---\n- Zq8vK3xYt2\nZq8vK3xYt2', '1:1: this is no YAML'],
    ['a.yaml', '"Zq8vK3xYt2', '1:12: this is no YAML'],
  ])('%s: %s', async (name, text, expected) => {
    const extending = project({ '.azml-lint.yaml': `extends: ./${name}`, [name]: text });
    const linking = project({ [name]: text });
    symlinkSync(name, join(linking, '.azml-lint.yaml'));
    for (const [root, shown, options] of [
      [extending, name, {}],
      [extending, name, { explicit: '.azml-lint.yaml' }],
      [linking, '.azml-lint.yaml', {}],
    ] as const) {
      const problems = await problemsIn(root, options);
      expect(problems).toContain(`${shown}:${expected}`);
      expect(problems.join('\n')).not.toContain('Zq8v');
    }
  });

  it('nor of a plugin that is no JavaScript', async () => {
    const root = project({
      '.azml-lint.yaml': 'plugins: ./.netrc',
      '.netrc': secret,
      'a.mjs': `\n${secret}`,
    });
    expect((await problemsIn(root)).join('\n')).not.toMatch(/machine|github|Zq8v/);
    writeFileSync(join(root, '.azml-lint.yaml'), 'plugins: ./a.mjs');
    expect((await problemsIn(root)).join('\n')).not.toMatch(/machine|github|Zq8v/);
  });

  it('but of one that is', async () => {
    const root = project({ '.azml-lint.yaml': 'extends: ./a.yaml', 'a.yaml': 'failOn: eror' });
    expect((await problemsIn(root))[0]).toBe('a.yaml:1:9: `failOn` cannot be `eror`');
  });
});

describe('what is no regular file is refused, also for a configuration that was named', () => {
  test.each([
    ['/dev/zero', / is no regular file$/],
    ['/dev/null', / is no regular file$/],
    ['/proc/self/environ', / is no regular file$/],
    ['./pipe', /: it is no regular file$/],
    ['./pipe.mjs', /: it is no regular file$/],
    ['.', / is a directory$/],
    ['./large.yaml', /`large.yaml` is larger than 1 MB$/],
  ])('%s', async (path, expected) => {
    const root = project({
      '.azml-lint.yaml': `extends: ${path}`,
      'large.yaml': '#'.repeat(1024 * 1024 + 1),
    });
    for (const pipe of ['pipe', 'pipe.mjs']) execFileSync('mkfifo', [join(root, pipe)]);
    expect((await problemsIn(root, { explicit: '.azml-lint.yaml' }))[0]).toMatch(expected);
  });

  it('and as the configuration itself', async () => {
    const root = project({});
    mkdirSync(join(root, '.azml-lint.yaml'));
    expect(await problemsIn(root)).toEqual(['`.azml-lint.yaml` is a directory']);
    rmSync(join(root, '.azml-lint.yaml'), { recursive: true });
    execFileSync('mkfifo', [join(root, '.azml-lint.yaml')]);
    expect(await problemsIn(root)).toEqual(['`.azml-lint.yaml` is no regular file']);
  });
});

describe('it is CI', () => {
  test.each([
    [{ CI: 'true' }],
    [{ CI: '1' }],
    [{ CI: 'woodpecker' }],
    [{ CI: 'false', TF_BUILD: 'True' }],
    [{ CI: '', GITHUB_ACTIONS: 'true' }],
    [{ GITLAB_CI: 'true' }],
    [{ JENKINS_URL: 'https://ci.example/' }],
    [{ BUILD_ID: '0' }],
    [{ BUILDKITE: 'true' }],
    [{ DRONE: 'true' }],
    [{ TEAMCITY_VERSION: '2026.1' }],
    [{ bamboo_buildKey: 'A' }],
    [{ 'bamboo.buildKey': 'A' }],
    [{ CIRCLECI: 'true' }],
    [{ TRAVIS: 'true' }],
    [{ APPVEYOR: 'True' }],
    [{ CODEBUILD_BUILD_ID: 'a:b' }],
    [{ BITBUCKET_BUILD_NUMBER: '1' }],
    [{ SEMAPHORE: 'true' }],
    [{ CIRRUS_CI: 'true' }],
    [{ HEROKU_TEST_RUN_ID: 'a' }],
    [{ NETLIFY: 'true' }],
    [{ VERCEL: '1' }],
    [{ HUDSON_URL: 'https://ci.example/' }],
    [{ TASKCLUSTER_ROOT_URL: 'https://ci.example/' }],
  ])('%j', (env) => {
    expect(isCi(env as unknown as Record<string, string>)).toBe(true);
  });

  test.each([
    [{}],
    [{ CI: 'false' }],
    [{ CI: '0' }],
    [{ CI: '' }],
    [{ TF_BUILD: '' }],
    [{ CI: 'False', TRAVIS: 'false' }],
  ])('not %j', (env) => {
    expect(isCi(env as unknown as Record<string, string>)).toBe(false);
  });
});
