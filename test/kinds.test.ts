/** Kinds of file: how they are recognized, and that the parts common to all kinds also work for YAML. */
import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { applyBaseline, baselineOf } from '../src/baseline/baseline.ts';
import { settingsOf } from '../src/config/settings.ts';
import { contextOf } from '../src/context/folder.ts';
import { fixSource } from '../src/fix/fix.ts';
import { defineRule, lint, type SettingsOptions } from '../src/index.ts';
import { azuremlYamlKind } from '../src/kinds/azureml-yaml/kind.ts';
import { kindNamed, kindOf } from '../src/kinds/index.ts';
import { lintSource } from '../src/lint.ts';

const SCHEMAS = 'https://azuremlschemas.azureedge.net/latest';
const MINIMAL = 'mcr.microsoft.com/azureml/minimal-py312-inference';
const ENVIRONMENT = `$schema: ${SCHEMAS}/environment.schema.json\nname: scoring\n`;

function places(text: string, options: SettingsOptions = {}, path = 'environment.yml'): readonly string[] {
  const { findings } = lint(text, { now: '2026-07-31', path, ...options });
  return findings.map(({ rule, range: { start }, severity }) => `${start.line} ${severity} ${rule}`);
}

describe('what a YAML is', () => {
  const whole = (keys: string) => `${keys}\n`;

  test.each([
    ['environment', `$schema: ${SCHEMAS}/environment.schema.json`],
    ['another host', '$schema: http://azureml/sdk-2-0/Environment.schema.json'],
    ['schema in quotes', `"$schema": "${SCHEMAS}/environment.schema.json"`],
    ['JSON in a YAML', `{ "$schema": "${SCHEMAS}/environment.schema.json", "name": "a" }`],
    ['after a comment and the mark of a document', `# ours\n---\n$schema: ${SCHEMAS}/commandJob.schema.json`],
    ['environment with an image', 'name: a\nimage: ubuntu:24.04'],
    ['environment with a folder', 'name: a\nversion: 1\nbuild:\n  # here\n  path: docker'],
    ['environment with a slip', 'name: a\nimage: ubuntu\ndescripton: b'],
    ['environment with templates', 'name: {{NAME}}\nimage: {{ACR}}.azurecr.io/a'],
    ['online deployment', 'name: blue\nendpoint_name: a\ninstance_type: b\nmodel: azureml:m:1'],
    ['batch deployment', 'name: blue\nendpoint_name: a\ncompute: azureml:c'],
    [
      'deployment with a key that there is not',
      'name: blue\nendpoint_name: a\nmodel: azureml:m:1\nliveness_route: b',
    ],
    ['command job', 'command: ls\nenvironment: azureml:a:1\ncompute: azureml:c'],
    ['command with an image', 'command: ls\nenvironment:\n  image: python'],
    ['pipeline', 'type: pipeline\njobs:\n  a:\n    environment:\n      image: python'],
    ['image of an asset of azureml-assets', 'image:\n  name: a\n  context:\n    dir: docker'],
    ['byte-order mark', '\u{feff}image: python\nname: a'],
    ['Windows line ends', `name: a\r\nbuild:\r\n  path: docker\r\n`],
  ])('%s: Azure ML', (_, text) => expect(kindOf(whole(text), 'a/b.yaml').id).toBe('azureml-yaml'));

  test.each([
    ['conda file', 'name: a\nchannels: [conda-forge]\ndependencies:\n- python=3.12', 'a conda file'],
    ['workflow', 'name: a\non: push\njobs:\n  b:\n    runs-on: x\n    environment: c', 'a GitHub workflow'],
    ['compose', 'services:\n  a:\n    image: b\n    environment:\n      C: d', 'a compose file'],
    ['old compose', 'web:\n  image: a\n  environment: [B=c]', undefined],
    ['manifest', 'apiVersion: v1\nkind: Pod\nspec:\n  image: a', 'a Kubernetes manifest'],
    ['Azure DevOps', 'trigger: none\npool: a\nsteps: []', 'a pipeline of a build server'],
    ['GitLab', 'image: python:3.12\nstages: [test]\ntest:\n  script: pytest', 'a pipeline of a build server'],
    ['chart', 'name: a\nimage:\n  repository: b\n  tag: c', undefined],
    ['cog', 'build:\n  gpu: true\n  python_version: "3.12"\nimage: r8.im/a/b', undefined],
    ['action', 'name: a\ndescription: b\nruns:\n  using: docker\n  image: Dockerfile', undefined],
    ['Read the Docs', 'version: 2\nbuild:\n  os: ubuntu-24.04', undefined],
    ['configuration of a script', 'name: a\nendpoint_name: a\ndeployment_name: b\nmodel: ./m', undefined],
    ['endpoint', `$schema: ${SCHEMAS}/managedOnlineEndpoint.schema.json\nname: a`, 'managedOnlineEndpoint'],
    [
      'component of version 1',
      '$schema: http://azureml/sdk-2-0/CommandComponent.json\nname: a',
      'CommandComponent.json',
    ],
    [
      'prompt flow',
      `$schema: https://azuremlschemas.azureedge.net/promptflow/latest/Flow.schema.json`,
      'Flow',
    ],
    [
      'asset of azureml-assets that is a model',
      'name: a\nversion: 1\ntype: model\nspec: spec.yaml',
      undefined,
    ],
    ['configuration of ours', 'rules:\n  apt/*: off', undefined],
    ['schema further in', `name: a\njobs:\n  b:\n    $schema: ${SCHEMAS}/environment.schema.json`, undefined],
    ['image with its tag beside it', 'name: web\nimage: nginx\ntag: latest', undefined],
    ['picture', 'name: Ada\ndescription: Author\nimage: /assets/ada.png', undefined],
    ['nothing', '', undefined],
  ])('%s: not', (_, text, seems) => {
    expect(azuremlYamlKind.recognizes(whole(text))).toBe(false);
    const words = azuremlYamlKind.describeOther(whole(text));
    expect(words).toContain(
      seems === undefined
        ? 'is not an Azure ML YAML;'
        : `(it looks like ${seems.startsWith('a ') ? seems : 'another kind'}`,
    );
  });

  test('a large file is not looked at', () => {
    const large = `${ENVIRONMENT}image: python\n${'# x\n'.repeat(70_000)}`;
    expect(azuremlYamlKind.recognizes(large)).toBe(false);
    expect(azuremlYamlKind.describeOther(large)).toContain('larger than 256 KB');
  });

  test.each([
    ['Dockerfile', 'dockerfile'],
    ['Dockerfile.yml', 'dockerfile'],
    ['env/environment.yml', 'azureml-yaml'],
    ['JOB.YAML', 'azureml-yaml'],
    ['environment.txt', 'dockerfile'],
    [undefined, 'dockerfile'],
  ])('by its name: %s', (path, id) => expect(kindOf(`${ENVIRONMENT}image: python\n`, path).id).toBe(id));

  test('no Dockerfile of the fixtures is one', () => {
    const folder = new URL('../fixtures/dockerfiles/', import.meta.url);
    const texts = readdirSync(folder).map((name) => readFileSync(new URL(name, folder), 'utf8'));
    expect(texts.filter(azuremlYamlKind.recognizes)).toEqual([]);
  });

  test('any text can be asked about, and read', () => {
    const piece = fc.constantFrom(
      ...[
        'name: a\n',
        'image: b\n',
        '- ',
        '  ',
        '{',
        '}',
        '[',
        '*x',
        '&x ',
        '<<: *x\n',
        '"',
        "'",
        '#',
        ': ',
        '|\n',
        '---\n',
        '{{A}}',
        '\t',
        '\r\n',
        '\u{feff}',
        '? ',
        '!t ',
        '%',
        ENVIRONMENT,
      ],
    );
    fc.assert(
      fc.property(
        fc.array(piece, { maxLength: 20 }).map((all) => all.join('')),
        (text) => {
          azuremlYamlKind.recognizes(text);
          const { findings } = lintSource(text, settingsOf({}), 'a.yml', azuremlYamlKind);
          expect(findings.filter(({ internal }) => internal)).toEqual([]);
        },
      ),
    );
  });

  test('what is nested too deeply has a finding, and no end that breaks', () => {
    const deep = `${ENVIRONMENT}image: ${'['.repeat(20_000)}\n`;
    expect(places(deep)[0]).toContain('environment/invalid-shape');
  });

  const syntax = '4 error environment/invalid-shape';

  test.each([
    ['a mapping', 'tags: {a: b', [syntax]],
    ['a list', 'tags: [a, b', [syntax]],
    ['an alias of nothing', 'version: *nowhere', [syntax]],
    ['a list as a key', '[a, b]: 1', [syntax]],
    ['a list that goes on there', 'tags: {a: b,\nc: d}', []],
    ['a tag of another program', 'version: !secret a', [syntax]],
    ['tags of its own', 'version: !!str 1\ndescription: ! a\ntags: !!map {a: !!int 1}', []],
    ['a tab after a value', 'tags: {a: b}\t', [syntax]],
    ['a tab after a key', 'tags:\t{a: b}', [syntax]],
    ['a tab in a plain text', 'description: a\tb', [syntax]],
    [
      'tabs in quotes, comments and blocks',
      `tags: {a: "b\tc", d: 'e\tf'} # \t\ndescription: |\n  g\th\n#\t`,
      [],
    ],
    ['a bracket at the left margin', 'tags: {a: b\n}', []],
    ['a carriage return as the end of a line', 'tags:\r  a: b\rversion: 1', []],
  ])('what PyYAML reads: %s', (_, lines, expected) => {
    expect(places(`${ENVIRONMENT}image: python:3.12\n${lines}\n`)).toEqual(expected);
  });

  test('what a program fills in is not known', () => {
    const text = `${ENVIRONMENT}{% if gpu %}\nimgae: python\n{% endif %}\n`;
    expect(places(text)).toEqual([]);
    expect(places(`${ENVIRONMENT}{{ source }}\n`)).toEqual([]);
  });

  test.each([
    [
      'a list',
      'tags: [a]',
      '`tags` must be a mapping of keys, and `az ml` refuses a list. Write a mapping of keys.',
    ],
    ['a bracket', 'tags: {a: b', '`az ml` cannot read this YAML: what a bracket opens must end with a }.'],
    ['a folder', 'build: docker', 'Write `build: {path: docker}`.'],
    ['no text', "'': a", '`""` is no key of an environment'],
    ['an empty document', '---', 'Take the mark out.'],
  ])('a message about %s', (_, lines, words) => {
    const { findings } = lint(`${ENVIRONMENT}image: python:3.12\n${lines}\n`, { path: 'a.yml' });
    expect(findings.map(({ message }) => message)).toContainEqual(expect.stringContaining(words));
  });

  test.each([
    ["'./my, dir'", '{path: "./my, dir"}'],
    ['"file:./dir"', '{path: "./dir"}'],
    ['./a,b', '{path: "./a,b"}'],
    ['"m:1"', '"azureml:m:1"'],
    ['"./\\x64ir"', undefined],
  ])('the fix of a reference minds the quotes: %s', (written, fixed) => {
    const text = (model: string) =>
      `$schema: ${SCHEMAS}/managedOnlineDeployment.schema.json\nmodel: ${model}\n`;
    const { text: after } = fixSource(
      text(written),
      settingsOf({}),
      { unsafe: true },
      'a.yml',
      azuremlYamlKind,
    );
    expect(after).toBe(text(fixed ?? written));
  });

  test('columns are those of an editor, with a byte-order mark and with Windows line ends', () => {
    const text = `\u{feff}image: python:latest\r\nname: a # b\r\n`;
    const { findings } = lint(text, { path: 'a.yml' });
    expect(findings.map(({ range: { start, end } }) => [start.line, start.column, end.column])).toEqual([
      [1, 15, 21],
    ]);
  });

  test.each([
    ['braces that are never closed', `x: 1 # ${'{{'.repeat(100_000)}`],
    [
      'merges of merges',
      `${'x0: &x0 {a: 1}\n'}${Array.from({ length: 5_000 }, (_, n) => `x${n + 1}: &x${n + 1} {<<: *x${n}, k${n}: 1}`).join('\n')}`,
    ],
    ['templates on one line', `image: ${'{{a}}'.repeat(45_000)}\nx: 1`],
    ['braces on many lines', `${'#{{\n'.repeat(50_000)}x: 1 #}}`],
    ['keys twice', 'name: a\n'.repeat(20_000)],
    ['comments', '# azml-lint ignore=base-image/untagged -- why\nversion: 1\n'.repeat(3_000)],
  ])('a hostile file costs no more than its size: %s', (_, lines) => {
    const started = performance.now();
    expect(lint(`${ENVIRONMENT}${lines}\n`, { path: 'a.yml' }).findings.length).toBeGreaterThan(0);
    expect(performance.now() - started).toBeLessThan(10_000);
  });

  test('aliases and merges are what they repeat, each place reported once', () => {
    const text = `$schema: ${SCHEMAS}/pipelineJob.schema.json
type: pipeline
x: &env
  image: python
  owner: us
jobs:
  a:
    environment: *env
  b:
    environment: *env
  c:
    environment:
      <<: *env
      conda_file: conda.yml
  d: &self
    component: *self
`;
    expect(places(text, { rules: { 'base-image/untagged': 'warning' } })).toEqual([
      // A pipeline has no such key.
      '3 error environment/invalid-shape',
      '4 warning base-image/untagged',
      '5 error environment/invalid-shape',
    ]);
  });
});

describe('places of images', () => {
  const levels: SettingsOptions = { rules: { 'base-image/untagged': 'error' } };

  test.each([
    ['environment', `${ENVIRONMENT}image: python\n`, [3]],
    [
      'deployment',
      `$schema: ${SCHEMAS}/managedOnlineDeployment.schema.json\nname: a\nenvironment:\n  image: python\n`,
      [4],
    ],
    ['by reference', `$schema: ${SCHEMAS}/commandJob.schema.json\nenvironment: azureml:python:1\n`, []],
    ['trial', `$schema: ${SCHEMAS}/sweepJob.schema.json\ntrial:\n  environment:\n    image: python\n`, [4]],
    [
      'task',
      `$schema: ${SCHEMAS}/parallelComponent.schema.json\ntask:\n  environment:\n    image: python\n`,
      [4],
    ],
    [
      'jobs',
      `$schema: ${SCHEMAS}/pipelineJob.schema.json\njobs:\n  a:\n    environment:\n      image: python\n  b:\n    trial:\n      environment: {image: "python"}\n`,
      [5, 8],
    ],
    [
      'component in a job',
      `$schema: ${SCHEMAS}/pipelineJob.schema.json\njobs:\n  a:\n    component:\n      environment:\n        image: 'python'\n`,
      [6],
    ],
    ['template', `${ENVIRONMENT}image: {{IMAGE}}\n`, []],
    ['template in it', `${ENVIRONMENT}image: {{ACR}}.azurecr.io/python\n`, []],
    ['tag by a template', `${ENVIRONMENT}image: python:{{TAG}}\n`, []],
    ['a list', `${ENVIRONMENT}image: [python]\n`, []],
    ['elsewhere', `${ENVIRONMENT}image: python:3\ntags:\n  image: python\n`, []],
  ])('%s', (_, text, lines) => {
    const { findings } = lint(text, { path: 'a.yml', ...levels });
    const found = findings.filter(({ rule }) => rule === 'base-image/untagged');
    expect(found.map(({ range }) => range.start.line)).toEqual(lines);
    for (const { span, file } of found) expect(file.text.slice(span.start, span.end)).toBe('python');
  });

  test('the level is that for the image', () => {
    const tagged = (image: string) => places(`${ENVIRONMENT}image: ${image}:latest\n`);
    expect([tagged(MINIMAL), tagged('python')]).toEqual([[], ['3 warning base-image/latest-tag']]);
    expect(places(`${ENVIRONMENT}image: python:latest\n`, { family: 'inference' })).toEqual([]);
  });

  test('a conda file brings its own Python', () => {
    const image = 'mcr.microsoft.com/azureml/minimal-ubuntu22.04-py39-cpu-inference:latest';
    const rules = { 'base-image/deprecated': 'off', 'base-image/python-eol': 'error' } as const;
    const found = (more: string) => places(`${ENVIRONMENT}image: ${image}\n${more}`, { rules });
    expect(found('')).toEqual(['3 error base-image/python-eol']);
    expect(found('conda_file: conda.yml\n')).toEqual([]);
  });

  test('which image is allowed is said by a configuration, not by default', () => {
    const text = `${ENVIRONMENT}image: python:3.12\n`;
    expect(places(text)).toEqual([]);
    const rules = { 'base-image/not-allowed': { allow: ['acme.azurecr.io'] } };
    expect(places(text, { rules })).toEqual(['3 error base-image/not-allowed']);
  });
});

describe('what is the same for all kinds', () => {
  const image = 'image: python:latest';

  test.each([
    ['before the key', `# azml-lint ignore=base-image/latest-tag -- why\n${image}\n`, 0],
    ['after it', `${image} # azml-lint ignore=base-image/latest-tag -- why\n`, 0],
    ['before another key', `# azml-lint ignore=base-image/latest-tag -- why\nversion: 1\n${image}\n`, 2],
    ['for the file', `${image}\n# azml-lint ignore-file=base-image/latest-tag -- why\n`, 0],
    ['for the document', `# azml-lint ignore-stage=DL3007 -- why\n${image}\n`, 0],
    ['for the document, after it', `${image}\n# azml-lint ignore-stage=DL3007 -- why\n`, 0],
    ['in a text', `description: "# azml-lint ignore=base-image/latest-tag"\n${image}\n`, 1],
    ['in a block of text', `description: |\n  # azml-lint ignore=base-image/latest-tag\n${image}\n`, 1],
    ['of no rule', `# azml-lint ignore= -- why\n${image}\n`, 2],
  ])('comments: %s', (_, lines, count) => expect(places(ENVIRONMENT + lines)).toHaveLength(count));

  test('a comment before a key covers what is below it', () => {
    const text = `$schema: ${SCHEMAS}/commandJob.schema.json\n# azml-lint ignore=base-image/* -- why\nenvironment:\n  ${image}\n`;
    expect(places(text)).toEqual([]);
  });

  test('a comment after several entries covers them all', () => {
    const text = `{$schema: ${SCHEMAS}/environment.schema.json, name: 12, # azml-lint ignore=environment/* -- why\nimage: "python:3.12"}\n`;
    expect(places(text)).toEqual([]);
  });

  test('a comment before the mark of a second document covers the mark', () => {
    const document = `${ENVIRONMENT}image: python:3.12\n`;
    expect(
      places(`${document}# azml-lint ignore=environment/invalid-shape -- why\n---\n${document}`),
    ).toEqual([]);
  });

  test('a comment that hides nothing is taken out, and nothing else', () => {
    const rest = `${ENVIRONMENT}image: python:3.12`;
    const fixed = (text: string) =>
      fixSource(text, settingsOf({}), { unsafe: false }, 'a.yml', azuremlYamlKind).text;
    expect(fixed(`${rest} # azml-lint ignore=base-image/untagged -- why\n`)).toBe(`${rest}\n`);
    expect(fixed(`${rest}\n# azml-lint ignore=base-image/untagged -- why\nversion: 1\n`)).toBe(
      `${rest}\nversion: 1\n`,
    );
  });

  test('the baseline knows a finding by its key, wherever it has gone', () => {
    const settings = settingsOf({});
    const found = (text: string) => lintSource(text, settings, 'a.yml', azuremlYamlKind);
    const anchored = (text: string) => ({
      source: found(text).source,
      anchorAt: azuremlYamlKind.anchorsIn(text),
    });
    const before = `${ENVIRONMENT}${image}\n`;
    const baseline = baselineOf('a.yml', found(before).findings, anchored(before), '2026-07-31', []);
    expect(baseline).toMatchObject([{ rule: 'base-image/latest-tag', instruction: image }]);
    const kept = (text: string) => applyBaseline(baseline, found(text).findings, anchored(text)).kept.length;
    expect(kept(`# moved\n\n${ENVIRONMENT}description: a\nimage:   python:latest   # so\n`)).toBe(0);
    expect(kept(`${ENVIRONMENT}image: ubuntu:latest\n`)).toBe(1);
  });

  const rewriting = (from: string, to: string) =>
    defineRule({
      id: 'acme/rewriting',
      title: 'A text is another',
      level: { inference: 'error', training: 'error', other: 'error' },
      kinds: ['azureml-yaml'],
      fix: 'safe',
      messages: { found: 'This is `{from}`.' },
      check({ file, report }) {
        const start = file.source.text.indexOf(from);
        const edits = [{ start, end: start + from.length, text: to }];
        if (start !== -1)
          report({ at: edits[0]!, message: 'found', data: { from }, fix: { title: 'Write', edits } });
      },
    });

  test.each([
    ['the value', 'python:3.12', 'python:3.13', undefined],
    ['the whole entry', 'image: python:3.12', 'build:\n  path: docker', undefined],
    [
      'the indentation of what follows',
      'name: scoring\n',
      'name: scoring\n ',
      'the Azure ML YAML would no longer parse',
    ],
    ['a quote', 'scoring', '"scoring', 'the Azure ML YAML would no longer parse'],
    ['what follows, hidden', 'scoring\n', 'scoring\n#', 'another part of the Azure ML YAML would change'],
  ])('a fix may change %s', (_, from, to, refused) => {
    const text = `${ENVIRONMENT}image: python:3.12\n`;
    const settings = settingsOf({ plugins: [rewriting(from, to)] });
    const fixed = fixSource(text, settings, { unsafe: false }, 'a.yml', azuremlYamlKind);
    expect(fixed.text).toBe(refused === undefined ? text.replace(from, to) : text);
    expect(fixed.refused.length).toBe(refused === undefined ? 0 : 1);
  });
});

describe('rules', () => {
  const seen = (kinds?: readonly ('dockerfile' | 'azureml-yaml')[]) => {
    const files: string[] = [];
    const rule = defineRule({
      id: 'acme/seeing',
      title: 'Files are seen',
      level: { inference: 'info', training: 'info', other: 'info' },
      ...(kinds && { kinds }),
      messages: { seen: 'Seen.' },
      check({ file }) {
        files.push(
          `${file.kind} ${file.images.map(({ base }) => base.reference.familiar)} ${'context' in file ? file.context.stat('a') : 'none'}`,
        );
      },
    });
    const context = contextOf({ a: '' });
    lint('FROM ubuntu:24.04\nCOPY --from=python:3 a b\n', { plugins: [rule], context });
    lint(`${ENVIRONMENT}image: python:3\n`, { plugins: [rule], path: 'a.yml' });
    return files;
  };

  test('see the kinds that they are about, by default Dockerfiles', () => {
    expect(seen()).toEqual(['dockerfile ubuntu,python file']);
    expect(seen(['azureml-yaml'])).toEqual(['azureml-yaml python none']);
    expect(seen(['dockerfile', 'azureml-yaml'])).toHaveLength(2);
  });

  test('know the model of their kind', () => {
    defineRule({
      id: 'acme/typed',
      title: 'A file has a type',
      level: { inference: 'info', training: 'info', other: 'info' },
      kinds: ['azureml-yaml'],
      messages: { found: 'Found.' },
      check({ file }) {
        const inline: readonly boolean[] = file.environments.map((one) => one.inline);
        // @ts-expect-error: there are no stages in a YAML
        return void [inline, file.stages];
      },
    });
  });

  test('every kind can be asked for by its id', () => {
    expect(['dockerfile', 'azureml-yaml'].map((id) => kindNamed(id).id)).toEqual([
      'dockerfile',
      'azureml-yaml',
    ]);
  });
});

describe('the build context', () => {
  const context = contextOf({ 'src/score.py': 'def init(): …', './a//b/../c': 'x' });

  test.each([
    ['/', 'directory'],
    ['', 'directory'],
    ['src', 'directory'],
    ['/src/', 'directory'],
    ['src/score.py', 'file'],
    ['../src/score.py', 'file'],
    ['a/c', 'file'],
    ['a/b', 'missing'],
    ['Src/score.py', 'missing'],
  ])('%s is %s', (path, entry) => expect(context.stat(path)).toBe(entry));

  test('lists and reads', () => {
    expect([context.list('.'), context.list('src'), context.list('nowhere')]).toEqual([
      ['a', 'src'],
      ['score.py'],
      undefined,
    ]);
    expect([context.read('/a/c'), context.read('src'), context.read('b')]).toEqual([
      'x',
      undefined,
      undefined,
    ]);
  });
});
