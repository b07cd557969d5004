import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { isDockerfilePath } from '../src/kinds/dockerfile/names.ts';
import { fileNames, kindByName } from '../src/kinds/index.ts';

interface Hook {
  readonly id: string;
  readonly entry: string;
  readonly files: string;
  readonly exclude: string;
  readonly require_serial?: boolean;
}

const offered = parse(readFileSync('.pre-commit-hooks.yaml', 'utf8')) as Hook[];

/** The hooks of all places that have one. */
const hooks: readonly (readonly [place: string, hook: Hook])[] = [
  ...offered.map((hook) => [`.pre-commit-hooks.yaml, ${hook.id}`, hook] as const),
  ...['README.md', 'docs/ci.md'].map((page) => [page, hookIn(readFileSync(page, 'utf8'))] as const),
];

function hookIn(page: string): Hook {
  const [, yaml] = /<!-- generated: pre-commit -->\n```yaml.*\n([\s\S]*?)```/.exec(page)!;
  return parse(yaml!).repos[0].hooks[0];
}

/** Whether pre-commit gives a hook a file: both are searched for in its path. */
function isGiven({ files, exclude }: Hook, path: string): boolean {
  return new RegExp(files).test(path) && !new RegExp(exclude).test(path);
}

const names: readonly (readonly [path: string, isOne: boolean])[] = [
  ['Dockerfile', true],
  ['dockerfile', true],
  ['DOCKERFILE', true],
  ['Dockerfile.gpu', true],
  ['Dockerfile-gpu', true],
  ['Dockerfile_gpu', true],
  ['a/b.c/train.Dockerfile', true],
  ['.devcontainer/train.dockerfile', true],
  ['.Dockerfile', true],
  ['Containerfile', true],
  ['x/Containerfile.gpu', true],
  ['x.j2/Dockerfile', true],
  ['Dockerfiles', false],
  ['MyDockerfile', false],
  ['dockerfile.ts', false],
  ['dockerfile_parser.py', false],
  ['Dockerfile.d/readme.txt', false],
  ['Dockerfile.dockerignore', false],
  ['a/Dockerfile.gpu.dockerignore', false],
  ['Dockerfile.md', false],
  ['Dockerfile.j2', false],
  ['Dockerfile.jinja', false],
  ['Dockerfile.jinja2', false],
  ['gpu.Dockerfile.tmpl', false],
  ['Dockerfile.tpl', false],
  ['Containerfile.template', false],
  ['README.md', false],
  ['environment.json', false],
  ['environment.yml.txt', false],
];

test.each(names)('%s: %s', (path, isOne) => {
  expect(isDockerfilePath(path)).toBe(isOne);
});

describe.each(hooks)('the hook of %s', (_, hook) => {
  test('is given what a search finds', () => {
    for (const [path, isOne] of names) expect([path, isGiven(hook, path)]).toEqual([path, isOne]);
  });

  test('has the very expressions', () => {
    const { files, exclude } = fileNames;
    expect(hook).toMatchObject({ files, exclude });
  });

  test.each(['env/environment.yml', 'deployment.yaml', 'job.YAML'])(
    'is given %s, whose text tells whether it is one',
    (path) => {
      expect([isGiven(hook, path), kindByName(path)?.id]).toEqual([true, 'azureml-yaml']);
    },
  );

  test('names files, so that `ignore` has to be told to hold', () => {
    expect(hook.entry).toContain(' --force-ignore');
  });
});

test('a directory does not matter', () => {
  const word = fc.stringMatching(/^[a-z.]{1,8}$/);
  fc.assert(
    fc.property(word, fc.constantFrom(...names), (directory, [path, isOne]) => {
      expect(isDockerfilePath(`${directory}/${path}`)).toBe(isOne);
    }),
  );
});

test('one hook looks, and the one that changes files does so alone', () => {
  expect(offered.map(({ id, entry, require_serial = false }) => [id, entry, require_serial])).toEqual([
    ['azml-lint', 'azml-lint --force-ignore', false],
    ['azml-lint-fix', 'azml-lint --fix --force-ignore', true],
  ]);
});
