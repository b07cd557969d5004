import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { settingsOf } from '../src/config/settings.ts';
import { defineRule } from '../src/core.ts';
import { parseDockerfile } from '../src/dockerfile/parse.ts';
import { applyFixes, type Fixable } from '../src/fix/apply.ts';
import { fixSource } from '../src/fix/fix.ts';
import { describeHarm } from '../src/fix/harm.ts';
import { lintSource } from '../src/lint.ts';
import type { Finding, Severity } from '../src/rule/finding.ts';
import type { AnyRule, Settings } from '../src/rule/settings.ts';
import type { Edit } from '../src/text/edit.ts';
import { rangeOf, sourceOf } from '../src/text/source.ts';

const always = { unsafe: true };
const safely = { unsafe: false };

/** A finding with edits, each as start, end and text. */
function fixable(...edits: readonly (readonly [number, number, string])[]): Fixable {
  const file = sourceOf('');
  const span = { start: 0, end: 0 };
  return {
    rule: 'test/rule',
    severity: 'warning',
    messageId: 'found',
    message: 'found',
    data: {},
    file,
    span,
    range: rangeOf(file, span),
    related: [],
    fix: {
      safety: 'safe',
      title: 'Do it',
      edits: edits.map(([start, end, text]): Edit => ({ start, end, text })),
    },
  };
}

/** A rule that replaces every match of a pattern. */
function replacing(
  pattern: RegExp,
  text: string,
  { id = 'test/replace', level = 'warning' as Severity, safety = 'safe' as 'safe' | 'unsafe' } = {},
): AnyRule {
  return defineRule({
    id,
    title: 'A word is to be replaced',
    level: { inference: level, training: level, other: level },
    fix: safety,
    messages: { found: 'found' },
    check({ file, report }) {
      for (const { 0: word, index } of file.source.text.matchAll(pattern)) {
        const at = { start: index, end: index + word.length };
        report({ at, message: 'found', fix: { title: 'Replace it', edits: [{ ...at, text }] } });
      }
    },
  });
}

function settingsFor(...rules: readonly AnyRule[]): Settings {
  return {
    rules: rules.map((rule) => ({ rule, level: rule.level, options: {} })),
    buildArgs: {},
    now: '2026-07-31',
  };
}

describe('one pass', () => {
  test.each<[string, Fixable[], string, number[]]>([
    ['nothing', [], 'abcdef', []],
    ['one edit', [fixable([1, 2, 'B'])], 'aBcdef', [0]],
    ['an insertion at the very end', [fixable([6, 6, '!'])], 'abcdef!', [0]],
    ['two that are apart', [fixable([0, 1, 'A']), fixable([2, 3, 'C'])], 'AbCdef', [0, 1]],
    ['two that are apart, the later first', [fixable([4, 5, 'E']), fixable([0, 1, 'A'])], 'AbcdEf', [0, 1]],
    ['of two that overlap the first wins', [fixable([0, 3, 'X']), fixable([2, 4, 'Y'])], 'Xdef', [0]],
    [
      'of two insertions at one point the first wins',
      [fixable([3, 3, '1']), fixable([3, 3, '2'])],
      'abc1def',
      [0],
    ],
    [
      'of two that have nothing between them the first wins',
      [fixable([0, 2, 'X']), fixable([2, 4, 'Y'])],
      'Xcdef',
      [0],
    ],
    ['one within another', [fixable([0, 6, 'X']), fixable([2, 3, 'Y'])], 'X', [0]],
    ['one around another', [fixable([2, 3, 'Y']), fixable([0, 6, 'X'])], 'abYdef', [0]],
    [
      'between the edits of another',
      [fixable([0, 1, 'A'], [5, 6, 'F']), fixable([2, 3, 'C'])],
      'AbCdeF',
      [0, 1],
    ],
    [
      'all edits of a finding or none of them',
      [fixable([2, 3, 'C']), fixable([0, 1, 'A'], [2, 3, 'X']), fixable([0, 1, 'Z'])],
      'ZbCdef',
      [0, 2],
    ],
  ])('%s', (_, findings, text, applied) => {
    const pass = applyFixes('abcdef', findings);
    expect(pass.text).toBe(text);
    expect(pass.applied).toEqual(applied.map((index) => findings[index]));
  });

  test('whatever the edits: what is applied does not overlap, and what lies outside of it stays', () => {
    const text = 'abcdefghijklmnopqrstuvwxyz';
    const edit = fc
      .tuple(fc.nat(26), fc.nat(4), fc.constantFrom('', '1', '23'))
      .map(([start, length, put]) => [start, Math.min(26, start + length), put] as const);
    const finding = fc
      .array(edit, { minLength: 1, maxLength: 3 })
      .map((edits) => [...edits].sort((a, b) => a[0] - b[0]))
      .filter((edits) => edits.every((one, index) => index === 0 || edits[index - 1]![1] <= one[0]))
      .map((edits) => fixable(...edits));
    fc.assert(
      fc.property(fc.array(finding, { maxLength: 8 }), (findings) => {
        const pass = applyFixes(text, findings);
        const edits = pass.applied.flatMap(({ fix }) => fix.edits);
        const kept = [...text].filter((_, at) => !edits.some(({ start, end }) => start <= at && at < end));
        expect(pass.text.replace(/\d/g, '')).toBe(kept.join(''));
        expect(applyFixes(text, pass.applied).applied).toEqual(pass.applied);
        if (findings.length > 0) expect(pass.applied[0]).toBe(findings[0]);
      }),
    );
  });
});

describe('passes', () => {
  test('what had to wait is fixed in the next', () => {
    const settings = settingsFor(replacing(/aa/g, 'a'));
    const { text, fixed, findings } = fixSource('FROM aaaaa\n', settings, always);
    expect({ text, fixes: fixed.length, findings }).toEqual({ text: 'FROM a\n', fixes: 4, findings: [] });
  });

  test('come to an end, whatever rules want', () => {
    const back = replacing(/one/g, 'two', { id: 'test/back' });
    const forth = replacing(/two/g, 'one', { id: 'test/forth' });
    const { text } = fixSource('FROM one\n', settingsFor(back, forth), always);
    expect(text).toBe('FROM one\n');
    const growing = fixSource('FROM x\n', settingsFor(replacing(/x$/gm, 'xx')), always);
    expect(growing.text).toBe(`FROM ${'x'.repeat(11)}\n`);
    expect(growing.findings).toHaveLength(1);
  });

  test('only the wanted ones are applied, and the others are still found', () => {
    const safe = replacing(/safe\b/g, 'fine', { id: 'test/safe' });
    const unsafe = replacing(/risky/g, 'fine', { id: 'test/risky', safety: 'unsafe' });
    const settings = settingsFor(safe, unsafe);
    const result = (choice: Parameters<typeof fixSource>[2]) => {
      const { text, findings, fixed } = fixSource('FROM safe/risky\n', settings, choice);
      return { text, left: rulesOf(findings), fixed: rulesOf(fixed) };
    };
    expect(result(safely)).toEqual({ text: 'FROM fine/risky\n', left: ['test/risky'], fixed: ['test/safe'] });
    expect(result(always)).toEqual({
      text: 'FROM fine/fine\n',
      left: [],
      fixed: ['test/safe', 'test/risky'],
    });
    expect(result({ unsafe: true, rules: new Set(['test/risky']) })).toMatchObject({
      text: 'FROM safe/fine\n',
      left: ['test/safe'],
    });
    expect(result({ unsafe: false, rules: new Set(['test/risky']) })).toMatchObject({
      text: 'FROM safe/risky\n',
    });
  });

  test('what a comment hides is not fixed', () => {
    const text = '# azml-lint ignore=test/replace -- it is fine\nFROM one\nUSER one\n';
    const fixed = fixSource(text, settingsFor(replacing(/one$/gm, 'two')), always);
    expect(fixed.text).toBe(text.replace('USER one', 'USER two'));
    expect(fixed.suppressed).toHaveLength(1);
  });
});

function rulesOf(findings: readonly Finding[]): readonly string[] {
  return findings.map(({ rule }) => rule);
}

describe('a fix that does harm is refused, and the others are applied', () => {
  const good = replacing(/fixme/g, 'fixed', { id: 'test/good' });
  const error = replacing(/broken/g, 'whole', { id: 'test/error', level: 'error', safety: 'unsafe' });

  test.each<[string, AnyRule, string, string]>([
    ['the Dockerfile', replacing(/RUN x/g, 'RUNNING x'), 'RUN x', 'the Dockerfile would no longer parse'],
    ['a script', replacing(/x$/gm, '"x'), 'RUN echo x', 'a script would no longer parse'],
    ['a new error', replacing(/x$/gm, 'broken'), 'RUN echo x', '`test/error` would report a new error'],
    [
      'an error elsewhere in exchange for its own',
      replacing(/broken/g, 'broken ', { id: 'test/error', level: 'error' }),
      'RUN echo broken',
      '`test/error` would report a new error',
    ],
  ])('%s', (_, bad, line, because) => {
    const settings = settingsFor(good, bad, ...(bad.id === error.id ? [] : [error]));
    const text = `FROM fixme\n${line}\nUSER fixme\n`;
    const fixed = fixSource(text, settings, safely);
    expect(fixed.text).toBe(`FROM fixed\n${line}\nUSER fixed\n`);
    expect(rulesOf(fixed.fixed)).toEqual(['test/good', 'test/good']);
    expect(fixed.refused.map(({ finding, harm }) => [finding.range.start.line, describeHarm(harm)])).toEqual([
      [2, because],
    ]);
    expect(fixed.findings).toContainEqual(fixed.refused[0]!.finding);
  });

  describe('an error that another one hid', () => {
    const level = { level: 'error' } as const;
    const mend = replacing(/misprint/g, 'well', level);
    const error = replacing(/broken/g, 'whole', { id: 'test/error', level: 'error', safety: 'unsafe' });
    /** Finds broken text only below or beside a good word. */
    const seen = defineRule({
      ...error,
      id: 'test/seen',
      check(context) {
        if (/well|new/.test(context.file.source.text)) error.check(context as never);
      },
    } as AnyRule);
    const result = (rule: AnyRule, lines: string) => {
      const { text, refused, findings } = fixSource(`FROM a\n${lines}\n`, settingsFor(rule, seen), safely);
      return { lines: text.slice(7, -1), refused: refused.length, left: rulesOf(findings) };
    };

    test.each([
      ['in the same instruction', 'RUN misprint broken'],
      ['below one that sets what holds there', 'ENV A=misprint\nRUN broken'],
    ])('is reported, and does not keep it from being mended: %s', (_, lines) => {
      const mended = lines.replace('misprint', 'well');
      expect(result(mend, lines)).toEqual({ lines: mended, refused: 0, left: ['test/seen'] });
    });

    test.each([
      ['elsewhere', mend, 'RUN misprint\nRUN broken'],
      ['above', mend, 'RUN broken\nENV A=misprint'],
      ['in exchange for less than an error', replacing(/misprint/g, 'well'), 'RUN misprint broken'],
      ['in the words of the fix', replacing(/misprint/g, 'new broken', level), 'RUN misprint'],
      [
        'beside what a fix puts on a line of its own',
        replacing(/^(?=RUN broken)/gm, 'USER well\n', level),
        'RUN broken',
      ],
    ])('none is one that comes up %s', (_, rule, lines) => {
      expect(result(rule, lines)).toEqual({ lines, refused: 1, left: ['test/replace'] });
    });

    test('a dash is mended although the file that pip reads then is not there', () => {
      const text = 'FROM ubuntu:22.04\nRUN pip install \u2013r requirements.txt\n';
      const recommended = settingsOf({ preset: 'recommended', now: '2026-07-31' });
      const fixed = fixSource(text, recommended, safely);
      expect(fixed.text).toContain('pip install --no-cache-dir -r requirements.txt');
      expect(rulesOf(fixed.findings)).toContain('pip/requirements-not-copied');
    });
  });

  test('two that are harmful only together: one of them is applied', () => {
    const together = defineRule({
      id: 'test/together',
      title: 'Both',
      level: { inference: 'error', training: 'error', other: 'error' },
      messages: { found: 'found' },
      check({ file, report }) {
        if ((file.source.text.match(/fixed/g) ?? []).length === 2)
          report({ at: { start: 0, end: 4 }, message: 'found' });
      },
    });
    const fixed = fixSource('FROM fixme\nUSER fixme\n', settingsFor(good, together), always);
    expect(fixed.text).toBe('FROM fixed\nUSER fixme\n');
    expect(fixed.refused).toHaveLength(1);
  });

  test('one that another fix makes harmless is applied after it', () => {
    const late = replacing(/(?<=fixed.*)x/gs, 'y', { id: 'test/late' });
    const early = replacing(/(?<=fixme.*)x/gs, '"', { id: 'test/early' });
    const fixed = fixSource('FROM fixme\nRUN echo x\n', settingsFor(good, early, late), always);
    expect(fixed.text).toBe('FROM fixed\nRUN echo y\n');
    expect(fixed.refused).toEqual([]);
  });

  test('one that is refused makes way for those that it touches', () => {
    const bad = replacing(/echo x/g, '"', { id: 'test/bad' });
    const other = replacing(/x$/gm, 'y', { id: 'test/other' });
    const fixed = fixSource('FROM a\nRUN echo x\n', settingsFor(bad, other), always);
    expect(fixed.text).toBe('FROM a\nRUN echo y\n');
  });

  test('among many, the guilty one costs few lints', () => {
    let lints = 0;
    const counting = defineRule({
      ...good,
      id: 'test/counting',
      check(context) {
        lints++;
        good.check(context as never);
      },
    } as AnyRule);
    const lines = Array.from({ length: 256 }, (_, index) => (index === 77 ? 'RUN x' : 'USER fixme'));
    const fixed = fixSource(
      `FROM a\n${lines.join('\n')}\n`,
      settingsFor(counting, replacing(/RUN x/g, 'RUNN x')),
      always,
    );
    expect(fixed.fixed).toHaveLength(255);
    expect(fixed.refused).toHaveLength(1);
    expect(lints).toBeLessThan(30);
  });
});

describe('built-in rules', () => {
  const settings = settingsOf({ preset: 'all', now: '2026-07-31' });

  /** Instructions in people's style, with texts that rules fix and texts that they must not break. */
  const line = fc.constantFrom(
    'USER root',
    'USER dockeruser',
    'RUN apt-get update',
    'RUN apt-get update && apt-get install curl',
    'RUN apt update && \\\n    apt install -y git # why\n',
    'RUN apt-get update; apt-get upgrade',
    'RUN ["apt-get", "install", "curl"]',
    'RUN <<EOF\napt-get update\napt-get install curl\nEOF',
    'RUN bash <<EOF\napt-get update\napt-get install curl\nEOF',
    'RUN bash -c "apt-get update && apt-get install curl"',
    'RUN if true; then apt-get install curl; fi',
    'RUN (apt-get update) &',
    'RUN pip install numpy>=1.26 pandas',
    'RUN pip install -r requirements.txt',
    'RUN useradd -u 123456789 me',
    'RUN conda install numpy \\\n\n    pandas',
    'RUN apk update && apk add curl',
    'RUN <<EOF\nmake\nmake install\nEOF',
    'RUN wget https://example.com/a && curl -sLo b https://example.com/b',
    'RUN chmod -R 777 /srv && dnf install git',
    'RUN pip install opencv-python==4.9.0.80',
    'RUN useradd me && chown me /opt',
    'maintainer Me "me@example.com"',
    'ADD a.txt b.txt /opt',
    'Expose 80/TCP',
    'CMD python app.py',
    'CMD ["python", app.py]',
    'COPY model /var/azureml-app/model',
    'COPY —chown=me . /app',
    'ENV AZUREML_MODEL_DIR /var/model',
    'ENV SERVER_PORT=80',
    'ENV AZUREML_DEBUG_PORT=1 \\\n    AML_APP_INSIGHTS_ENABLED=True',
    'ONBUILD RUN apt-get install curl',
    '# azml-lint ignore=apt/lists-kept -- why not',
    '# azml-lint ignore=apt/none',
    '# hadolint ignore=DL3009',
    'RUN echo "unfinished',
    'RUN true \\',
    '',
  );
  const base = fc.constantFrom(
    'FROM mcr.microsoft.com/azureml/minimal-py312-inference:latest',
    'FROM mcr.microsoft.com/azureml/openmpi4.1.0-ubuntu20.04',
    'FROM ubuntu AS build',
    'from python:3.12 as Other',
    '# check=skip=JSONArgsRecommended\nFROM scratch',
  );
  const dockerfile = fc
    .tuple(
      fc.constantFrom('', '\ufeff'),
      fc.array(fc.tuple(base, fc.array(line, { maxLength: 6 })), { minLength: 1, maxLength: 2 }),
      fc.constantFrom('\n', '\r\n'),
      fc.boolean(),
    )
    .map(([mark, stages, newline, ends]) => {
      const lines = stages.flatMap(([from, others]) => [from, ...others]).join('\n');
      return mark + (ends ? `${lines}\n` : lines).replaceAll('\n', newline);
    });

  test('fixing is deterministic and idempotent; it keeps line ends, parse and errors', () => {
    fc.assert(
      fc.property(dockerfile, fc.boolean(), (text, unsafe) => {
        const fixed = fixSource(text, settings, { unsafe });
        expect(JSON.stringify(fixSource(text, settings, { unsafe }))).toBe(JSON.stringify(fixed));
        expect(fixSource(fixed.text, settings, { unsafe }).text).toBe(fixed.text);
        expect(JSON.stringify(lintSource(fixed.text, settings).findings)).toBe(
          JSON.stringify(fixed.findings),
        );
        if (text.includes('\r')) expect(fixed.text).not.toMatch(/(?<!\r)\n/);
        else expect(fixed.text).not.toContain('\r');
        expect(fixed.text.startsWith('\ufeff')).toBe(text.startsWith('\ufeff'));
        expect(fixed.text.endsWith('\n')).toBe(text.endsWith('\n'));
        expect(problems(fixed.text)).toBeLessThanOrEqual(problems(text));
        expect(errors(fixed.text)).toBeLessThanOrEqual(errors(text));
      }),
      { numRuns: 600 },
    );
  });

  test.each([
    ['at the end, without a line end', 'FROM a\n# azml-lint ignore=apt/lists-kept -- x', 'FROM a'],
    ['at the end, with one', 'FROM a\n# azml-lint ignore=apt/lists-kept -- x\n', 'FROM a\n'],
    ['with CRLF', 'FROM a\r\n# azml-lint ignore=apt/lists-kept -- x\r\nUSER b', 'FROM a\r\nUSER b'],
    ['behind a byte-order mark', '\ufeff# azml-lint ignore=apt/lists-kept -- x\nFROM a\n', '\ufeffFROM a\n'],
    [
      'above what is no directive because of it',
      '# azml-lint ignore-file=apt/lists-kept -- x\n# escape=`\nFROM a\n',
      '# azml-lint ignore-file=apt/lists-kept -- x\n# escape=`\nFROM a\n',
    ],
    [
      'several names that are all unused',
      'FROM a\n# azml-lint ignore=apt/lists-kept,apt/unpinned,apt/upgrade -- x\nUSER b\n',
      'FROM a\nUSER b\n',
    ],
    [
      'several names of which one is used',
      'FROM a\n# azml-lint ignore=apt/upgrade,apt/lists-kept,DL3008 -- x\nRUN apt-get update\n',
      'FROM a\n# azml-lint ignore=apt/lists-kept -- x\nRUN apt-get update\n',
    ],
  ])('an unused suppression %s', (_, text, expected) => {
    const { rules } = settings;
    const wanted = new Set(['suppression/unused']);
    expect(fixSource(text, { ...settings, rules }, { unsafe: false, rules: wanted }).text).toBe(expected);
  });

  function problems(text: string): number {
    return parseDockerfile(text).problems.length;
  }

  function errors(text: string): number {
    return lintSource(text, settings).findings.filter(({ severity }) => severity === 'error').length;
  }

  test('what is left to fix is what was refused', () => {
    fc.assert(
      fc.property(dockerfile, (text) => {
        const { findings, refused } = fixSource(text, settings, always);
        expect(findings.filter(({ fix }) => fix)).toHaveLength(refused.length);
      }),
      { numRuns: 300 },
    );
  });
});
