import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { applyBaseline, type Baseline, type BaselineEntry, baselineOf } from '../src/baseline/baseline.ts';
import { BaselineError, readBaseline, writeBaseline } from '../src/baseline/baseline-text.ts';
import { settingsOf } from '../src/config/settings.ts';
import { dockerfileKind } from '../src/kinds/dockerfile/kind.ts';
import { lintSource } from '../src/lint.ts';
import { sourceOf } from '../src/text/source.ts';

const all = settingsOf({ now: '2026-07-31' });
const settings = {
  ...all,
  rules: all.rules.filter(({ rule }) => ['apt/lists-kept', 'apt/asks-for-confirmation'].includes(rule.id)),
};

const old = `FROM ubuntu:24.04
RUN apt-get update && \\
    apt-get install -y curl
RUN apt-get install git
USER 1000
`;

function anchored(text: string) {
  return { source: sourceOf(text), anchorAt: dockerfileKind.anchorsIn(text) };
}

function baselineFor(text: string, today = '2026-07-01', older: Baseline = []): Baseline {
  return baselineOf('Dockerfile', lintSource(text, settings).findings, anchored(text), today, older);
}

/** The remaining findings of a text, and the number of remaining entries. */
function held(text: string, baseline: Baseline) {
  const outcome = applyBaseline(baseline, lintSource(text, settings).findings, anchored(text));
  const total = outcome.stillThere.reduce((sum, { count }) => sum + count, 0);
  return { new: outcome.kept.map(({ rule, range }) => `${rule}:${range.start.line}`), old: total };
}

describe('old findings stay hidden', () => {
  const entries = baselineFor(old).length;
  test.each<[string, string]>([
    ['as they are', old],
    ['lines before', `# syntax=docker/dockerfile:1\n# a comment\n\n${old}`],
    ['an instruction before', old.replace('RUN apt-get update', 'ENV A=b\nRUN apt-get update')],
    [
      'instructions in another order',
      old.replace('RUN apt-get install git\nUSER 1000', 'USER 1000\nRUN apt-get install git'),
    ],
    ['broken into lines otherwise', old.replace(' && \\\n    apt-get', ' \\\n&&   apt-get')],
    ['a comment in a continued line', old.replace('&& \\\n', '&& \\\n# why\n')],
    ['a keyword in small letters', old.replace('RUN apt-get update', 'run apt-get update')],
    ['CRLF', old.replaceAll('\n', '\r\n')],
    ['a byte-order mark', `\ufeff${old}`],
  ])('%s', (_, text) => {
    expect(held(text, baselineFor(old))).toEqual({ new: [], old: entries });
  });
});

describe('new findings show', () => {
  test.each<[string, string, string[]]>([
    ['in an instruction that has changed', old.replace('git', 'git vim'), ['apt/asks-for-confirmation:4']],
    ['in a new instruction', `${old}RUN apt-get install vim\n`, ['apt/asks-for-confirmation:6']],
    ['in the same instruction once more', `${old}RUN apt-get install git\n`, ['apt/asks-for-confirmation:6']],
  ])('%s', (_, text, expected) => {
    expect(held(text, baselineFor(old)).new).toEqual(expected);
  });

  test('of another file', () => {
    expect(held(old, []).new).toHaveLength(baselineFor(old).length);
  });
});

test('entries are without secrets of other instructions too', () => {
  const text = 'FROM ubuntu:24.04\nARG TOKEN=Zx9QwErTy1\nRUN echo Zx9QwErTy1 && apt-get install curl\n';
  expect(baselineFor(text).map(({ instruction }) => instruction)).toEqual([
    'RUN echo *** && apt-get install curl',
  ]);
});

test('entries tell what they are about, without secrets', () => {
  const text = 'FROM ubuntu:24.04\nRUN apt-get install  \\\n  --password=correcthorse curl\n';
  expect(baselineFor(text)).toEqual([
    {
      file: 'Dockerfile',
      rule: 'apt/asks-for-confirmation',
      instruction: 'RUN apt-get install --password=*** curl',
      hash: expect.stringMatching(/^[0-9a-f]{16}$/),
      count: 1,
      since: '2026-07-01',
    },
  ]);
});

test('what is found again keeps its day', () => {
  const first = baselineFor(old, '2026-01-01');
  const second = baselineFor(`${old}RUN apt-get install vim\n`, '2026-07-01', first);
  expect(second.map(({ since }) => since).sort()).toEqual(['2026-01-01', '2026-01-01', '2026-07-01']);
});

describe('as text', () => {
  const entry: BaselineEntry = {
    file: 'a/Dockerfile',
    rule: 'apt/unpinned',
    instruction: 'RUN apt-get install "x" …',
    hash: '0123456789abcdef',
    count: 2,
    since: '2026-07-01',
  };
  const line = JSON.stringify(entry);
  const header = '{"baseline":"azml-lint","version":1}';

  test('one entry a line', () => {
    expect(writeBaseline([entry])).toBe(`${header}\n${line}\n`);
    expect(writeBaseline([])).toBe(`${header}\n`);
  });

  test('reads back, in order, whatever the order', () => {
    const any = fc.record({
      file: fc.string({ unit: 'grapheme' }),
      rule: fc.string(),
      instruction: fc.string({ unit: 'binary' }),
      hash: fc.string(),
      count: fc.integer({ min: 1, max: 1000 }),
      since: fc.constantFrom('2026-01-01', '2026-12-31'),
    });
    fc.assert(
      fc.property(
        fc.uniqueArray(any, { selector: ({ file, rule, hash }) => `${file}\n${rule}\n${hash}` }),
        (entries) => {
          const text = writeBaseline(entries);
          expect(writeBaseline(readBaseline(text))).toBe(text);
          expect(writeBaseline([...entries].reverse())).toBe(text);
          expect(readBaseline(text)).toHaveLength(entries.length);
        },
      ),
    );
  });

  test.each<[string, string, Partial<BaselineEntry>]>([
    ['twice the same', `${line}\n${line}`, {}],
    ['another count', `${line}\n${line.replace('"count":2', '"count":3')}`, { count: 3 }],
    ['another day', `${line.replace('07-01', '03-01')}\n${line}`, { since: '2026-03-01' }],
    ['empty lines and CRLF', `\r\n${line}\r\n`, {}],
    ['both headers', `${header}\n${line}`, {}],
  ])('a merge may leave %s', (_, text, expected) => {
    expect(readBaseline(`${header}\n${text}`)).toEqual([{ ...entry, ...expected }]);
  });

  test.each<[string, string, number, RegExp]>([
    ['nothing', '', 1, /no baseline/],
    ['another file', 'FROM scratch\n', 1, /no baseline/],
    ['JSON of another kind', '[]', 1, /no baseline/],
    ['a later version', '{"baseline":"azml-lint","version":2}\n', 1, /version 2/],
    ['a conflict', `${header}\n${line}\n<<<<<<< ours\n`, 3, /merge conflict/],
    ['no JSON', `${header}\n{"file":\n`, 2, /no entry/],
    ['a missing key', `${header}\n${line.replace('"rule"', '"role"')}\n`, 2, /no entry/],
    ['no count', `${header}\n${line.replace('2,', '0,')}\n`, 2, /count/],
    ['no day', `${header}\n${line.replace('2026-07-01', '2026-13-01')}\n`, 2, /since/],
  ])('refuses %s', (_, text, at, message) => {
    expect(() => readBaseline(text)).toThrow(BaselineError);
    expect(() => readBaseline(text)).toThrow(
      expect.objectContaining({ line: at, message: expect.stringMatching(message) }),
    );
  });
});
