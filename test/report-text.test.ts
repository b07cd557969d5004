import { describe, expect, test } from 'vitest';
import type { FileReport } from '../src/report/run.ts';
import { summaryLine } from '../src/report/summary.ts';
import { type TextOptions, textReport } from '../src/report/text.ts';
import type { Suppression } from '../src/suppress/suppression.ts';
import { version } from '../src/version.ts';
import { type FindingSample, fileOf, insertion, runOf, spanOf } from './report-samples.ts';

const plain: TextOptions = { color: false, width: 80, quiet: false, showSuppressed: false };

/** The report of one file. */
function report(text: string, samples: readonly FindingSample[], options: TextOptions = plain): string {
  return reportOf([fileOf('Dockerfile', text, samples)], options);
}

/** A report; the links in it name no version, so that a release changes no test. */
function reportOf(files: readonly FileReport[], options: TextOptions = plain): string {
  return [...textReport(runOf(files), options)].join('').replaceAll(`@${version}/`, '@VERSION/');
}

/** The rows of the code frame alone. */
function frame(text: string, ...samples: readonly FindingSample[]): string {
  const rows = report(text, samples)
    .split('\n')
    .filter((row) => /^ +\d* *[│┆]/.test(row));
  return `\n${rows.join('\n')}\n`;
}

const file = `FROM mcr.microsoft.com/azureml/minimal-ubuntu22.04-py39-cpu-inference:latest
USER root
RUN apt-get update && \\
    apt-get install -y curl

# flask is the server
RUN pip install flask
`;

test('a finding with all that it can have', () => {
  const at = spanOf(file, 'pip install flask');
  const related = [
    { at: spanOf(file, 'USER root'), message: 'root from here on' },
    {
      at: spanOf(file, 'FROM'),
      message:
        'this image has the user `dockeruser`, who runs the server and owns the directory of the model',
    },
  ];
  const message =
    '`pip` runs as root: on an inference image everything but OS packages runs as `dockeruser`. Move it below `USER dockeruser`.';
  const fix = insertion(at.start - 'RUN '.length, 'USER dockeruser\n', 'Drop root before it');
  expect(
    report(file, [{ at, rule: 'apt/lists-kept', severity: 'error', message, related, fix }]),
  ).toMatchInlineSnapshot(`
    "Dockerfile

      7:5  error  apt/lists-kept  DL3009
      \`pip\` runs as root: on an inference image everything but OS packages runs as
      \`dockeruser\`. Move it below \`USER dockeruser\`.

      1 │ FROM mcr.microsoft.com/azureml/minimal-ubuntu22.04-py39-cpu-inference:la…
        │ ---- this image has the user \`dockeruser\`, who runs the server and owns
        │      the directory of the model
      2 │ USER root
        │ --------- root from here on
        ┆
      7 │ RUN pip install flask
        │     ^^^^^^^^^^^^^^^^^

      Fix (safe): Drop root before it
      7 + USER dockeruser

      https://unpkg.com/azml-lint@VERSION/rules/apt/lists-kept.md

    "
  `);
});

test('a block for each file that has findings, in their order', () => {
  const files = [
    fileOf('a/Dockerfile', 'FROM a\n', [
      { at: spanOf('FROM a\n', 'FROM') },
      { at: spanOf('FROM a\n', 'a'), severity: 'info' },
    ]),
    fileOf('b/Dockerfile', 'FROM b\n', []),
    fileOf('c/\x1b[31mDockerfile', 'FROM c\n', [{ at: spanOf('FROM c\n', 'c'), rule: 'acme/own' }]),
  ];
  expect(reportOf(files)).toMatchInlineSnapshot(`
    "a/Dockerfile

      1:1  warning  apt/lists-kept  DL3009
      found

      1 │ FROM a
        │ ^^^^

      https://unpkg.com/azml-lint@VERSION/rules/apt/lists-kept.md

      1:6  info  apt/lists-kept  DL3009
      found

      1 │ FROM a
        │      ^

      https://unpkg.com/azml-lint@VERSION/rules/apt/lists-kept.md

    c/\\u{1b}[31mDockerfile

      1:6  warning  acme/own
      found

      1 │ FROM c
        │      ^

      https://unpkg.com/azml-lint@VERSION/rules/acme/own.md

    "
  `);
});

test('quiet leaves only what was found', () => {
  expect(
    report(file, [{ at: spanOf(file, 'USER root'), message: 'root' }], { ...plain, quiet: true }),
  ).toMatchInlineSnapshot(`
    "Dockerfile

      2:1  warning  apt/lists-kept  DL3009
      root

    "
  `);
});

test('colours only where they are wanted', () => {
  const at = spanOf(file, 'USER root');
  expect(report(file, [{ at }])).not.toContain('\x1b');
  const colored = report(file, [{ at, severity: 'error' }], { ...plain, color: true });
  expect(colored).toContain('\x1b[31m');
  expect(colored.replaceAll(/\x1b\[\d+m/g, '')).toBe(report(file, [{ at, severity: 'error' }]));
});

describe('code frames', () => {
  test('several lines, without their indentation', () => {
    expect(
      frame(file, { at: spanOf(file, 'apt-get update && \\\n    apt-get install -y curl') }),
    ).toMatchInlineSnapshot(`
      "
        3 │ RUN apt-get update && \\
          │     ^^^^^^^^^^^^^^^^^^^
        4 │     apt-get install -y curl
          │     ^^^^^^^^^^^^^^^^^^^^^^^
      "
    `);
  });

  test('many lines: the first and the last', () => {
    const text = 'RUN a \\\n b \\\n c \\\n d \\\n e \\\n f \\\n g\n';
    expect(frame(text, { at: { start: 0, end: text.length - 1 } })).toMatchInlineSnapshot(`
      "
        1 │ RUN a \\
          │ ^^^^^^^
        2 │  b \\
          │  ^^^
        3 │  c \\
          │  ^^^
          ┆
        7 │  g
          │  ^
      "
    `);
  });

  test('places that are near each other share a stretch of lines', () => {
    const at = spanOf(file, 'flask is');
    expect(
      frame(file, { at, related: [{ at: spanOf(file, 'curl'), message: 'one line apart' }] }),
    ).toMatchInlineSnapshot(`
      "
        4 │     apt-get install -y curl
          │                        ---- one line apart
        5 │
        6 │ # flask is the server
          │   ^^^^^^^^
      "
    `);
  });

  test('tabs, wide and combining characters, emoji', () => {
    const text = 'RUN\techo\t"日本語 cafe\u0301 😀👍🏽 ⚠\ufe0f" here';
    expect(
      frame(text, { at: spanOf(text, 'here'), related: [{ at: spanOf(text, '本語'), message: 'wide' }] }),
    ).toMatchInlineSnapshot(`
      "
        1 │ RUN    echo    "日本語 café 😀👍🏽 ⚠️" here
          │                                      ^^^^
          │                   ---- wide
      "
    `);
  });

  test('an accent is underlined with its letter', () => {
    const text = 'RUN cafe\u0301 x';
    expect(frame(text, { at: spanOf(text, '\u0301') })).toMatchInlineSnapshot(`
      "
        1 │ RUN café x
          │        ^
      "
    `);
  });

  test('CRLF and a byte-order mark do not show', () => {
    const text = '\ufeffFROM a\r\nRUN b\r\n';
    expect(
      frame(text, { at: spanOf(text, 'FROM'), related: [{ at: spanOf(text, 'b\r\n'), message: 'b' }] }),
    ).toMatchInlineSnapshot(`
      "
        1 │ FROM a
          │ ^^^^
        2 │ RUN b
          │     - b
      "
    `);
  });

  test.each([
    ['an empty file', '', 0, '\n  1 │\n    │ ^\n'],
    ['the end of a file', 'FROM a', 6, '\n  1 │ FROM a\n    │       ^\n'],
    ['the line after the last', 'FROM a\n', 7, '\n  2 │\n    │ ^\n'],
    ['the end of a line', 'FROM a\nRUN b\n', 6, '\n  1 │ FROM a\n    │       ^\n'],
  ])('a place of no length at %s', (_name, text, offset, rows) => {
    expect(frame(text, { at: { start: offset, end: offset } })).toBe(rows);
  });

  test('long lines are cropped around each place', () => {
    const text = `RUN ${'x'.repeat(200)} && curl http://example.com ${'y'.repeat(200)} && end\n`;
    const related = [{ at: spanOf(text, 'end'), message: 'far away' }];
    expect(frame(text, { at: spanOf(text, 'curl'), related })).toMatchInlineSnapshot(`
      "
        1 │ …xxxxxxxxxxxxxxxxxxxx && curl http://example.com yyyyyyyyyyyyyyyyyyyyyyyy…
          │                          ^^^^
        1 │ …yyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyy && end
          │                                                                      ---
          │                                                                   far away
      "
    `);
  });

  test('a place longer than the row is underlined to its edge', () => {
    const text = `RUN ${'x'.repeat(200)}`;
    expect(frame(text, { at: spanOf(text, 'x'.repeat(200)) })).toMatchInlineSnapshot(`
      "
        1 │ RUN xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx…
          │     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
      "
    `);
  });

  test('hostile text is shown, not obeyed; underlines keep their place', () => {
    const text = 'RUN echo \x1b[2K \u202e ::error::x ##vso[task.complete] end';
    expect(
      frame(text, { at: spanOf(text, '\x1b[2K'), related: [{ at: spanOf(text, 'end'), message: '\x07' }] }),
    ).toMatchInlineSnapshot(`
      "
        1 │ RUN echo \\u{1b}[2K \\u{202e} \\u{3a}:error\\u{3a}:x \\u{23}#vso[task.complet…
          │          ^^^^^^^^^
        1 │ …ho \\u{1b}[2K \\u{202e} \\u{3a}:error\\u{3a}:x \\u{23}#vso[task.complete] end
          │                                                                       ---
          │                                                                      \\u{7}
      "
    `);
  });

  test('secrets are masked in code, messages, labels and fixes', () => {
    const text = 'ENV USER=app DB_PASSWORD=correcthorse MODE=x\n';
    const output = report(text, [
      {
        at: spanOf(text, 'DB_PASSWORD=correcthorse'),
        message: '`correcthorse` is a secret',
        related: [{ at: spanOf(text, 'MODE'), message: 'not correcthorse' }],
        fix: insertion(text.length - 1, ' OLD_PASSWORD=correcthorse'),
      },
    ]);
    expect(output).not.toContain('horse');
    expect(output).toMatchInlineSnapshot(`
      "Dockerfile

        1:14  warning  apt/lists-kept  DL3009
        \`***\` is a secret

        1 │ ENV USER=app DB_PASSWORD=*** MODE=x
          │              ^^^^^^^^^^^^^^^
          │                              ---- not ***

        Fix (safe): Insert it
        1 - ENV USER=app DB_PASSWORD=*** MODE=x
        1 + ENV USER=app DB_PASSWORD=*** MODE=x OLD_PASSWORD=***

        https://unpkg.com/azml-lint@VERSION/rules/apt/lists-kept.md

      "
    `);
  });
});

describe('fixes', () => {
  const suggestion = (text: string, ...edits: readonly { start: number; end: number; text: string }[]) => {
    const fix = { safety: 'unsafe', title: 'Do it', edits } as const;
    const rows = report(text, [{ at: { start: 0, end: 1 }, fix }]).split('\n');
    return `\n${rows
      .slice(
        rows.findIndex((row) => row.includes('Fix (')),
        -4,
      )
      .join('\n')}\n`;
  };

  test('only the lines that change', () => {
    const text = 'FROM a\nRUN b\nRUN c\n';
    expect(suggestion(text, { ...spanOf(text, 'RUN b\n'), text: 'RUN d\nRUN e\n' })).toMatchInlineSnapshot(`
      "
        Fix (unsafe): Do it
        2 - RUN b
        2 + RUN d
        3 + RUN e
      "
    `);
  });

  test('a line at the end of a file without a final line end', () => {
    expect(suggestion('FROM a', { start: 6, end: 6, text: '\nUSER dockeruser' })).toMatchInlineSnapshot(`
      "
        Fix (unsafe): Do it
        2 + USER dockeruser
      "
    `);
  });

  test('a line that goes', () => {
    const text = 'FROM a\r\nRUN b\r\nRUN c\r\n';
    expect(suggestion(text, { ...spanOf(text, 'RUN b\r\n'), text: '' })).toMatchInlineSnapshot(`
      "
        Fix (unsafe): Do it
        2 - RUN b
      "
    `);
  });

  test('several places', () => {
    const text = 'FROM a\nRUN b\nRUN c\nRUN d\n';
    expect(
      suggestion(
        text,
        { ...spanOf(text, 'FROM'), text: 'from' },
        { start: 8, end: 8, text: '1' },
        { ...spanOf(text, 'd'), text: 'e' },
      ),
    ).toMatchInlineSnapshot(`
      "
        Fix (unsafe): Do it
        1 - FROM a
        1 + from a
        2 - RUN b
        2 + R1UN b
        4 - RUN d
        4 + RUN e
      "
    `);
  });

  test('long lines are cropped around the change, many lines are counted', () => {
    const text = `RUN ${'x'.repeat(100)} apt-get ${'y'.repeat(100)}\n`;
    const added = ` \\\n  z`.repeat(8);
    expect(suggestion(text, { ...spanOf(text, 'apt-get'), text: `apt${added}` })).toMatchInlineSnapshot(`
      "
        Fix (unsafe): Do it
        1 - …xxxxxxxxxxxxxxxxxxxx apt-get yyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyy…
        1 + …xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx apt \\
        2 +   z \\
        3 +   z \\
        4 +   z \\
        5 +   z \\
          + … 4 more lines
      "
    `);
  });
});

describe('the summary', () => {
  const findings = (severities: readonly ('error' | 'warning' | 'info')[]) =>
    severities.map((severity) => ({ at: { start: 0, end: 1 }, severity }));

  test('of nothing', () => {
    expect(summaryLine(runOf([]))).toBe('0 files in 1.23 s: nothing found.');
  });

  test('of everything', () => {
    const fixable = { at: { start: 0, end: 1 }, fix: insertion(0, 'x') };
    const files = [
      fileOf('a', 'x', [...findings(['error', 'error', 'info']), fixable]),
      fileOf('b', 'x', [{ ...fixable, fix: { ...fixable.fix, safety: 'unsafe' as const } }]),
    ];
    const errors = [{ message: 'no such file', path: 'c' }];
    const [first] = files[0]!.findings;
    const suppression: Suppression = {
      dialect: 'azml-lint',
      scope: 'file',
      span: { start: 0, end: 1 },
      names: [],
      covers: undefined,
      reason: undefined,
      until: undefined,
    };
    const quiet = { ...fileOf('c', 'x', []), suppressed: [{ finding: first!, suppression }] };
    expect(summaryLine(runOf([...files, quiet], { errors }))).toBe(
      '3 files in 1.23 s: 2 errors, 2 warnings, 1 info. 2 can be fixed (1 safe, 1 unsafe). 1 suppressed. 1 problem of the run itself.',
    );
  });
});
