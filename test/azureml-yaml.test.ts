import { describe, expect, test } from 'vitest';
import { filesOf } from '../src/context/files.ts';
import { analyzeYaml } from '../src/kinds/azureml-yaml/analyze.ts';
import { definitionsIn } from '../src/kinds/azureml-yaml/definitions.ts';
import type { AzuremlYaml } from '../src/kinds/azureml-yaml/model.ts';
import { azuremlTypeOf } from '../src/kinds/azureml-yaml/recognize.ts';
import type { Surroundings } from '../src/model/model.ts';
import { unknownSurroundings } from '../src/model/surroundings.ts';
import { projectOf } from '../src/project/project.ts';
import { folderOf, resolvePath } from '../src/text/paths.ts';

const ENVIRONMENT = 'name: scoring\nbuild:\n  path: docker\n';
const ROUTES = ['liveness', 'readiness', 'scoring']
  .map((name) => `  ${name}_route:\n    port: 5001\n    path: /\n`)
  .join('');
const DEPLOYMENT = 'name: blue\nendpoint_name: scoring\ninstance_type: a\n';
const OPTIONS = { buildArgs: {}, now: '2026-07-31' };

/** A YAML of a project in memory. */
function yamlIn(texts: Readonly<Record<string, string>>, path: string): AzuremlYaml {
  const files = filesOf(texts);
  const surroundings: Surroundings = {
    ...unknownSurroundings,
    model: (asked) => {
      const at = resolvePath(folderOf(`/${path}`), asked);
      return files.stat(at) === 'file' && /ya?ml$/.test(at) ? yamlIn(texts, at.slice(1)) : undefined;
    },
  };
  return analyzeYaml(files.read(`/${path}`)!.text, path, { ...OPTIONS, surroundings });
}

function built(texts: Readonly<Record<string, string>>, path: string): readonly string[] {
  return definitionsIn(yamlIn(texts, path)).map(
    ({ folder, dockerfile, definition: { at, inferenceConfig, deployment, isForJob } }) => {
      const routes = inferenceConfig ? (inferenceConfig.isComplete ? ' all routes' : ' some routes') : '';
      const words = at.file.text.slice(at.span.start, at.span.end);
      return `${folder} ${dockerfile}: ${at.file.path} "${words}"${routes} ${isForJob ? 'job' : (deployment?.kind ?? '-')}`;
    },
  );
}

describe('the Dockerfiles that a YAML builds from', () => {
  test.each<[string, string, readonly string[]]>([
    ['environment', ENVIRONMENT, ['docker docker/Dockerfile: a.yml "docker" -']],
    [
      'another Dockerfile, which lies in the folder',
      'name: a\nbuild:\n  path: ./docker/\n  dockerfile_path: gpu/Dockerfile.gpu\n',
      ['docker docker/gpu/Dockerfile.gpu: a.yml "gpu/Dockerfile.gpu" -'],
    ],
    [
      'outside of its folder',
      'name: a\nbuild:\n  path: ../../b\n',
      ['../../b ../../b/Dockerfile: a.yml "../../b" -'],
    ],
    ['its own folder', 'name: a\nbuild:\n  path: .\n', ['. Dockerfile: a.yml "." -']],
    ['an address', 'name: a\nbuild:\n  path: https://github.com/a/b.git\n', []],
    ['a template', 'name: a\nbuild:\n  path: {{DIR}}\n', []],
    ['written as on Windows', 'name: a\nbuild:\n  path: docker\\gpu\n', []],
    ['a number', 'name: a\nbuild:\n  path: 12\n', []],
    ['a Dockerfile that a program names', 'name: a\nbuild:\n  path: b\n  dockerfile_path: $FILE\n', []],
    [
      'online deployment',
      `${DEPLOYMENT}environment:\n  build: {path: b}\n  inference_config:\n${ROUTES.replace(/^/gm, '  ')}`,
      ['b b/Dockerfile: a.yml "b" all routes online'],
    ],
    [
      'batch deployment',
      'name: a\nendpoint_name: b\ncompute: azureml:c\nenvironment:\n  build: {path: b}\n',
      ['b b/Dockerfile: a.yml "b" batch'],
    ],
    [
      'job',
      'command: ls\ncompute: azureml:c\nenvironment:\n  build:\n    path: b\n',
      ['b b/Dockerfile: a.yml "b" job'],
    ],
    [
      'jobs of a pipeline',
      'type: pipeline\njobs:\n  a:\n    environment: {build: {path: b}}\n  c:\n    trial:\n      environment: {build: {path: d}}\n',
      ['b b/Dockerfile: a.yml "b" job', 'd d/Dockerfile: a.yml "d" job'],
    ],
    ['registered environment', `${DEPLOYMENT}environment: azureml:a:1\n`, []],
  ])('%s', (_, text, expected) => expect(built({ 'a.yml': text }, 'a.yml')).toEqual(expected));

  test('a deployment builds what its environment file describes, relative to that file', () => {
    const texts = {
      'deploy/blue.yml': `${DEPLOYMENT}environment: file:../envs/env.yml\n`,
      'envs/env.yml': `${ENVIRONMENT}inference_config:\n${ROUTES}`,
    };
    const expected = '../envs/docker ../envs/docker/Dockerfile: envs/env.yml "docker" all routes online';
    expect(built(texts, 'deploy/blue.yml')).toEqual([expected]);
  });

  test('a file that is not there, or describes no environment, tells nothing', () => {
    const texts = { 'a.yml': `${DEPLOYMENT}environment: file:b.yml\n`, 'b.yml': DEPLOYMENT };
    expect(built(texts, 'a.yml')).toEqual([]);
    expect(built({ ...texts, 'b.yml': 'a: b' }, 'a.yml')).toEqual([]);
  });

  test('a YAML that names itself comes to an end', () => {
    expect(built({ 'a.yml': `${DEPLOYMENT}environment: file:a.yml\n` }, 'a.yml')).toEqual([]);
  });

  test('an asset is built from what its environment.yaml names, and has the routes of its spec.yaml', () => {
    const texts = {
      'x/asset.yaml':
        'name: a\nversion: auto\ntype: environment\nspec: spec.yaml\nextra_config: environment.yaml\n',
      'x/environment.yaml':
        'image:\n  name: a\n  context:\n    dir: context\n    dockerfile: gpu.Dockerfile\n',
      'x/spec.yaml': `name: "{{asset.name}}"\nbuild:\n  path: "{{image.context.path}}"\ninference_config:\n${ROUTES}`,
    };
    const found = 'context context/gpu.Dockerfile: x/environment.yaml "gpu.Dockerfile"';
    expect(built(texts, 'x/asset.yaml')).toEqual([`${found} all routes -`]);
    expect(built(texts, 'x/environment.yaml')).toEqual([`${found} -`]);
    expect(built(texts, 'x/spec.yaml')).toEqual([]);
  });
});

describe('the files of an asset', () => {
  const IMAGE =
    'image:\n  name: a\n  os: linux\n  context:\n    dir: context\n  publish:\n    location: mcr\n';

  test.each([
    ['asset', 'name: a\nversion: auto\ntype: environment\nspec: spec.yaml\n', 'asset'],
    ['asset of another type', 'name: a\nversion: auto\ntype: model\nspec: spec.yaml\n', undefined],
    ['image', IMAGE, 'asset-image'],
    [
      'image with comments',
      IMAGE.replace('    dir', '# a\n    # b\n    dir').replace('image:', 'image: # c'),
      'asset-image',
    ],
    ['Windows line ends', IMAGE.replaceAll('\n', '\r\n'), 'asset-image'],
    ['image of a chart', 'image:\n  repository: a\n  context:\n    tag: b\n', undefined],
    ['context of something else', 'image:\n  name: a\nother:\n  context:\n    dir: a\n', undefined],
  ])('%s', (_, text, type) => expect(azuremlTypeOf(text)).toBe(type));
});

describe('a YAML that names no Dockerfile that is there goes along with one that is near', () => {
  const ENV = 'name: a\nbuild:\n  path: docker\n';
  const SCHEMA = '$schema: https://azuremlschemas.azureedge.net/latest/environment.schema.json\n';
  const partners = (texts: Readonly<Record<string, string>>) =>
    projectOf(filesOf({ ...texts, 'docker/Dockerfile': 'FROM scratch\n' })).partnersOf('/docker/Dockerfile');

  test.each<[string, string, boolean]>([
    ['names it', ENV, true],
    ['names another', `${ENV}  dockerfile_path: gpu.Dockerfile\n`, true],
    ['names a folder that is not there', ENV.replace('docker', 'dokcer'), true],
    ['has a misspelt key', `${SCHEMA}${ENV.replace('path', 'pth')}`, true],
    ['has no build', `${SCHEMA}name: a\nbiuld:\n  path: docker\n`, true],
    ['names its environment as az ml refuses it', `${DEPLOYMENT}environment: ./env.yml\n`, true],
    ['names a file that is not there', `${DEPLOYMENT}environment: file:env.yml\n`, true],
    ['leaves the folder to a program', ENV.replace('docker', '$DIR'), false],
    ['has a registered environment', `${DEPLOYMENT}environment: azureml:a:1\n`, false],
    ['has an image', 'name: a\nimage: ubuntu\n', false],
    ['is something else', 'services:\n  a:\n    build: other\n', false],
  ])('%s', (_, text, expected) => {
    expect(partners({ 'a.yml': text })).toEqual(expected ? ['/a.yml'] : []);
  });

  test('one in another folder that means it, and says so in a wrong way', () => {
    const partnersOfRoot = (texts: Readonly<Record<string, string>>) =>
      projectOf(filesOf({ Dockerfile: 'FROM scratch\n', ...texts })).partnersOf('/Dockerfile');
    const here = ENV.replace('docker', '.');
    expect(partnersOfRoot({ 'deploy/env.yml': here })).toEqual(['/deploy/env.yml']);
    expect(partnersOfRoot({ 'deploy/env.yml': ENV })).toEqual([]);
    const deployment = { 'deploy/blue.yml': `${DEPLOYMENT}environment: ../env.yml\n` };
    expect(partnersOfRoot({ 'env.yml': here, ...deployment })).toEqual(['/env.yml', '/deploy/blue.yml']);
    expect(
      partnersOfRoot({ 'env.yml': here, 'deploy/blue.yml': `${DEPLOYMENT}environment: other.yml\n` }),
    ).toEqual(['/env.yml']);
  });

  test('not one that is further away', () => {
    expect(partners({ 'b/a.yml': ENV.replace('docker', 'c') })).toEqual([]);
  });
});
