import { describe, expect, test } from 'vitest';
import type { FileReport } from '../src/report/run.ts';
import { summaryLine } from '../src/report/summary.ts';
import type { TextOptions } from '../src/report/text.ts';
import type { Suppression } from '../src/rule/suppression.ts';
import { version } from '../src/version.ts';
import { type FindingSample, fileOf, insertion, runOf, spanOf, textReport } from './report-samples.ts';

const plain: TextOptions = {
  color: false,
  hyperlinks: false,
  width: 80,
  quiet: false,
  showSuppressed: false,
};

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
    .filter((row) => /^ +\d* +[-+│┆]/.test(row));
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
    "Dockerfile:7:5  error  apt/lists-kept  DL3009
      \`pip\` runs as root: on an inference image everything but OS packages runs as
      \`dockeruser\`. Move it below \`USER dockeruser\`.
      1 │ FROM mcr.microsoft.com/azureml/minimal-ubuntu22.04-py39-cpu-inference:la…
        │ ---- this image has the user \`dockeruser\`, who runs the server and owns
        │      the directory of the model
      2 │ USER root
        │ --------- root from here on
      7 + USER dockeruser
      7 │ RUN pip install flask
        │     ^^^^^^^^^^^^^^^^^ Fix (safe): Drop root before it

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
    "a/Dockerfile:1:1  warning  apt/lists-kept  DL3009
      found
    a/Dockerfile:1:6  info  apt/lists-kept  DL3009
      found
      1 │ FROM a
        │ ^^^^ ^

    c/\\u{1b}[31mDockerfile:1:6  warning  acme/own
      found
      1 │ FROM c
        │      ^

    https://unpkg.com/azml-lint@VERSION/rules/apt/lists-kept.md
    https://unpkg.com/azml-lint@VERSION/rules/acme/own.md

    "
  `);
});

describe('findings on one line', () => {
  const text = 'FROM a\nRUN apt install curl && pip install x>1\n';

  test('share its frame; equal places one underline, in the color of the worst', () => {
    const at = spanOf(text, 'apt install');
    const samples: FindingSample[] = [
      { at: spanOf(text, 'apt'), message: 'one' },
      { at, message: 'two', severity: 'info', fix: insertion(at.end, ' -y', 'Add `-y`') },
      { at, message: 'three', severity: 'error', fix: insertion(at.end, ' -q', 'Add `-q`') },
      { at, message: 'four', severity: 'warning' },
      { at: spanOf(text, 'x>1'), message: 'five' },
    ];
    expect(report(text, samples)).toMatchInlineSnapshot(`
      "Dockerfile:2:5  warning  apt/lists-kept  DL3009
        one
      Dockerfile:2:5  info  apt/lists-kept  DL3009
        two
      Dockerfile:2:5  error  apt/lists-kept  DL3009
        three
      Dockerfile:2:5  warning  apt/lists-kept  DL3009
        four
      Dockerfile:2:37  warning  apt/lists-kept  DL3009
        five
        2 - RUN apt install curl && pip install x>1
          │     ^^^                             ^^^
          │     ^^^^^^^^^^^ Fix (safe): Add \`-y\`
          │     ^^^^^^^^^^^ Fix (safe): Add \`-q\`
        2 + RUN apt install -y -q curl && pip install x>1

      https://unpkg.com/azml-lint@VERSION/rules/apt/lists-kept.md

      "
    `);
    const colored = report(text, samples, { ...plain, color: true });
    expect(colored.match(/\x1b\[31m\x1b\[1m\^{11}/g)).toHaveLength(2);
    expect(colored).not.toMatch(/\x1b\[3[36]m\x1b\[1m\^{11}/);
  });

  test('share what they have in common', () => {
    const related = [{ at: spanOf(text, 'FROM a'), message: 'this image' }];
    const fix = insertion(7, 'USER b\n', 'Change the user');
    expect(
      frame(
        text,
        { at: spanOf(text, 'apt install'), related, fix },
        { at: spanOf(text, 'pip install'), related, fix },
      ),
    ).toMatchInlineSnapshot(`
      "
        1 │ FROM a
          │ ------ this image
        2 + USER b
        2 │ RUN apt install curl && pip install x>1
          │     ^^^^^^^^^^^ Fix (safe): Change the user
          │                         ^^^^^^^^^^^ Fix (safe): Change the user
      "
    `);
  });

  test('each get their part of a line that is too long', () => {
    const long = `RUN ${'x'.repeat(60)} && curl ${'y'.repeat(60)} && end\n`;
    expect(
      frame(long, { at: spanOf(long, 'RUN') }, { at: spanOf(long, '&&') }, { at: spanOf(long, 'end') }),
    ).toMatchInlineSnapshot(`
      "
        1 │ RUN xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx && curl…
          │ ^^^                                                              ^^
        1 │ …curl yyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyy && end
          │                                                                       ^^^
      "
    `);
  });
});

describe('findings on a line that the frame before shows anyway', () => {
  const text = 'FROM a\nRUN apt-get update && \\\n  apt-get install curl\nRUN c\n';
  const fix = insertion(spanOf(text, '\nRUN c').start, ' && rm', 'Remove the lists');
  const update = { at: spanOf(text, 'apt-get update'), fix };
  const install = (name: string) => ({
    at: spanOf(text, 'apt-get install'),
    fix: insertion(spanOf(text, ' curl').start, ` --${name}`, `Add ${name}`),
  });

  test('share that frame', () => {
    expect(report(text, [update, install('yes'), { at: spanOf(text, 'RUN c') }])).toMatchInlineSnapshot(`
      "Dockerfile:2:5  warning  apt/lists-kept  DL3009
        found
      Dockerfile:3:3  warning  apt/lists-kept  DL3009
        found
        2 │ RUN apt-get update && \\
          │     ^^^^^^^^^^^^^^ Fix (safe): Remove the lists
        3 -   apt-get install curl
          │   ^^^^^^^^^^^^^^^ Fix (safe): Add yes
        3 +   apt-get install --yes curl && rm

      Dockerfile:4:1  warning  apt/lists-kept  DL3009
        found
        4 │ RUN c
          │ ^^^^^

      https://unpkg.com/azml-lint@VERSION/rules/apt/lists-kept.md

      "
    `);
  });

  test('show fixes at one place in their order', () => {
    const span = spanOf(text, 'apt-get install');
    const samples = [
      { at: span, fix: { ...insertion(0, ''), edits: [{ ...span, text: 'apk add' }] } },
      { at: span, fix: insertion(span.start, 'apk update && ', 'Fetch') },
    ];
    expect(report(text, samples)).toContain('\n  3 +   apk update && apk add curl\n');
  });

  test('but for so many that it would be far', () => {
    const samples = [update, ...['a', 'b', 'c', 'd'].map(install)];
    const rows = report(text, samples).split('\n');
    expect(rows.filter((row) => row.startsWith('  3 - '))).toHaveLength(2);
  });
});

test('places get rows of their own where they leave no room for the rule', () => {
  const path = 'images/inference/scoring/with/a/long/path/to/the/Dockerfile';
  const samples: FindingSample[] = [
    { at: spanOf(file, 'RUN') },
    { at: spanOf(file, 'RUN'), rule: 'acme/own' },
    { at: spanOf(file, 'apt-get update') },
  ];
  expect(reportOf([fileOf(path, file, samples)])).toMatchInlineSnapshot(`
    "images/inference/scoring/with/a/long/path/to/the/Dockerfile:3:1
    warning  apt/lists-kept  DL3009
      found
    warning  acme/own
      found
    images/inference/scoring/with/a/long/path/to/the/Dockerfile:3:5
    warning  apt/lists-kept  DL3009
      found
      3 │ RUN apt-get update && \\
        │ ^^^ ^^^^^^^^^^^^^^

    https://unpkg.com/azml-lint@VERSION/rules/apt/lists-kept.md
    https://unpkg.com/azml-lint@VERSION/rules/acme/own.md

    "
  `);
  expect(reportOf([fileOf(path, file, samples)], { ...plain, width: 120 })).toContain(
    `${path}:3:1  warning  acme/own\n`,
  );
});

describe('links', () => {
  const at = spanOf(file, 'USER root');
  const samples: FindingSample[] = [
    { at },
    { at: spanOf(file, 'RUN'), help: 'https://acme.example/images#apt' },
    { at: spanOf(file, 'curl'), help: 'https://acme.example/\x1b\\' },
  ];

  test('once a rule at the end', () => {
    const rows = report(file, [...samples, ...samples])
      .split('\n')
      .slice(-5);
    expect(rows).toEqual([
      'https://unpkg.com/azml-lint@VERSION/rules/apt/lists-kept.md',
      'apt/lists-kept  https://acme.example/images#apt',
      'apt/lists-kept  https://acme.example/\\u{1b}\\',
      '',
      '',
    ]);
  });

  test('are the ids of the rules where the terminal can; nothing in them can end one early', () => {
    const linked = report(file, samples, { ...plain, hyperlinks: true });
    const link = (address: string) => `  \x1b]8;;${address}\x1b\\apt/lists-kept\x1b]8;;\x1b\\  DL3009\n`;
    expect(linked).toContain(link('https://unpkg.com/azml-lint@VERSION/rules/apt/lists-kept.md'));
    expect(linked).toContain(link('https://acme.example/images#apt'));
    expect(linked.match(/\x1b/g)).toHaveLength(8);
    expect(linked.split('\n').slice(-3)).toEqual(['apt/lists-kept  https://acme.example/\\u{1b}\\', '', '']);
  });
});

test('quiet leaves only what was found', () => {
  expect(
    report(file, [{ at: spanOf(file, 'USER root'), message: 'root' }], { ...plain, quiet: true }),
  ).toMatchInlineSnapshot(`
    "Dockerfile:2:1  warning  apt/lists-kept  DL3009
      root

    "
  `);
});

test('colors only where they are wanted', () => {
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
        1 │ …ho \\u{1b}[2K \\u{202e} \\u{3a}:error\\u{3a}:x \\u{23}#vso[task.complete] end
          │     ^^^^^^^^^
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
      "Dockerfile:1:14  warning  apt/lists-kept  DL3009
        \`***\` is a secret
        1 - ENV USER=app DB_PASSWORD=*** MODE=x
          │              ^^^^^^^^^^^^^^^ Fix (safe): Insert it
          │                              ---- not ***
        1 + ENV USER=app DB_PASSWORD=*** MODE=x OLD_PASSWORD=***

      https://unpkg.com/azml-lint@VERSION/rules/apt/lists-kept.md

      "
    `);
  });
});

describe('fixes', () => {
  const suggestion = (text: string, ...edits: readonly { start: number; end: number; text: string }[]) => {
    const fix = { safety: 'unsafe', title: 'Do it', edits } as const;
    return frame(text, { at: { start: 0, end: 1 }, fix });
  };

  test('only the lines that change', () => {
    const text = 'FROM a\nRUN b\nRUN c\n';
    expect(suggestion(text, { ...spanOf(text, 'RUN b\n'), text: 'RUN d\nRUN e\n' })).toMatchInlineSnapshot(`
      "
        1 │ FROM a
          │ ^ Fix (unsafe): Do it
        2 - RUN b
        2 + RUN d
        3 + RUN e
      "
    `);
  });

  test('a line at the end of a file without a final line end', () => {
    expect(suggestion('FROM a', { start: 6, end: 6, text: '\nUSER dockeruser' })).toMatchInlineSnapshot(`
      "
        1 │ FROM a
          │ ^ Fix (unsafe): Do it
        2 + USER dockeruser
      "
    `);
  });

  test('a line that goes', () => {
    const text = 'FROM a\r\nRUN b\r\nRUN c\r\n';
    expect(suggestion(text, { ...spanOf(text, 'RUN b\r\n'), text: '' })).toMatchInlineSnapshot(`
      "
        1 │ FROM a
          │ ^ Fix (unsafe): Do it
        2 - RUN b
      "
    `);
  });

  test('many lines that go are counted, but for those that are underlined', () => {
    const text = 'FROM a\nRUN b\nRUN c\nRUN d\nRUN e\nRUN f\nRUN g\nRUN h\nRUN i\n';
    const fix = {
      safety: 'safe',
      title: 'Remove them',
      edits: [{ start: 7, end: text.length, text: '' }],
    } as const;
    expect(frame(text, { at: spanOf(text, 'RUN h'), fix })).toMatchInlineSnapshot(`
      "
         2 - RUN b
         3 - RUN c
         4 - RUN d
         5 - RUN e
         6 - RUN f
         8 - RUN h
           │ ^^^^^ Fix (safe): Remove them
           - … 2 more lines
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
        1 - FROM a
          │ ^ Fix (unsafe): Do it
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
        1 - RUN xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx…
          │ ^ Fix (unsafe): Do it
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
