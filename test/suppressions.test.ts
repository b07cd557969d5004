/** What comments hide, dialect by dialect, and what is reported about comments that hide nothing. */
import { describe, expect, test } from 'vitest';
import { settingsOf } from '../src/config/settings.ts';
import { contextOf } from '../src/context/folder.ts';
import { lint } from '../src/index.ts';
import { lintSource } from '../src/lint.ts';

const FROM = 'FROM mcr.microsoft.com/azureml/openmpi5.0-ubuntu24.04:20260715.v1\n';
/** Keeps the lists: apt/lists-kept, a warning. */
const KEEPS = 'RUN apt-get update && apt-get install -y --no-install-recommends curl\n';

/** The rules that these tests are about. */
const RULES = /^(?:apt|base-image|suppression)\//;

/** Their remaining findings, as `line rule`. */
function left(text: string, now = '2026-07-31'): readonly string[] {
  const { findings } = lintSource(text, settingsOf({ now }));
  return findings
    .filter(({ rule }) => RULES.test(rule))
    .map(({ rule, range }) => `${range.start.line} ${rule}`);
}

describe('the next instruction', () => {
  test.each([
    '# azml-lint ignore=apt/lists-kept -- reason',
    '#azml-lint ignore=apt/lists-kept -- reason',
    '  # azml-lint ignore=apt/lists-kept -- reason',
    '# azml-lint: ignore=apt/lists-kept -- reason',
    '# Azml-Lint ignore=apt/lists-kept -- reason',
    '# azml-lint ignore=DL3009 -- reason',
    '# azml-lint ignore=apt/* -- reason',
    '# azml-lint ignore=apt/lists-kept until=2026-07-31 -- reason',
    '# azml-lint ignore=apt/lists-kept -- reason\n\n# another comment',
    '# hadolint ignore=DL3009',
    '# hadolint ignore=DL3009,DL3008,DL9999,SC2086',
    '# hadolint ignore=DL3009 # reason',
  ])('%s', (comment) => {
    expect(left(`${FROM}${comment}\n${KEEPS}`)).toEqual([]);
    expect(left(`${FROM}${comment}\n${KEEPS}${KEEPS}`)).toHaveLength(1);
  });

  test('with all its lines', () => {
    const run =
      'RUN apt-get update && \\\n  apt-get install --no-install-recommends a && \\\n  rm -rf /var/lib/apt/lists/*\n';
    expect(left(`${FROM}${run}`)).toEqual(['3 apt/asks-for-confirmation']);
    expect(left(`${FROM}# azml-lint ignore=DL3014 -- reason\n${run}`)).toEqual([]);
  });

  test('by a check of BuildKit', () => {
    const from = FROM.replace('FROM', 'FROM --platform=$TARGETPLATFORM');
    expect(left(from)).toEqual(['1 base-image/redundant-platform']);
    expect(left(`ARG X\n# check=skip=RedundantTargetPlatform\n${from}`)).toEqual([]);
    expect(left(`ARG X\n# check=skip=RedundantTargetPlatform;error=true\n${from}`)).toEqual([]);
    expect(left(`ARG X\n# check=skip=JSONArgsRecommended\n${from}`)).toHaveLength(1);
  });
});

describe('the next line of an instruction', () => {
  const lines = (comment: string) =>
    `${FROM}RUN apt-get update && \\\n  ${comment}\n  apt-get install --no-install-recommends a && \\\n` +
    '  apt-get install --no-install-recommends b && rm -rf /var/lib/apt/lists/*\n';

  test.each(['# azml-lint ignore=apt/asks-for-confirmation -- reason', '# hadolint ignore=DL3014'])(
    '%s',
    (comment) => expect(left(lines(comment))).toEqual(['5 apt/asks-for-confirmation']),
  );

  test('other comments and blank lines stand between', () => {
    const comment = '# azml-lint ignore=DL3014 -- reason\n\n  # another comment';
    expect(left(lines(comment))).toEqual(['7 apt/asks-for-confirmation']);
  });

  test.each(['RUN <<EOF\n', 'RUN <<-EOF\n\t', 'RUN bash <<EOF\n', 'ONBUILD RUN <<EOF\n'])(
    'of a script: %j',
    (start) => {
      const script =
        '# azml-lint ignore=apt/lists-kept -- reason\n# another comment\napt-get update\napt-get -y upgrade\n';
      expect(left(`${FROM}${start}${script}EOF\n`)).toEqual([]);
      expect(
        left(`${FROM}${start}echo\n${script.replace('apt-get update\n', 'echo\napt-get update\n')}EOF\n`),
      ).toEqual(['4 suppression/unused', '7 apt/lists-kept']);
    },
  );

  test('a file in a here-document has no comments of ours', () => {
    expect(left(`${FROM}COPY <<EOF /x\n# azml-lint ignore=apt/lists-kept -- reason\nEOF\n`)).toEqual([]);
  });
});

describe('the stage', () => {
  const stages = (comment: string) => `${FROM.trim()} AS a\n${comment}\n${KEEPS}FROM a\n${KEEPS}`;

  test.each(['# azml-lint ignore-stage=apt/lists-kept -- reason', '# hadolint stage ignore=DL3009'])(
    '%s',
    (comment) => expect(left(stages(comment))).toEqual(['5 apt/lists-kept']),
  );

  test('that begins after the comment', () => {
    const text = `${FROM.trim()} AS a\n${KEEPS}# azml-lint ignore-stage=apt/lists-kept -- reason\nFROM a\n${KEEPS}`;
    expect(left(text)).toEqual(['2 apt/lists-kept']);
  });
});

describe('the file', () => {
  test.each([
    ['# azml-lint ignore-file=apt/lists-kept -- reason\n', ''],
    ['', '# azml-lint ignore-file=apt/lists-kept -- reason\n'],
    ['# hadolint global ignore=DL3009\n', ''],
    ['', '# hadolint global ignore=DL3009\n'],
  ])('%j … %j', (before, after) => expect(left(`${before}${FROM}${KEEPS}${KEEPS}${after}`)).toEqual([]));

  test('by a directive of BuildKit', () => {
    const from = FROM.replace('FROM', 'FROM --platform=$TARGETPLATFORM');
    expect(left(`# check=skip=RedundantTargetPlatform\n${from}`)).toEqual([]);
    expect(
      left(`# syntax=docker/dockerfile:1\n# check=skip=A,RedundantTargetPlatform;error=true\n${from}`),
    ).toEqual([]);
  });
});

describe('comments that hide nothing are told', () => {
  test.each([
    ['# azml-lint ignore=apt/list-kept -- reason', 'unknown-rule'],
    ['# azml-lint ignore=apt/lists-kept until=2026-07-30 -- reason', 'unused'],
    ['# azml-lint ignore=apt/lists-kept until=2027-02-30 -- reason', 'malformed'],
    ['# azml-lint ignore=apt/lists-kept until=soon -- reason', 'malformed'],
    ['# azml-lint ignore apt/lists-kept -- reason', 'malformed'],
    ['# azml-lint ignore= -- reason', 'malformed'],
    ['# azml-lint disable=apt/lists-kept -- reason', 'malformed'],
    ['# azml-lint ignore=apt/lists-kept because', 'malformed'],
    ['# azml-lint IGNORE=apt/lists-kept -- reason', 'malformed'],
  ])('%s', (comment, rule) => {
    expect(left(`${FROM}${comment}\n${KEEPS}`)).toEqual([`2 suppression/${rule}`, '3 apt/lists-kept']);
  });

  test.each([
    ['# azml-lint ignore=apt/lists-kept', ['2 suppression/no-reason']],
    ['# azml-lint ignore=apt/lists-kept --', ['2 suppression/no-reason']],
    ['# azml-lint ignore=apt/lists-kept,apt/asks-for-confirmation -- reason', ['2 suppression/unused']],
  ])('%s', (comment, expected) => expect(left(`${FROM}${comment}\n${KEEPS}`)).toEqual(expected));

  test('after the last instruction', () => {
    expect(left(`${FROM}# azml-lint ignore=apt/lists-kept -- reason\n`)).toEqual(['2 suppression/unused']);
  });

  test.each([
    '# azml-lint is run before every commit',
    '# see azml-lint ignore=apt/lists-kept',
    '# hadolint ignore=DL3009',
    '# hadolint ignore=DL9999',
    '# check=skip=NoSuchCheck',
  ])('silent: %s', (comment) => expect(left(`${FROM}${comment}\nRUN ls\n`)).toEqual([]));
});

describe('a finding in another file', () => {
  const files = { 'requirements.txt': 'flask==2.0.3\nazureml-core==1.40\n' };
  const copy = 'COPY requirements.txt /tmp/\n';
  const run = 'RUN pip install --no-cache-dir -r /tmp/requirements.txt\n';
  const name = 'pip/sdk-v1-retired';
  const found = (text: string) => {
    const { findings, others, suppressed } = lint(FROM + text, { context: contextOf(files) });
    return {
      left: others.flatMap((one) => one.findings).filter(({ rule }) => rule === name).length,
      hidden: suppressed.map(({ finding }) => `${finding.file.path} ${finding.rule}`),
      unused: findings.filter(({ rule }) => rule === 'suppression/unused').length,
    };
  };
  const hidden = { left: 0, hidden: [`requirements.txt ${name}`], unused: 0 };

  test.each([
    ['above the command that reads the file', `${copy}# azml-lint ignore=${name} -- a\n${run}`],
    ['about the stage', `${copy}${run}# azml-lint ignore-stage=${name} -- a\n`],
    ['about the file', `${copy}${run}# azml-lint ignore-file=pip/* -- a\n`],
  ])('is hidden by a comment %s', (_, text) => expect(found(text)).toEqual(hidden));

  test.each([
    ['about another instruction', `# azml-lint ignore=${name} -- a\n${copy}${run}`],
    ['about another stage', `# azml-lint ignore-stage=${name} -- a\nUSER root\n${FROM}${copy}${run}`],
  ])('is not hidden by a comment %s', (_, text) =>
    expect(found(text)).toMatchObject({ left: 1, hidden: [] }),
  );

  test('is not hidden by a comment about another rule', () =>
    expect(found(`${copy}# azml-lint ignore=pip/extra-index -- a\n${run}`).left).toBe(1));

  test('that is linted for itself is hidden by comments in it alone', () => {
    const script =
      'from azureml.contrib.services import aml_request\n\n\ndef init():\n    pass\n\n\ndef run(a):\n    pass\n';
    const text = `FROM mcr.microsoft.com/azureml/minimal-py312-inference:latest
COPY app /var/azureml-app
# azml-lint ignore=entry-script/removed-import -- a
ENV AZUREML_ENTRY_SCRIPT=score.py
`;
    const { findings, others } = lint(text, { context: contextOf({ 'app/score.py': script }) });
    expect(others.flatMap((one) => one.findings.map(({ rule }) => rule))).toEqual([
      'entry-script/removed-import',
    ]);
    expect(findings.map(({ rule, range }) => `${range.start.line} ${rule}`)).toContain(
      '3 suppression/unused',
    );
  });
});
