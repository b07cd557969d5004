/** What the pages say about other linters is true of the rules, and complete as far as the rules know. */
import { describe, expect, test } from 'vitest';
import { rules } from '../rules/index.generated.ts';
import { allDifferences, type Difference } from '../scripts/differences.ts';
import { settingsOf } from '../src/config/settings.ts';
import { contextOf } from '../src/context/context-of.ts';
import { parseDockerfile } from '../src/dockerfile/parse.ts';
import { lintSource } from '../src/lint.ts';
import { aliasesFrom, fidelityOf } from '../src/rule/aliases.ts';
import { peerOf, peers } from '../src/rule/peers.ts';
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

describe('names of other linters', () => {
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
