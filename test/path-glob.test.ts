import fc from 'fast-check';
import picomatch from 'picomatch';
import { describe, expect, test } from 'vitest';
import { isPathGlob, pathMatcher, splitPathGlob } from '../src/text/path-glob.ts';

describe('a glob', () => {
  test.each([
    ['a/*', 'a/b', true],
    ['a/*', 'a/b/c', false],
    ['a/**', 'a/b/c', true],
    ['a/**', 'a', false],
    ['a/**/b', 'a/b', true],
    ['a/**/b', 'a/x/y/b', true],
    ['a/**/b', 'axb', false],
    ['**', 'a/b', true],
    ['**/b', 'b', true],
    ['**/b', 'ab', false],
    ['a**b', 'a/b', false],
    ['*', '.hidden', true],
    ['?', '/', false],
    ['[!a]', 'b', true],
    ['[!a]', 'a', false],
    ['[^a]', '/', false],
    ['[a-c]', 'b', true],
    ['[a-]', '-', true],
    ['[]]', ']', true],
    ['[a', '[a', true],
    ['{a,b/**}/c', 'b/x/c', true],
    ['{**/,}a', 'x/a', true],
    ['{a,{b,c}d}', 'cd', true],
    ['{a}', '{a}', true],
    ['{a,b', '{a,b', true],
    ['a,b}', 'a,b}', true],
    ['\\*', '*', true],
    ['\\*', 'a', false],
    ['(a|b)', 'a', false],
    ['(a|b)', '(a|b)', true],
    ['+(a)', 'aa', false],
    ['a.b', 'axb', false],
    ['Ä*', 'Äb', true],
    ['*', '', false],
  ])('%s, %s: %s', (glob, path, expected) => {
    expect(pathMatcher(glob)(path)).toBe(expected);
  });

  test('is told from a path', () => {
    expect(['a*', 'a?', '[a]', '{a,b}', '{a/b,c}'].every(isPathGlob)).toBe(true);
    expect(['a', 'a/b.c', '(a)', '!a', '+a', 'a[', '{a}', '\\*'].some(isPathGlob)).toBe(false);
  });

  test.each([
    ['a/b/*.c', 'a/b', '*.c'],
    ['*', '.', '*'],
    ['/*/a', '/', '*/a'],
    ['/a/*/b', '/a', '*/b'],
    ['../a/{b,c}/d', '../a', '{b,c}/d'],
    ['a/{b/c,d}/e', 'a', '{b/c,d}/e'],
  ])('%s begins in a directory', (glob, base, rest) => {
    expect(splitPathGlob(glob)).toEqual({ base, rest });
  });
});

/** Globs that picomatch reads in the same way. */
const segment = fc.constantFrom(
  ...['a', 'b', 'ab', '.x', 'Dockerfile', 'a.b', '*', '**', '?', '*a', 'a*', '*.b', 'a?', '[ab]', '[^a]x'],
  ...['{a,b}', '{a,b*}', '{a,*.b}x', 'a{,b}', '[a-c]b', '*a*', 'a**b', '{a/*,b}', '{a,{b,ab}}'],
);
const name = fc.constantFrom(
  'a',
  'b',
  'ab',
  '.x',
  'Dockerfile',
  'a.b',
  'ax',
  'bx',
  'abb',
  'aab',
  'c.bx',
  '.xb',
);
const joined = (part: fc.Arbitrary<string>) =>
  fc.array(part, { minLength: 1, maxLength: 4 }).map((parts) => parts.join('/'));

test('reads tame globs as picomatch does', () => {
  fc.assert(
    fc.property(joined(segment), joined(name), (glob, path) => {
      const theirs = picomatch(glob, { dot: true })(path);
      // For picomatch `a/**` also matches `a`, but `*/**` does not.
      const isOnlyDirectory = glob.endsWith('/**') && theirs && pathMatcher(glob)(`${path}/x`);
      expect(pathMatcher(glob)(path) || isOnlyDirectory).toBe(theirs);
    }),
    { numRuns: 5000 },
  );
});

test('any text is a glob, and matches itself where its characters are escaped', () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom(...'ab/*?[]{},\\!-^.') }), fc.string(), (glob, path) => {
      expect(typeof pathMatcher(glob)(path)).toBe('boolean');
      const escaped = glob.replace(/[^/]/g, '\\$&');
      expect(pathMatcher(escaped)(glob)).toBe(glob !== '');
    }),
  );
});
