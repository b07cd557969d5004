/** What the pages say about other linters is true of the rules, and complete as far as the rules know. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { rules } from '../rules/index.generated.ts';
import { allDifferences, type Difference } from '../scripts/differences.ts';
import { settingsOf } from '../src/config/settings.ts';
import { contextOf } from '../src/context/folder.ts';
import { parseDockerfile } from '../src/dockerfile/parse.ts';
import { lintSource } from '../src/lint.ts';
import { aliasesFrom, aliasesOf, fidelityOf } from '../src/rule/aliases.ts';
import { BUILDKIT_CHECKS, HADOLINT_LEVELS, peerOf, peers } from '../src/rule/peers.ts';
import { placeOf } from '../src/testing/markers.ts';
import { lineAt } from '../src/text/source.ts';

const all = allDifferences();

/** The findings of the rule under the preset of the linter; for the builder itself, those that it always has. */
function findingsOf({ rule, names, example, settings }: Difference) {
  const peer = peerOf(names[0]!);
  const { options, files, ...others } = settings;
  const { findings } = lintSource(
    example.text,
    settingsOf({
      ...others,
      ...(files && { context: contextOf(files) }),
      ...(peer && { preset: peer }),
      ...(options && { rules: { [rule.id]: options } }),
    }),
  );
  return findings.filter((finding) => finding.rule === rule.id);
}

/** The first line of the instruction at a line. */
function startOf(text: string, line: number): number {
  const { source, instructions } = parseDockerfile(text);
  const starts = instructions.map(({ start }) => lineAt(source, start));
  return Math.max(...starts.filter((start) => start <= line));
}

describe.each(all.map((one) => [`${one.place} ${one.names.join(', ')} ${one.theirWay}`, one] as const))(
  '%s',
  (_, one) => {
    test('the rule reports what is marked', () => {
      const marked = one.example.markers.filter(({ kind }) => kind === 'finding');
      const expected = marked.map(({ line, column, endColumn }) => ({ line, column, endColumn }));
      expect(findingsOf(one).map(({ range }) => placeOf(range))).toEqual(expected);
    });

    test('the other linter reports something else', () => {
      const { text } = one.example;
      const ours = findingsOf(one).map(({ range }) => startOf(text, range.start.line));
      expect([...new Set(ours)]).not.toEqual(one.theirs);
    });

    test('the rule has that name, and says that it differs', () => {
      for (const name of one.names.filter((each) => peerOf(each))) {
        expect(fidelityOf(one.rule)).toHaveProperty(name, 'differs');
      }
    });

    test('says what the rule does', () => expect(one.ourWay).toMatch(/\S.*[.:]$/s));
  },
);

test('links of docs/differences.md lead to files', () => {
  const links = [...readFileSync('docs/differences.md', 'utf8').matchAll(/\]\((?!https:)([^)#]+)/g)];
  expect(links.map(([, to]) => to!).filter((to) => !existsSync(join('docs', to)))).toEqual([]);
});

describe('names of other linters', () => {
  test.each(rules.map((rule) => [rule.id, rule] as const))('%s shows all its differences', (_, rule) => {
    const shown = new Set(all.filter((one) => one.rule === rule).flatMap(({ names }) => names));
    const differing = Object.entries(fidelityOf(rule)).filter(([, fidelity]) => fidelity === 'differs');
    expect(differing.map(([name]) => name).filter((name) => !shown.has(name))).toEqual([]);
    expect(Object.keys(fidelityOf(rule))).toEqual(aliasesOf(rule));
  });

  test('every code of hadolint belongs to one rule', () => {
    const owners = (name: string) =>
      rules.filter((rule) => aliasesOf(rule).includes(name)).map(({ id }) => id);
    expect(Object.keys(HADOLINT_LEVELS).filter((name) => owners(name).length !== 1)).toEqual([]);
  });

  test('every check of BuildKit belongs to a rule, and one of them to three', () => {
    const count = (name: string) => rules.filter((rule) => aliasesOf(rule).includes(name)).length;
    const expected = BUILDKIT_CHECKS.map((name) => [name, name === 'MultipleInstructionsDisallowed' ? 3 : 1]);
    expect(BUILDKIT_CHECKS.map((name) => [name, count(name)])).toEqual(expected);
  });

  test('presets set only options that the rule has, for linters that it has a name from', () => {
    for (const rule of rules)
      for (const peer of peers.filter((one) => rule.presetOptions?.[one])) {
        expect(aliasesFrom(peer, rule), rule.id).not.toEqual([]);
        expect(Object.keys(rule.options?.schema ?? {})).toEqual(
          expect.arrayContaining(Object.keys(rule.presetOptions![peer]!)),
        );
      }
  });
});
