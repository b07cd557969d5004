/** The VS Code extension, as far as it can be examined without VS Code. */
import { readFileSync } from 'node:fs';
import picomatch from 'picomatch';
import { describe, expect, test } from 'vitest';
import { needsServer } from '../editors/vscode/src/relevance.ts';
import { dockerfileFiles } from '../src/kinds/dockerfile/names.ts';

const manifest = JSON.parse(readFileSync('editors/vscode/package.json', 'utf8'));

describe('a server is started for', () => {
  const document = (languageId: string, path: string, text = '', scheme = 'file') => ({
    languageId,
    uri: { scheme, path },
    getText: () => text,
  });
  const deployment = readFileSync('examples/scoring/deployment.yml', 'utf8');
  const script = readFileSync('examples/scoring/code/score.py', 'utf8');

  test.each([
    ['a Dockerfile', document('dockerfile', '/a/Dockerfile')],
    ['a Dockerfile that is not saved yet', document('dockerfile', 'Untitled-1', '', 'untitled')],
    ['a configuration', document('yaml', '/a/.azml-lint.yaml')],
    ['a configuration in JSON', document('json', '/a/.azml-lint.json')],
    ['an Azure ML YAML', document('yaml', '/a/deployment.yml', deployment)],
    ['an Azure ML YAML in JSON', document('json', '/a/e.json', '{"name": "e",\n"$schema": "environment"}')],
    ['an entry script', document('python', '/a/score.py', script)],
  ])('%s', (_, one) => {
    expect(needsServer(one)).toBe(true);
  });

  test.each([
    ['another YAML', document('yaml', '/a/compose.yaml', 'services:\n  a:\n    image: b\n')],
    ['another JSON', document('json', '/a/package.json', '{ "name": "a" }')],
    ['another Python file', document('python', '/a/train.py', 'def train():\n    pass\n')],
    ['another language', document('markdown', '/a/README.md', 'FROM here')],
    ['a version in the history of a repository', document('dockerfile', '/a/Dockerfile', '', 'git')],
  ])('not for %s', (_, one) => {
    expect(needsServer(one)).toBe(false);
  });
});

test('the editor takes the files as Dockerfiles that a search takes', () => {
  const [{ id, filenamePatterns }] = manifest.contributes.languages;
  const matches = picomatch(filenamePatterns);
  expect(id).toBe('dockerfile');
  expect(dockerfileFiles.examples.found.filter((name) => !matches(name))).toEqual([]);
  expect(['README.md', 'docker-compose.yml', 'Makefile'].filter((name) => matches(name))).toEqual([]);
});

test('every command of the manifest is registered, and no other', () => {
  const source = readFileSync('editors/vscode/src/extension.ts', 'utf8');
  const registered = Array.from(source.matchAll(/registerCommand\('([^']+)'/g), ([, name]) => name!);
  const declared = manifest.contributes.commands.map(({ command }: { command: string }) => command);
  // The server calls it.
  const internal = ['azml-lint.askForReason'];
  expect(registered.sort()).toEqual([...declared, ...internal].sort());
});
