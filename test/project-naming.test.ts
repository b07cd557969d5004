/** The files that name a Dockerfile and its build context. */
import { describe, expect, test } from 'vitest';
import { filesOf } from '../src/context/files.ts';
import { readDockerfile } from '../src/model/read-dockerfile.ts';
import { buildLines } from '../src/project/build-lines.ts';
import { composeBuilds } from '../src/project/compose.ts';
import { devcontainerBuilds } from '../src/project/devcontainer.ts';
import type { NamedBuild } from '../src/project/named-build.ts';
import { type ProjectOptions, projectOf } from '../src/project/project.ts';
import { indexOf } from '../src/project/walk.ts';
import { hasPathThatIsThere } from '../src/project/written-paths.ts';
import { lineAt, sourceOf } from '../src/text/source.ts';

const ENVIRONMENT = '$schema: https://azuremlschemas.azureedge.net/latest/environment.schema.json\nname: a\n';
const DOCKERFILE = 'FROM a\nCOPY x /\n';

function contextIn(texts: Record<string, string>, path: string, options?: ProjectOptions) {
  const surroundings = projectOf(filesOf(texts), options).surroundingsOf(path);
  const { certainty, folder, reason } = surroundings.contextOf(readDockerfile(texts[path.slice(1)]!));
  return [certainty, folder, reason];
}

/** Each build as `Dockerfile in context:line`. */
function shown(builds: readonly NamedBuild[]): readonly string[] {
  return builds.map(
    ({ dockerfile, context, at }) => `${dockerfile} in ${context}:${lineAt(at.file, at.span.start)}`,
  );
}

describe('a compose file', () => {
  const builds = (text: string) => shown(composeBuilds(sourceOf(text), '/app/compose.yaml'));

  test.each([
    ['services:\n  a:\n    build: .\n', ['/app/Dockerfile in /app:3']],
    [
      'services:\n  a:\n    build: ./web\n  b:\n    build: ../lib\n',
      ['/app/web/Dockerfile in /app/web:3', '/lib/Dockerfile in /lib:5'],
    ],
    [
      'services: {a: {build: {context: ., dockerfile: docker/x.Dockerfile}}}',
      ['/app/docker/x.Dockerfile in /app:1'],
    ],
    ['services:\n  a:\n    build:\n      dockerfile: x\n', ['/app/x in /app:4']],
    ['services:\n  a:\n    build:\n      context: a\n      dockerfile: ../x\n', ['/app/x in /app/a:4']],
    ['services:\n  a:\n    image: x\n', []],
    ['services:\n  a:\n    build: ${DIR}\n', []],
    ['services:\n  a:\n    build: https://github.com/a/b.git\n', []],
    ['services:\n  a:\n    build: ../../../out\n', []],
    ['services:\n  a:\n    build: {context: ., dockerfile_inline: FROM a}\n', []],
    ['services: [a]\nbuild: .\n', []],
    ['services: {a: {build: [', []],
  ])('%s', (text, expected) => expect(builds(text)).toEqual(expected));
});

describe('a development container', () => {
  const builds = (text: string) =>
    shown(devcontainerBuilds(sourceOf(text), '/.devcontainer/devcontainer.json'));

  test.each([
    ['{"build": {"dockerfile": "Dockerfile"}}', ['/.devcontainer/Dockerfile in /.devcontainer:1']],
    [
      '// {\n{\n  /* "build": 1, */\n  "build": {\n    "dockerfile": "../docker/Dockerfile", // "x"\n    "context": "..",\n  },\n}\n',
      ['/docker/Dockerfile in /:6'],
    ],
    ['{"dockerFile": "Dockerfile", "context": ".."}', ['/.devcontainer/Dockerfile in /:1']],
    ['{"image": "http://x", "build": {}}', []],
    ['{"build": {"dockerfile": "${localWorkspaceFolder}/Dockerfile"}}', []],
    ['{"build": {"dockerfile": "../../Dockerfile"}}', []],
    ['[', []],
  ])('%s', (text, expected) => expect(builds(text)).toEqual(expected));

  test('of hostile length is read in the time of its length', () => {
    for (const piece of ['/*', '"', ',', ', ', '//', '\\"', '{"build":'])
      expect(devcontainerBuilds(sourceOf(piece.repeat(100_000)), '/devcontainer.json')).toEqual([]);
  });
});

describe('a line that builds', () => {
  const builds = (text: string, by = '/Makefile') => shown(buildLines(sourceOf(text), by));

  test.each([
    ['docker build .', ['/Dockerfile in /:1']],
    ['docker build -t a:1 docker', ['/docker/Dockerfile in /docker:1']],
    [
      'all:\n\t@docker buildx build --push -f docker/x.Dockerfile -t $(TAG) .',
      ['/docker/x.Dockerfile in /:2'],
    ],
    ['docker build --file=docker/x --no-cache --build-arg A=b "docker"', ['/docker/x in /docker:1']],
    ['docker build -t a \\\n  -fdocker/x \\\n  .', ['/docker/x in /:1']],
    ['podman build -t a src && docker push a', ['/src/Dockerfile in /src:1']],
    ['cd env && docker build .', ['/env/Dockerfile in /env:1']],
    ['docker build $(pwd)/a', ['/a/Dockerfile in /a:1']],
    ['az acr build -r reg -t a:1 -f docker/x.Dockerfile ./app', ['/docker/x.Dockerfile in /app:1']],
    ['az acr build -r reg -t a:1 ./app', ['/app/Dockerfile in /app:1']],
    ['docker build -t a $DIR', []],
    ['docker build -f $FILE .', []],
    ['cd $DIR && docker build .', []],
    ['docker build https://github.com/a/b.git', []],
    ['docker build - <Dockerfile', []],
    ['docker build', []],
    ['docker build a b', []],
    ['# docker build .', []],
    ['docker builder prune', []],
    ['docker build ../..', []],
  ])('%s', (text, expected) => expect(builds(text)).toEqual(expected));

  test('runs in the folder of a script, or in the root of the repository', () => {
    expect(builds('docker build docker', '/scripts/b.sh')).toEqual([
      '/scripts/docker/Dockerfile in /scripts/docker:1',
      '/docker/Dockerfile in /docker:1',
    ]);
  });

  test('may be a step of a workflow', () => {
    const text =
      'on: push\njobs:\n  a:\n    steps:\n      - run: make\n      - uses: docker/build-push-action@v6\n        with:\n          context: ${{ github.workspace }}/app\n          file: docker/Dockerfile\n';
    expect(builds(text, '/.github/workflows/w.yml')).toContain('/docker/Dockerfile in /app:6');
    expect(builds(text, '/w.yml')).toEqual([]);
  });

  test('of hostile length is read in the time of its length', () => {
    for (const piece of [
      'docker build ',
      'docker build\\\n',
      '"',
      'docker build "',
      'cd a && docker build $(',
      'docker build ${{ ',
    ])
      buildLines(sourceOf(piece.repeat(20_000)), '/Makefile');
  });
});

describe('the build context', () => {
  test('is the one of an Azure ML YAML before that of a compose file, and that before a devcontainer', () => {
    const texts: Record<string, string> = {
      'a/Dockerfile': DOCKERFILE,
      'env.yml': `${ENVIRONMENT}build:\n  path: a\n`,
      'compose.yaml': 'services:\n  s:\n    build: {context: ., dockerfile: a/Dockerfile}\n',
      '.devcontainer/devcontainer.json': '{"build": {"dockerfile": "../a/Dockerfile", "context": "../b"}}',
      'b/y': '',
    };
    expect(contextIn(texts, '/a/Dockerfile')).toEqual(['named', 'a', 'named by env.yml:4']);
    delete texts['env.yml'];
    expect(contextIn(texts, '/a/Dockerfile')).toEqual(['named', '.', 'named by compose.yaml:3']);
    delete texts['compose.yaml'];
    expect(contextIn(texts, '/a/Dockerfile')).toEqual([
      'named',
      'b',
      'named by .devcontainer/devcontainer.json:1',
    ]);
  });

  test('of several that are named is the one in which everything is', () => {
    const texts = {
      'a/Dockerfile': DOCKERFILE,
      'env.yml': `${ENVIRONMENT}build:\n  path: a\n`,
      'other.yml': `${ENVIRONMENT}build:\n  path: .\n  dockerfile_path: a/Dockerfile\n`,
    };
    expect(contextIn(texts, '/a/Dockerfile')[1]).toBe('a');
    expect(contextIn({ ...texts, x: '' }, '/a/Dockerfile')).toEqual(['named', '.', 'named by other.yml:5']);
  });

  test('is named by YAML in another branch of the repository, but not without one', () => {
    const texts = {
      'science/env/Dockerfile': DOCKERFILE,
      'ops/train/e.yml': `${ENVIRONMENT}build:\n  path: ../../science/env\n`,
    };
    expect(contextIn(texts, '/science/env/Dockerfile')).toEqual([
      'named',
      'science/env',
      'named by ops/train/e.yml:4',
    ]);
    expect(contextIn(texts, '/science/env/Dockerfile', { extent: 'folder' })[0]).toBe('unknown');
    const known = () => ['/ops/train/e.yml'];
    expect(contextIn(texts, '/science/env/Dockerfile', { extent: 'folder', known })[0]).toBe('named');
  });

  test('is the one of an asset', () => {
    const texts = {
      'a/asset.yaml':
        'name: a\nversion: auto\ntype: environment\nspec: spec.yaml\nextra_config: environment.yaml\n',
      'a/spec.yaml': `${ENVIRONMENT}build:\n  path: "{{image.context.path}}"\n  dockerfile_path: "{{image.dockerfile.path}}"\n`,
      'a/environment.yaml':
        'image:\n  name: azureml/curated/a\n  os: linux\n  context:\n    dir: context\n    dockerfile: Dockerfile\n',
      'a/context/Dockerfile': DOCKERFILE,
    };
    expect(contextIn(texts, '/a/context/Dockerfile').slice(0, 2)).toEqual(['named', 'a/context']);
    const project = projectOf(filesOf(texts));
    expect(project.partnersOf('/a/asset.yaml')).toContain('/a/context/Dockerfile');
    expect(project.partnersOf('/a/context/Dockerfile')).toContain('/a/environment.yaml');
    expect(project.surroundingsOf('/a/context/Dockerfile').definitions()).toHaveLength(1);
  });

  test('of a line that builds counts if everything is there, before a folder above', () => {
    const texts = {
      'a/docker/Dockerfile': DOCKERFILE,
      'x/y': '',
      'a/x': '',
      'b/x': '',
      Makefile: 'build:\n\tdocker build -f a/docker/Dockerfile b\n',
    };
    expect(contextIn(texts, '/a/docker/Dockerfile')).toEqual(['named', 'b', 'named by Makefile:2']);
    const { 'b/x': _, ...without } = texts;
    expect(contextIn(without, '/a/docker/Dockerfile').slice(0, 2)).toEqual(['guessed', 'a']);
  });
});

test('a deployment below the Dockerfile is found, also without a repository', () => {
  const texts = {
    'deploy/deployment.yml':
      'endpoint_name: e\nname: blue\nmodel: azureml:m:1\nenvironment: file:../env.yml\n',
    'env.yml': `${ENVIRONMENT}build:\n  path: .\n`,
    Dockerfile: 'FROM a\n',
  };
  for (const extent of ['repository', 'folder'] as const) {
    const definitions = projectOf(filesOf(texts), { extent }).surroundingsOf('/Dockerfile').definitions();
    expect(definitions.map(({ deployment }) => deployment?.kind)).toEqual(['online']);
  }
});

test('where files of all kinds come together, nothing is searched', () => {
  const texts = { Dockerfile: DOCKERFILE, 'a/env.yml': `${ENVIRONMENT}build:\n  path: ..\n` };
  expect(contextIn(texts, '/Dockerfile', { extent: 'shared' })[0]).toBe('unknown');
  expect(contextIn(texts, '/Dockerfile', { extent: 'folder' })[0]).toBe('named');
});

test('a walk leaves out what git ignores, .git and node_modules', () => {
  const yaml = `${ENVIRONMENT}build:\n  path: .\n`;
  const files = filesOf({
    '.gitignore': '/out/\n*.tmp.yml\n',
    'a/.gitignore': '!kept.tmp.yml\n',
    'out/e.yml': yaml,
    'x.tmp.yml': yaml,
    'a/kept.tmp.yml': yaml,
    'a/out/e.yml': yaml,
    '.git/e.yml': yaml,
    'node_modules/a/e.yml': yaml,
    'conda.yml': 'dependencies: []\n',
    'b/Makefile': '',
    '.github/workflows/ci.yml': 'jobs: {}\n',
  });
  expect(indexOf(files, '/')).toEqual({
    naming: ['/a/kept.tmp.yml', '/a/out/e.yml'],
    building: ['/.github/workflows/ci.yml', '/b/Makefile'],
    isCut: false,
  });
  expect(indexOf(files, '/a').naming).toEqual(['/a/kept.tmp.yml', '/a/out/e.yml']);
});

test.each([
  ['build:\n  path: ../docker\n', true],
  ['build: {path: ../docker, dockerfile_path: Dockerfile}', true],
  ['build:\n  "path": "../docker"\n', true],
  ['environment: file:env.yml', true],
  ['build:\n  path: &p docker\n', true],
  ['build:\n  path: >-\n    ../docker\n', true],
  ['build:\n  path:\n    ../docker\n', true],
  ['build:\n  path: nowhere\n', false],
  ['build:\n  path: "{{image.context.path}}"\n', false],
  ['build:\n  path: ../../docker\n', false],
  ['image: x', false],
])('whether a YAML has a path that is there is told without parsing it: %j', (text, expected) => {
  const files = filesOf({ 'docker/Dockerfile': DOCKERFILE, 'env/env.yml': text });
  expect(hasPathThatIsThere(files, text, '/env/e.yml')).toBe(expected);
});
