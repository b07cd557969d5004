/** Did you mean: names that are similar enough to be proposed, for every kind of name. */
import { expect, test } from 'vitest';
import { rules } from '../rules/index.generated.ts';
import { KEYWORDS } from '../src/dockerfile/head.ts';
import { ruleNames } from '../src/rule/names.ts';
import { nearestRuleName, peerWith } from '../src/rule/peers.ts';
import { closestMatch, editDistance } from '../src/text/closest-match.ts';

test.each([
  ['quite', ['quiet', 'quit-on-error'], 'quiet'],
  ['atp/*', ['apt/*', 'user/*'], 'apt/*'],
  ['usr', ['user', 'apt'], 'user'],
  ['warn', ['error', 'warning', 'info', 'never'], 'warning'],
  ['FORM', KEYWORDS, 'FROM'],
  ['RN', KEYWORDS, 'RUN'],
  ['ENTRY', KEYWORDS, 'ENTRYPOINT'],
  ['WORKIDR', KEYWORDS, 'WORKDIR'],
  ['Platform', ['platform'], 'platform'],
])('%s is %s', (wrong, candidates, meant) => {
  expect(closestMatch(wrong, candidates)).toBe(meant);
});

test.each([
  ['AAA', KEYWORDS],
  ['X', KEYWORDS],
  ['ab', ['rw', 'ro']],
  ['dockerfile', KEYWORDS],
  // A part of a longer name is another name.
  ['user', ['user/root-not-dropped']],
  ['VERSION', ['VERSION_OF_PYTHON']],
  ['a'.repeat(300), ['a'.repeat(301)]],
])('nothing is near %s', (wrong, candidates) => {
  expect(closestMatch(wrong, candidates)).toBeUndefined();
});

test('the caller may ask for fewer wrong letters', () => {
  expect(closestMatch('MODEL_DRI_', ['MODEL_DIR'])).toBe('MODEL_DIR');
  expect(closestMatch('MODEL_DRI_', ['MODEL_DIR'], 1)).toBeUndefined();
});

test.each([
  ['', '', 0],
  ['', 'abc', 3],
  ['abc', 'abc', 0],
  ['abcd', 'abdc', 1],
  ['ca', 'abc', 3],
  ['kitten', 'sitting', 3],
])('from %s to %s', (a, b, edits) => {
  expect(editDistance(a, b)).toBe(edits);
  expect(editDistance(b, a)).toBe(edits);
});

test('a code of another linter is no misspelling of another code', () => {
  const { all } = ruleNames(rules);
  expect(nearestRuleName('DL9999', all)).toBeUndefined();
  expect(nearestRuleName('SC2086', all)).toBeUndefined();
  expect(nearestRuleName('dl3009', all)).toBe('DL3009');
  expect(nearestRuleName('DL3O09', all)).toBe('DL3009');
  expect(nearestRuleName('lists-kept', all)).toBe('apt/lists-kept');
  expect(nearestRuleName('apt', all)).toBe('apt/*');
  expect(nearestRuleName('atp', all)).toBe('apt/*');
  expect([
    peerWith('DL4006'),
    peerWith('SC2086'),
    peerWith('undefinedvar'),
    peerWith('apt/lists-kept'),
  ]).toEqual(['hadolint', 'ShellCheck', 'BuildKit', undefined]);
});
