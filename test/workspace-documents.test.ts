import { expect, test } from 'vitest';
import { roleOf } from '../src/workspace/documents.ts';

/** As an editor opens a text in a language of its choice. */
const roleIn = (language: string, name: string) =>
  roleOf({ file: `/a/${name}`, text: 'x\n', language, isNameless: false }).is;

test.each(['Dockerfile', 'Dockerfile.gpu', 'gpu.Dockerfile', 'build'])('%s is a Dockerfile', (name) => {
  expect(roleIn('dockerfile', name)).toBe('linted');
});

test.each(['Dockerfile.dockerignore', 'Dockerfile.md', 'Dockerfile.j2', 'Dockerfile.tpl'])(
  '%s is none, though VS Code takes it for one',
  (name) => {
    expect(roleIn('dockerfile', name)).toBe('other');
  },
);
