/** A finding's place, in the linted file or another one, and its values. */
import { type AnyRule, defineRule, type SourceFile, sourceOf } from 'azml-lint';
import { describe, expect, test } from 'vitest';
import { applyBaseline, baselineOf } from '../src/baseline/baseline.ts';
import { fixSource } from '../src/fix/fix.ts';
import { lintSource } from '../src/lint.ts';
import type { Finding } from '../src/rule/finding.ts';
import type { Settings } from '../src/rule/settings.ts';

const DOCKERFILE = 'FROM ubuntu:24.04\nCOPY score.py /app/\n';
const script = sourceOf('import os\n\ndef run(data):\n  return data\n', 'src/score.py');
const level = { inference: 'error', training: 'info', other: 'warning' } as const;

/** Reports that a script has no `init`, at a place in the script. */
function scriptRule(fix: 'safe' | 'unsafe' = 'safe') {
  return defineRule({
    id: 'acme/no-init',
    title: 'The entry script has no init',
    level,
    fix,
    messages: { missing: '`{script}` has no `{name}`.', copied: 'copied here' },
    check({ file, report }) {
      const [copy] = file.copies;
      if (copy === undefined) return;
      report({
        at: { file: script, span: spanIn(script, 'def run') },
        message: 'missing',
        data: { script: script.path, name: 'init' },
        related: [{ at: copy, message: 'copied' }],
        fix: {
          title: 'Write `init`',
          edits: [],
          elsewhere: [{ file: script, edits: [{ start: 11, end: 11, text: 'def init():\n  pass\n\n' }] }],
        },
      });
    },
  });
}

const commands = defineRule({
  id: 'acme/copy',
  title: 'A COPY is there',
  level,
  messages: { there: 'It is there.' },
  check({ file, report }) {
    for (const copy of file.copies) report({ at: copy, message: 'there' });
  },
});

describe('a report that no compiler has checked', () => {
  test.each<[string, object, string]>([
    ['no place', { message: 'there' }, '`at` must be a place'],
    ['a text as place', { at: 'COPY', message: 'there' }, '`at` must be a place'],
    [
      'a fix without edits',
      { at: { start: 0, end: 4 }, message: 'there', fix: { title: 'Mend it' } },
      'the `edits` of a fix must be a list',
    ],
  ])('%s', (_, reported, problem) => {
    const rule: AnyRule = { ...commands, fix: 'safe', check: ({ report }) => report(reported as never) };
    expect(lint(DOCKERFILE, rule).findings.map(({ message }) => message)).toEqual([
      expect.stringContaining(`Internal error in rule acme/copy: ${problem}`),
    ]);
  });

  test('is lost after an await: the engine says so, and what fails later fails nothing else', async () => {
    const check = async () => {
      await Promise.resolve();
      throw new Error('too late');
    };
    const { findings } = lint(DOCKERFILE, { ...commands, check });
    expect(findings.map(({ message }) => message)).toEqual([
      expect.stringContaining('Internal error in rule acme/copy: `check` is async'),
    ]);
    await new Promise((resolve) => setTimeout(resolve));
  });
});

describe('in another file than was linted', () => {
  test('has its place there, with its values', () => {
    const { others, source } = lint(DOCKERFILE, scriptRule());
    expect(others.map(({ kind, source: { path } }) => [kind, path])).toEqual([['text', 'src/score.py']]);
    expect(others[0]!.findings).toEqual([
      {
        rule: 'acme/no-init',
        severity: 'warning',
        messageId: 'missing',
        message: '`src/score.py` has no `init`.',
        data: { script: 'src/score.py', name: 'init' },
        file: script,
        span: { start: 11, end: 18 },
        range: { start: { line: 3, column: 1 }, end: { line: 3, column: 8 } },
        related: [
          {
            file: source,
            span: { start: 18, end: 37 },
            range: { start: { line: 2, column: 1 }, end: { line: 2, column: 20 } },
            messageId: 'copied',
            message: 'copied here',
          },
        ],
        fix: {
          safety: 'safe',
          title: 'Write `init`',
          edits: [],
          elsewhere: [{ file: script, edits: [{ start: 11, end: 11, text: 'def init():\n  pass\n\n' }] }],
        },
      },
    ]);
  });

  test('is not among those of the file itself', () => {
    const { findings, others } = lint(DOCKERFILE, scriptRule(), commands);
    expect(findings.map(({ rule }) => rule)).toEqual(['acme/copy']);
    expect(others.flatMap(rulesIn)).toEqual(['acme/no-init']);
  });

  test('has the severity of the final stage', () => {
    const inference = 'FROM mcr.microsoft.com/azureml/minimal-py312-inference:latest\nCOPY score.py /app/\n';
    expect(lint(inference, scriptRule()).others[0]!.findings).toMatchObject([{ severity: 'error' }]);
  });

  test('must lie in that file', () => {
    const rule = defineRule({
      ...commands,
      check({ report }) {
        const end = script.text.length;
        report({ at: { file: script, span: { start: end, end } }, message: 'there' });
        report({ at: { file: script, span: { start: 0, end: end + 1 } }, message: 'there' });
      },
    });
    const { findings, others } = lint(DOCKERFILE, rule);
    expect(findings.map(({ internal }) => internal)).toEqual([true]);
    expect(others.flatMap(rulesIn)).toEqual(['acme/copy']);
  });

  test.each([
    ['# azml-lint ignore-file=acme/no-init', 1],
    ['# azml-lint ignore=acme/no-init', 0],
    ['# azml-lint ignore-stage=acme/no-init', 1],
  ])('%s hides %i of them', (comment, count) => {
    const { others, suppressed } = lint(`${comment}\n${DOCKERFILE}`, scriptRule());
    expect([others.flatMap(rulesIn).length, suppressed.length]).toEqual([1 - count, count]);
  });

  test('is not fixed, as what is to be changed is not in the text', () => {
    const settings = settingsOf(scriptRule());
    const { text, others, fixed } = fixSource(DOCKERFILE, settings, { unsafe: true });
    const found = others.flatMap(rulesIn).length;
    expect({ text, fixed, found }).toEqual({ text: DOCKERFILE, fixed: [], found: 1 });
  });

  test('is known to the baseline by its line', () => {
    const { findings } = lint(DOCKERFILE, scriptRule()).others[0]!;
    const anchored = { source: script, anchorAt: () => undefined };
    const baseline = baselineOf('src/score.py', findings, anchored, '2026-07-31', []);
    expect(baseline).toMatchObject([{ file: 'src/score.py', instruction: 'def run(data):', count: 1 }]);
    const moved = sourceOf(`\n${script.text}`, script.path);
    const later = findings.map((one) => ({ ...one, file: moved, span: spanIn(moved, 'def run') }));
    expect(applyBaseline(baseline, later, { ...anchored, source: moved }).kept).toEqual([]);
  });
});

test('a stage knows the file that rules are given', () => {
  const seen: boolean[] = [];
  for (const about of [undefined, 'suppressions'] as const) {
    const watching: AnyRule = {
      ...commands,
      id: `acme/watching-${about}`,
      ...(about && { about }),
      check: ({ file }) => seen.push(file.finalStage?.file === file),
    };
    lint(`# azml-lint ignore-file=acme/copy\n${DOCKERFILE}`, watching, commands);
  }
  expect(seen).toEqual([true, true]);
});

test('what became of comments is told to rules about suppressions, and to no others', () => {
  const seen: unknown[] = [];
  const about = defineRule({
    ...commands,
    id: 'acme/about',
    about: 'suppressions',
    check({ suppressions, malformed, names }) {
      seen.push(suppressions.map(({ names: [name] }) => [name!.text, name!.used]));
      seen.push(malformed.map(({ problem }) => problem));
      seen.push(names.idsOf('acme/*'), names.all.includes('acme/copy'));
    },
  });
  const other: AnyRule = { ...commands, check: (context) => seen.push(Object.keys(context)) };
  const comments = '# azml-lint ignore-file=acme/copy\n# azml-lint ignore=\n';
  lint(comments + DOCKERFILE, other, about);
  expect(seen).toEqual([
    ['file', 'options', 'report'],
    [['acme/copy', false]],
    ['no-rule'],
    ['acme/copy', 'acme/about'],
    true,
  ]);
});

/** The comments of a file that has no kind of its own. */
describe('in a file of which nothing is known but its comments', () => {
  const after = (text: string) => {
    const source = sourceOf(text, 'requirements.txt');
    const rule = defineRule({
      ...commands,
      check({ report }) {
        for (const { index } of text.matchAll(/flask/g))
          report({ at: { file: source, span: { start: index, end: index + 5 } }, message: 'there' });
      },
    });
    const [{ findings, suppressed } = { findings: [], suppressed: [] }] = lint(DOCKERFILE, rule).others;
    return [findings.map(({ range }) => range.start.line), suppressed.length];
  };

  test.each([
    ['flask==1 # azml-lint ignore=acme/copy\nflask\n', [[2], 1]],
    ['# azml-lint ignore=acme/copy\n\n# why\nflask==1\nflask\n', [[5], 1]],
    ['flask\n  # azml-lint ignore-file=acme/copy -- old\r\nflask\n', [[], 2]],
    ['flask#azml-lint ignore=acme/copy\n', [[1], 0]],
    ['flask\n# azml-lint ignore=acme/other\nflask', [[1, 3], 0]],
    ['flask\n# azml-lint ignore=acme/copy', [[1], 0]],
  ])('%j', (text, wanted) => expect(after(text)).toEqual(wanted));
});

function rulesIn({ findings }: { readonly findings: readonly Finding[] }): readonly string[] {
  return findings.map(({ rule }) => rule);
}

function lint(text: string, ...rules: readonly AnyRule[]) {
  return lintSource(text, settingsOf(...rules), 'app/Dockerfile');
}

function settingsOf(...rules: readonly AnyRule[]): Settings {
  return {
    rules: rules.map((rule) => ({ rule, level: rule.level, options: {} })),
    buildArgs: {},
    now: '2026-07-31',
  };
}

function spanIn({ text }: SourceFile, words: string) {
  const start = text.indexOf(words);
  return { start, end: start + words.length };
}
