import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, test } from 'vitest';
import type { LoadOptions } from '../src/config/load-options.ts';
import { mayExecute, type TrustContext } from '../src/config/trust.ts';
import { checkRule } from '../src/rule/check-rule.ts';
import { loaderIn, problemsIn, project, ruleNamed } from './config-samples.ts';

/** The source of a rule in a plugin without a compiler. */
function rule(id: string, more = ''): string {
  return `{
    id: '${id}', title: 'A rule', level: { inference: 'error', training: 'warning', other: 'off' },
    messages: { found: 'Found {what}.' }, check() {}, ${more}
  }`;
}

const withOptions = `options: {
  defaults: { max: 3 },
  schema: { max: { type: 'integer', minimum: 1, description: 'How many.' } },
}`;

describe('plugins', () => {
  it('add rules that are configured as the built-in ones are', async () => {
    const root = project({
      '.azml-lint.yaml': 'plugins: ./rules.mjs\nrules: { ACME1: [info, { max: 5 }], acme/b: off }',
      'rules.mjs': `export const rules = [${rule('acme/a', `aliases: ['ACME1'], ${withOptions}`)}, ${rule('acme/b')}, ${rule('acme/c')}];`,
    });
    const configuration = await loaderIn(root)('Dockerfile');
    const { rules } = configuration.settingsFor('Dockerfile');
    expect(configuration.rules.slice(0, 3).map(({ id }) => id)).toEqual(['acme/a', 'acme/b', 'acme/c']);
    expect(rules.slice(0, 3).map(({ level, options }) => [level, options])).toEqual([
      ['info', { max: 5 }],
      ['off', {}],
      [{ inference: 'error', training: 'warning', other: 'off' }, {}],
    ]);
    expect(configuration.origins('Dockerfile').plugins).toEqual([
      { value: './rules.mjs', origin: { kind: 'file', file: '.azml-lint.yaml', line: 1, column: 1 } },
    ]);
  });

  test.each([
    ['a list `rules`', `export const rules = [${rule('acme/a')}];`],
    ['a default list', `export default [${rule('acme/a')}];`],
    ['`rules` of the default export', `export default { rules: [${rule('acme/a')}] };`],
  ])('may export %s', async (_, text) => {
    const root = project({ '.azml-lint.yaml': 'plugins: [./p.mjs]\nrules: { acme/a: off }', 'p.mjs': text });
    expect(await problemsIn(root)).toEqual([]);
  });

  test.each([
    ['main', { main: './lib/index.mjs' }],
    ['exports', { exports: './lib/index.mjs' }],
    ['exports for import only', { exports: { '.': { import: './lib/index.mjs' } } }],
  ])('may be packages with %s, found from the configuration', async (_, manifest) => {
    const root = project({
      'sub/.azml-lint.yaml': 'plugins: azml-lint-plugin-acme\nrules: { acme/a: off }',
      'node_modules/azml-lint-plugin-acme/package.json': JSON.stringify({
        name: 'azml-lint-plugin-acme',
        ...manifest,
      }),
      'node_modules/azml-lint-plugin-acme/lib/index.mjs': `export const rules = [${rule('acme/a')}];`,
    });
    const configuration = await loaderIn(root)('sub/Dockerfile');
    expect(configuration.rules.map(({ id }) => id)).toContain('acme/a');
  });

  it('of an extended file are found from there, and loaded once', async () => {
    const root = project({
      '.azml-lint.yaml': 'extends: ./policy/base.yaml\nplugins: ./policy/rules.mjs\nrules: { acme/a: off }',
      'policy/base.yaml': 'plugins: ./rules.mjs\nrules: { acme/a: error }',
      'policy/rules.mjs': `export const rules = [${rule('acme/a')}];`,
    });
    expect(await problemsIn(root)).toEqual([]);
  });

  test.each<[string, string, ...string[]]>([
    ['throws', 'throw new Error("no license\\nfound");', '`./p.mjs` cannot be loaded: no license'],
    ['is no JavaScript', 'export const = 1', '`./p.mjs` cannot be loaded: '],
    ['exports nothing', '', '`./p.mjs` exports no list `rules`', '  Write `export const rules = [ … ];`.'],
    [
      'exports no rules',
      'export const rules = [null, 1];',
      '`./p.mjs`: the rule number 1 is not an object',
      '`./p.mjs`: the rule number 2 is not an object',
    ],
    [
      'exports a rule without a check',
      `export const rules = [{ ...${rule('acme/a')}, check: 1 }];`,
      '`./p.mjs`: the rule `acme/a` has no function `check`',
    ],
    [
      'has a rule twice',
      `export const rules = [${rule('acme/a')}, ${rule('acme/a')}];`,
      '`./p.mjs`: the rule `acme/a` is there twice',
    ],
    [
      'has several groups',
      `export const rules = [${rule('acme/a')}, ${rule('emca/b')}];`,
      '`./p.mjs`: its rules are of several groups (`acme`, `emca`), but must share one',
    ],
    [
      'takes the group of a built-in rule',
      `export const rules = [${rule('apt/better')}];`,
      '`./p.mjs`: the group `apt` belongs to other rules',
    ],
    [
      'has an option that is no JSON Schema',
      `export const rules = [${rule('acme/a', "options: { defaults: {}, schema: { max: { type: 'int', description: 'x' } } }")}];`,
      '`./p.mjs`: the options of `acme/a` are no JSON Schema: ',
    ],
    [
      'has a default that does not fit',
      `export const rules = [${rule('acme/a', withOptions.replace('max: 3', 'max: 0'))}];`,
      '`./p.mjs`: the default of `acme/a` at /max must be >= 1',
    ],
  ])('that cannot be used are told: one that %s', async (_, text, ...expected) => {
    const root = project({ '.azml-lint.yaml': 'plugins:\n  - ./p.mjs', 'p.mjs': text });
    const problems = await problemsIn(root);
    expect(problems).toHaveLength(expected.length);
    for (const [index, problem] of problems.entries()) {
      const start = problem.startsWith(' ') ? '' : '.azml-lint.yaml:2:5: the plugin ';
      expect(problem.startsWith(start + expected[index]), problem).toBe(true);
    }
  });

  it('that are not there are told, without a word about their rules', async () => {
    const root = project({
      '.azml-lint.yaml': 'plugins: [./no.mjs, azml-lint-plugin-no]\nrules: { acme/a: off, DL3009: of }',
    });
    const problems = (await problemsIn(root)).filter((line) => !line.startsWith(' '));
    expect(problems).toEqual([
      expect.stringMatching(
        /^\.azml-lint\.yaml:1:11: the plugin `\.\/no\.mjs` cannot be loaded: Cannot find module/,
      ),
      ".azml-lint.yaml:1:21: the plugin `azml-lint-plugin-no` cannot be loaded: Cannot find package 'azml-lint-plugin-no'",
      '.azml-lint.yaml:2:31: `DL3009` cannot be `of`',
    ]);
  });

  it('may not share a group with each other', async () => {
    const text = `export const rules = [${rule('acme/a')}];`;
    const root = project({
      '.azml-lint.yaml': 'plugins: [./a.mjs, ./b.mjs]',
      'a.mjs': text,
      'b.mjs': text.replace('acme/a', 'acme/b'),
    });
    expect(await problemsIn(root)).toEqual([
      '.azml-lint.yaml:1:20: the plugin `./b.mjs`: the group `acme` belongs to other rules',
    ]);
  });

  it('have the values of their options checked', async () => {
    const root = project({
      '.azml-lint.yaml': 'plugins: ./p.mjs\nrules:\n  acme/a: [error, { max: 0, mx: 1 }]',
      'p.mjs': `export const rules = [${rule('acme/a', withOptions)}];`,
    });
    expect(await problemsIn(root)).toEqual([
      '.azml-lint.yaml:3:26: option `max` of `acme/a` must be >= 1',
      '.azml-lint.yaml:3:29: unknown option `mx` of `acme/a`',
      '  Did you mean `max`? Its options: `max`.',
    ]);
  });

  test.each([
    ['[1]', 'must be text or a whole number, not a list'],
    ['"x"', 'must NOT have fewer than 2 characters'],
    ['0', 'must be >= 1'],
  ])('are told which of several shapes is missed by %s', async (value, message) => {
    const schema = `{ anyOf: [{ type: 'string', minLength: 2 }, { type: 'integer', minimum: 1 }], description: 'x' }`;
    const options = `options: { defaults: { max: 3 }, schema: { max: ${schema} } }`;
    const root = project({
      '.azml-lint.yaml': `plugins: ./p.mjs\nrules:\n  acme/a: { max: ${value} }`,
      'p.mjs': `export const rules = [${rule('acme/a', options)}];`,
    });
    expect(await problemsIn(root)).toEqual([`.azml-lint.yaml:3:18: option \`max\` of \`acme/a\` ${message}`]);
  });
});

describe('packages that are extended', () => {
  const files = (manifest: object, text: string, name: string) => ({
    '.azml-lint.yaml': 'extends: "@acme/azml-policy"\nrules: { DL3009: info }',
    'node_modules/@acme/azml-policy/package.json': JSON.stringify({ name: '@acme/azml-policy', ...manifest }),
    [`node_modules/@acme/azml-policy/${name}`]: text,
  });

  test.each([
    ['YAML', files({ main: 'policy.yaml' }, 'failOn: never', 'policy.yaml')],
    ['JSON', files({ exports: './policy.json' }, '{ "failOn": "never" }', 'policy.json')],
    ['JSON by its usual name', files({}, '{ "failOn": "never" }', 'index.json')],
    ['a module', files({ exports: './policy.mjs' }, 'export default { failOn: "never" };', 'policy.mjs')],
  ])('may be %s', async (_, project_) => {
    expect((await loaderIn(project(project_))('Dockerfile')).failOn).toBe('never');
  });

  it('are told with their file when something is wrong', async () => {
    const root = project(
      files({ exports: './p.mjs' }, 'export default { failOn: "no", rules: { apt: "off" } };', 'p.mjs'),
    );
    const problems = (await problemsIn(root)).filter((line) => !line.startsWith(' '));
    expect(problems).toEqual([
      'node_modules/@acme/azml-policy/p.mjs:1:1: `failOn` cannot be `no`',
      'node_modules/@acme/azml-policy/p.mjs:1:1: unknown rule `apt`',
    ]);
  });
});

describe('running code of a configuration', () => {
  test.each<[string, Partial<TrustContext>, boolean]>([
    ['at one’s own machine', {}, true],
    ['in CI', { ci: true }, false],
    ['in an editor', { editor: true }, false],
    ['in an editor, when it is trusted', { editor: true, trust: true }, true],
    ['in CI, when it was named', { ci: true, explicit: true }, true],
    ['in CI, when it is trusted', { ci: true, trust: true }, true],
  ])('%s', (_, circumstances, expected) => {
    expect(mayExecute({ explicit: false, trust: false, ci: false, editor: false, ...circumstances })).toBe(
      expected,
    );
  });

  /** Every way to code: each writes to `globalThis.ran` when it runs. */
  const hostile = {
    '.azml-lint.yaml':
      'extends: [policy/base.yaml, ./evil.mjs, evil]\nplugins: [./evil.mjs, evil]\nrules: { acme/a: off }',
    'policy/base.yaml': 'extends: ../evil.cjs\nplugins: ../evil.js',
    ...Object.fromEntries(
      ['evil.mjs', 'evil.js', 'evil.cjs', 'node_modules/evil/index.js'].map((path) => [
        path,
        'globalThis.ran = true;',
      ]),
    ),
    'node_modules/evil/package.json': '{ "name": "evil" }',
  };

  it('of a pull request is refused in CI, with what to do', async () => {
    const problems = await problemsIn(project(hostile), { ci: true });
    const why =
      'is not loaded, because this configuration was found, not named: such a one runs no code in CI or for an agent';
    expect(problems.filter((line) => !line.startsWith(' '))).toEqual([
      `policy/base.yaml:1:10: \`../evil.cjs\` ${why}`,
      `policy/base.yaml:2:10: the plugin \`../evil.js\` ${why}`,
      `.azml-lint.yaml:1:29: \`./evil.mjs\` ${why}`,
      `.azml-lint.yaml:1:41: \`evil\` ${why}`,
      `.azml-lint.yaml:2:11: the plugin \`./evil.mjs\` ${why}`,
      `.azml-lint.yaml:2:23: the plugin \`evil\` ${why}`,
    ]);
    expect(problems[1]).toBe(
      '  Loading it may run its code. Pass `--trust`, or name a configuration that you trust with `--config`.',
    );
    expect(globalThis).not.toHaveProperty('ran');
  });

  test.each<[string, Partial<LoadOptions>]>([
    ['with --trust', { ci: true, trust: true }],
    ['with --config', { ci: true, explicit: '.azml-lint.yaml' }],
    ['out of CI', {}],
  ])('is done %s', async (_, options) => {
    const root = project({
      '.azml-lint.yaml': 'plugins: ./p.mjs\nrules: { acme/a: off }',
      'p.mjs': `export const rules = [${rule('acme/a')}];`,
    });
    expect(await problemsIn(root, options)).toEqual([]);
  });

  /** Without a repository: a configuration in `outer`, a Dockerfile in `outer/inner`. */
  test.each([
    ['the configuration is in the working directory', 'outer'],
    ['the configuration is above the working directory', 'outer/inner'],
    ['the Dockerfile is outside of the working directory', 'elsewhere'],
  ])('is refused in CI without a repository, when %s: %s', async (_, cwd) => {
    const root = project({
      'outer/.azml-lint.yaml': 'plugins: ./p.mjs',
      'outer/p.mjs': `export const rules = [${rule('acme/a')}];`,
      'outer/inner/Dockerfile': '',
    });
    rmSync(join(root, '.git'));
    const loaded = loaderIn(join(root, cwd), { ci: true })(join(root, 'outer/inner/Dockerfile'));
    await expect(loaded).rejects.toThrow('is not loaded');
  });

  it('is not needed for what is only data', async () => {
    const root = project({
      '.azml-lint.yaml': 'extends: ./base.yaml',
      'base.yaml': 'rules: { DL3009: off }',
    });
    expect(await problemsIn(root, { ci: true })).toEqual([]);
  });
});

describe('a rule that no compiler has seen', () => {
  it('may be sound', () => {
    expect(checkRule(ruleNamed('acme/a'))).toEqual([]);
    expect(checkRule({ ...ruleNamed('acme/a'), title: 'A' })).toEqual([]);
  });

  test.each<[string, object, string]>([
    ['id', { id: 'Acme/A' }, 'has no id of the form `group/name` in lower-case letters, digits and hyphens'],
    ['title', { title: 'Ends with a stop.' }, 'has no `title` of one line without a full stop'],
    ['title', { title: '.' }, 'has no `title` of one line without a full stop'],
    ['title', { title: 'Two\nlines' }, 'has no `title` of one line without a full stop'],
    [
      'level',
      { level: { inference: 'error', training: 'on', other: 'off' } },
      '`level` must give off, info, warning or error for each of inference, training, other',
    ],
    ['aliases', { aliases: 'DL1' }, '`aliases` must be a list of names without blanks and slashes'],
    ['aliases', { aliases: ['a/b'] }, '`aliases` must be a list of names without blanks and slashes'],
    ['url', { url: 'docs/a.md' }, '`url` must be a link that begins with https:// or http://'],
    ['fix', { fix: 'maybe' }, '`fix` must be safe or unsafe'],
    ['strictLevel', { strictLevel: 'on' }, '`strictLevel` must be off, info, warning or error'],
    ['security', { security: 11 }, '`security` must be a number from 0.1 to 10'],
    ['kinds', { kinds: ['yaml'] }, '`kinds` must be a list of dockerfile, azureml-yaml'],
    ['kinds', { kinds: [] }, '`kinds` must be a list of dockerfile, azureml-yaml'],
    ['another key', { alias: ['DL1'] }, 'has a `alias` where `aliases` is meant'],
    ['another key', { option: {} }, 'has a `option` where `options` is meant'],
    ['messages', { messages: {} }, 'has no `messages`'],
    ['messages', { messages: { a: 1 } }, 'message `a` must be a text'],
    [
      'messages',
      { messages: { a: 'x {b c}' } },
      'message `a` has braces that are no placeholder like {name}',
    ],
    ['messages', { messages: { a: 'x {b' } }, 'message `a` has braces that are no placeholder like {name}'],
    ['options', { options: { schema: {} } }, '`options.defaults` must be an object'],
    ['options', { options: { defaults: { a: 1 }, schema: {} } }, 'option `a` has no schema'],
    ['options', { options: { defaults: {}, schema: {}, required: ['a'] } }, 'option `a` has no schema'],
    ['options', { options: { defaults: {}, schema: {}, ownPolicy: ['a'] } }, 'option `a` has no schema'],
    [
      'options',
      { options: { defaults: {}, schema: { a: {} } } },
      'option `a` must be a JSON Schema with a `description`',
    ],
  ])('%s: %j', (_, more, expected) => {
    expect(checkRule({ ...ruleNamed('acme/a'), ...more }, ['dockerfile', 'azureml-yaml'])).toEqual([
      expected,
    ]);
  });
});
