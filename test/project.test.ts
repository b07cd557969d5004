/** What belongs to a Dockerfile, over files in memory. */
import { expect, test } from 'vitest';
import { filesOf } from '../src/context/files.ts';
import { readDockerfile } from '../src/model/read-dockerfile.ts';
import { type ProjectOptions, projectOf } from '../src/project/project.ts';

const ENVIRONMENT = '$schema: https://azuremlschemas.azureedge.net/latest/environment.schema.json\nname: a\n';

/** The context of a Dockerfile among some files: its certainty, folder and reason. */
function contextIn(texts: Record<string, string>, path: string, options?: ProjectOptions) {
  const surroundings = projectOf(filesOf(texts), options).surroundingsOf(path);
  const { certainty, folder, reason } = surroundings.contextOf(readDockerfile(texts[path.slice(1)]!));
  return [certainty, folder, reason];
}

test('the context that is given for a Dockerfile is taken whatever names it', () => {
  const texts = {
    Dockerfile: 'FROM a\nCOPY x /\n',
    x: '',
    'other/y': '',
    'env.yml': `${ENVIRONMENT}build:\n  path: .\n`,
  };
  const given = { files: filesOf(texts), path: '/other', shown: 'other', reason: 'given with --context' };
  expect(contextIn(texts, '/Dockerfile', { given: () => given })).toEqual(['given', 'other', given.reason]);
});

test('an ignore file that is named after the Dockerfile counts in a context elsewhere too', () => {
  const texts = { 'a.Dockerfile': 'FROM a\nCOPY x /\n', 'a.Dockerfile.dockerignore': 'x\n' };
  const given = {
    files: filesOf({ x: '', y: '', '.dockerignore': 'y\n' }),
    path: '/',
    shown: '../b',
    reason: 'given',
  };
  const project = projectOf(filesOf(texts), { given: () => given });
  const context = project.surroundingsOf('/a.Dockerfile').contextOf(readDockerfile(texts['a.Dockerfile']));
  expect(['x', 'y'].map((path) => context.stat(path))).toEqual(['ignored', 'file']);
});

test('an Azure ML YAML names the context, with its line', () => {
  const texts = {
    'env/environment.yml': `${ENVIRONMENT}build:\n  path: ../docker\n  dockerfile_path: cpu.Dockerfile\n`,
    'environment.yml': `${ENVIRONMENT}build:\n  path: docker\n  dockerfile_path: cpu.Dockerfile\n`,
    'docker/cpu.Dockerfile': 'FROM a\nCOPY missing /\n',
    'docker/Dockerfile': 'FROM a\nCOPY missing /\n',
  };
  expect(contextIn(texts, '/docker/cpu.Dockerfile')).toEqual([
    'named',
    'docker',
    'named by environment.yml:5',
  ]);
  expect(contextIn(texts, '/docker/Dockerfile').slice(0, 2)).toEqual(['unknown', undefined]);
});

test('the folder of a Dockerfile is its context if all that it copies is there', () => {
  const texts = {
    'a/Dockerfile': 'FROM a\nCOPY x y*.txt /\n',
    'a/x': '',
    'a/y1.txt': '',
    x: '',
    'y.txt': '',
  };
  const [certainty, folder] = contextIn(texts, '/a/Dockerfile');
  expect([certainty, folder]).toEqual(['guessed', 'a']);
});

test('without it the nearest folder above is, in which all is', () => {
  const texts = { 'p/deploy/docker/Dockerfile': 'FROM a\nCOPY src /\n', 'p/src/x': '', 'src/x': '' };
  expect(contextIn(texts, '/p/deploy/docker/Dockerfile').slice(0, 2)).toEqual(['guessed', 'p']);
});

test('a folder with nothing of what is copied is no context, unless it is the root of a repository or has an ignore file', () => {
  const dockerfile = 'FROM a\nCOPY x y /\n';
  const reason = 'nothing names it, and no folder at or above the Dockerfile has what is copied';
  const unknown = ['unknown', undefined, reason];
  expect(contextIn({ 'a/Dockerfile': dockerfile }, '/a/Dockerfile')).toEqual(unknown);
  expect(contextIn({ 'a/Dockerfile': dockerfile, 'a/x': '' }, '/a/Dockerfile')[1]).toBe('a');
  expect(contextIn({ 'a/Dockerfile': dockerfile, 'a/.dockerignore': '' }, '/a/Dockerfile')[1]).toBe('a');
  expect(contextIn({ Dockerfile: dockerfile }, '/Dockerfile')[1]).toBe('.');
  expect(contextIn({ Dockerfile: dockerfile }, '/Dockerfile', { extent: 'folder' })).toEqual(unknown);
});

test('what is there whatever the context is tells nothing: a Dockerfile that is copied, a folder with nothing but Dockerfiles', () => {
  expect(contextIn({ 'a/Dockerfile': 'FROM a\nCOPY Dockerfile x /\n' }, '/a/Dockerfile')[0]).toBe('unknown');
  expect(contextIn({ 'a/Dockerfile': 'FROM a\nCOPY Dockerfile /\n' }, '/a/Dockerfile')[1]).toBe('a');
  expect(contextIn({ 'a/web/Dockerfile': 'FROM a\nCOPY web /\n' }, '/a/web/Dockerfile')[0]).toBe('unknown');
  const more = { 'a/web/Dockerfile': 'FROM a\nCOPY web /\n', 'a/web/x': '' };
  expect(contextIn(more, '/a/web/Dockerfile')[1]).toBe('a');
});

test('a Dockerfile that copies nothing has no context, and nothing is looked at', () => {
  expect(contextIn({ 'a/Dockerfile': 'FROM a\nRUN make\n', 'a/.dockerignore': '' }, '/a/Dockerfile')).toEqual(
    ['unknown', undefined, undefined],
  );
});

test('a Dockerfile brings the YAML that names it, and a YAML what it names', () => {
  const texts = {
    'deploy/deployment.yml':
      'endpoint_name: e\nname: blue\nmodel: azureml:m:1\nenvironment: file:../env.yml\n',
    'env.yml': `${ENVIRONMENT}build:\n  path: docker\n`,
    'docker/Dockerfile': 'FROM a\n',
    'other.yml': `${ENVIRONMENT}build:\n  path: nowhere\n`,
  };
  const project = projectOf(filesOf(texts));
  expect(project.partnersOf('/docker/Dockerfile')).toEqual(['/env.yml', '/deploy/deployment.yml']);
  expect(project.partnersOf('/env.yml')).toEqual(['/docker/Dockerfile']);
  expect(project.partnersOf('/deploy/deployment.yml')).toEqual(['/docker/Dockerfile', '/env.yml']);
  expect(project.partnersOf('/other.yml')).toEqual([]);
  expect(project.surroundingsOf('/docker/Dockerfile').definitions()).toHaveLength(1);
  const foreign = { ...texts, 'env.yml': 'dependencies: [python]\n' };
  expect(projectOf(filesOf(foreign)).partnersOf('/deploy/deployment.yml')).toEqual([]);
});

test('other files are seen from the folder of the linted one, and no path leads out', () => {
  const project = projectOf(
    filesOf({ 'env/e.yml': `${ENVIRONMENT}image: ubuntu\n`, 'docker/Dockerfile': 'FROM a\n' }),
  );
  const surroundings = project.surroundingsOf('/env/e.yml');
  expect(surroundings.stat('../docker/Dockerfile')).toBe('file');
  expect(surroundings.stat('../docker/other')).toBe('missing');
  expect(surroundings.stat('../../docker')).toBe('unknown');
  expect(surroundings.stat('/docker')).toBe('unknown');
  expect(surroundings.list('..')).toEqual(['docker', 'env']);
  expect(surroundings.read('../docker/Dockerfile')?.path).toBe('docker/Dockerfile');
  expect(surroundings.model('../docker/Dockerfile')?.kind).toBe('dockerfile');
  expect(surroundings.model('../docker/Dockerfile')).toBe(surroundings.model('../docker/Dockerfile'));
  expect(surroundings.model('nothing.yml')).toBeUndefined();
});
