/** A patch shows the changes of a fix, without secrets and control characters, also in the name of the file. */
import { expect, test } from 'vitest';
import { patchOf } from '../src/session/patch.ts';

const style = { forPrograms: false, color: false };

test.each([
  ['app/Dockerfile', '--- a/app/Dockerfile\n+++ b/app/Dockerfile\n'],
  [
    'DB_PASSWORD=hunter2hunter2 x/Dockerfile',
    '--- a/DB_PASSWORD=*** x/Dockerfile\n+++ b/DB_PASSWORD=*** x/Dockerfile\n',
  ],
])('%s', (path, head) => {
  const { text } = patchOf(path, 'FROM a\n', 'FROM b\n', style);
  expect(text).toBe(`${head}@@ -1,1 +1,1 @@\n-FROM a\n+FROM b\n`);
});

test('a secret of several lines is masked where a fix brings it', () => {
  const { text, altered } = patchOf(
    'x',
    'FROM a\n',
    'FROM b\nmachine c\n  login d\n  password hunter2\n',
    style,
  );
  expect(text + altered.join()).not.toContain('hunter2');
});
