/** Verdicts of Go, which `scripts/go-patterns` wrote down: patterns of ignore files and of COPY mean the same here. */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { filesMatcher, readIgnoreFile } from '../src/context/ignore-file.ts';
import { goNameMatcher } from '../src/text/go-glob.ts';

interface Verdict {
  readonly pattern: string;
  /** Absent where Go refuses the pattern. */
  readonly matches?: readonly string[];
}

const { paths, ignored, names, matched } = JSON.parse(
  readFileSync('fixtures/context/go-patterns.json', 'utf8'),
) as Readonly<Record<'paths' | 'names', readonly string[]>> &
  Readonly<Record<'ignored' | 'matched', readonly Verdict[]>>;

test.each(ignored.filter(({ matches }) => matches))('an ignore file of %j', ({ pattern, matches }) => {
  const file = readIgnoreFile(pattern, '.dockerignore');
  expect(paths.filter((path) => file.ignoredBy(path) !== undefined)).toEqual(matches);
});

test.each(ignored.filter(({ pattern, matches }) => matches && !/[\n\r\ufeff#]/.test(pattern)))(
  '--exclude=%j',
  ({ pattern, matches }) => expect(paths.filter(filesMatcher([pattern]))).toEqual(matches),
);

test.each(matched)('a source of COPY, %j', ({ pattern, matches }) => {
  const matcher = goNameMatcher(pattern);
  expect(matcher && names.filter(matcher)).toEqual(matches);
});
