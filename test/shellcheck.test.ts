/** What ShellCheck says of the scripts of a Dockerfile. ShellCheck itself runs here: `apt-get install shellcheck`. */
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { MessageChannel } from 'node:worker_threads';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import type { Finding } from '../src/rule/finding.ts';
import { discover } from '../src/session/discover.ts';
import type { Examined } from '../src/session/examine.ts';
import { lintTargets } from '../src/session/lint-targets.ts';
import type { SessionOptions } from '../src/session/options.ts';
import { serve } from '../src/session/worker.ts';
import type { BatchResult } from '../src/session/worker-pool.ts';
import { findProgram } from '../src/shellcheck/find-program.ts';
import { runProgram } from '../src/shellcheck/run-program.ts';

/** It hands its arguments on to ShellCheck, and writes down that it was called. */
const bin = mkdtempSync(join(tmpdir(), 'azml-lint-bin-'));
const calls = join(bin, 'calls');
const PATH = [bin, process.env.PATH].join(delimiter);

beforeAll(() => {
  const program = findProgram({ env: process.env, projects: [] });
  if (program === undefined) throw new Error('These tests need ShellCheck: `apt-get install shellcheck`.');
  writeFileSync(join(bin, 'shellcheck'), `#!/bin/sh\npwd >>'${calls}'\nexec '${program}' "$@"\n`);
  chmodSync(join(bin, 'shellcheck'), 0o755);
});
afterAll(() => rmSync(bin, { recursive: true }));

type Files = Readonly<Record<string, string>>;

const ON: Files = { '.azml-lint.yaml': 'shellcheck: true\n' };
const BASE = 'FROM mcr.microsoft.com/azureml/openmpi5.0-ubuntu24.04:20260715.v1\n';

function project(files: Files): string {
  const cwd = mkdtempSync(join(tmpdir(), 'azml-lint-project-'));
  onTestFinished(() => rmSync(cwd, { recursive: true }));
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(cwd, path)), { recursive: true });
    writeFileSync(join(cwd, path), text);
  }
  return cwd;
}

interface Found {
  readonly cwd: string;
  readonly findings: readonly Finding[];
  readonly suppressed: readonly Finding[];
  readonly rules: readonly string[];
  readonly errors: readonly string[];
  /** The processes of ShellCheck, each by its directory. */
  readonly calls: readonly string[];
}

async function linted(files: Files, more: Partial<SessionOptions> = {}): Promise<Found> {
  const cwd = project(files);
  rmSync(calls, { force: true });
  const { targets } = await discover(['.'], cwd);
  const findings: Finding[] = [];
  const suppressed: Finding[] = [];
  const outcome = await lintTargets(
    targets,
    {
      cwd,
      env: { PATH },
      paths: ['.'],
      load: { cwd, now: '2026-01-31' },
      now: '2026-01-31',
      forceIgnore: false,
      patchStyle: { forPrograms: true, color: false },
      baselineAction: 'apply',
      debug: false,
      ...more,
    },
    {
      readStandardInput: () => Promise.reject(new Error('standard input is not read')),
      print: async () => undefined,
      begin: () => undefined,
      report: async (report) => {
        findings.push(...report.findings);
        suppressed.push(...(report.suppressed ?? []).map(({ finding }) => finding));
      },
      progress: () => undefined,
    },
  );
  return {
    cwd,
    findings,
    suppressed,
    rules: outcome.rules.map(({ id }) => id),
    errors: outcome.failures.map(({ message }) => message),
    calls: callsMade(),
  };
}

function callsMade(): readonly string[] {
  try {
    return readFileSync(calls, 'utf8').trim().split('\n');
  } catch {
    return [];
  }
}

/** The findings of ShellCheck in one Dockerfile, each as its code, its place and the words there. */
async function said(dockerfile: string, more: Files = {}): Promise<readonly string[]> {
  const { findings } = await linted({ ...ON, Dockerfile: dockerfile, ...more });
  return ofShellcheck(findings);
}

function ofShellcheck(findings: readonly Finding[]): readonly string[] {
  return findings
    .filter(({ rule }) => rule.startsWith('shellcheck/'))
    .map(({ rule, range, span, file }) => {
      const { line, column } = range.start;
      return `${rule.slice('shellcheck/'.length)} ${line}:${column} ${file.text.slice(span.start, span.end)}`;
    });
}

describe('places', () => {
  test.each<[string, string, readonly string[]]>([
    ['a plain RUN', 'RUN ls $x\n', ['SC2086 2:8 $x', 'SC2154 2:8 $x']],
    [
      'continuations, with comments and empty lines between',
      'RUN true && \\\n    # first\n\n    ls \\\n  $x\n',
      ['SC2086 6:3 $x', 'SC2154 6:3 $x'],
    ],
    ['what is torn apart', 'RUN ls "$ab\\\ncd"\n', ['SC2154 2:9 $ab\\\ncd']],
    ['tabs and letters outside ASCII', 'RUN echo\té "😀" $x\n', ['SC2086 2:17 $x', 'SC2154 2:17 $x']],
    ['lines that end as on Windows', 'RUN true && \\\r\n  ls $x\r\n', ['SC2086 3:6 $x', 'SC2154 3:6 $x']],
    ['a here-document', 'RUN <<EOF\nset -e\nls $x\nEOF\n', ['SC2086 4:4 $x', 'SC2154 4:4 $x']],
    [
      'a here-document with a shebang',
      'RUN <<EOF\n#!/bin/bash\nfor f in $(ls); do echo "$f"; done\nEOF\n',
      ['SC2045 4:10 $(ls)'],
    ],
    [
      'a here-document that a program reads',
      'RUN cat <<EOF >/x\n$x\nEOF\nRUN ls $y\n',
      ['SC2154 3:1 $x', 'SC2086 5:8 $y', 'SC2154 5:8 $y'],
    ],
    [
      'an exec form, with escapes',
      'RUN ["/bin/bash", "-c", "echo \\"a\\" $x"]\n',
      ['SC2086 2:37 $x', 'SC2154 2:37 $x'],
    ],
    [
      'an exec form behind env',
      'RUN ["env", "A=b", "sh", "-c", "ls $x"]\n',
      ['SC2086 2:36 $x', 'SC2154 2:36 $x'],
    ],
    ['ONBUILD', 'ONBUILD RUN ls $x\n', ['SC2086 2:16 $x', 'SC2154 2:16 $x']],
  ])('%s', async (_, text, expected) => {
    expect(await said(BASE + text)).toEqual(expected);
  });
});

describe('shells', () => {
  test.each<[string, string, readonly string[]]>([
    ['dash has local', `${BASE}RUN f() { local a=1; echo "$a"; }; f\n`, []],
    [
      'POSIX has not',
      'FROM acme.azurecr.io/a:1\nRUN f() { local a=1; echo "$a"; }; f\n',
      ['SC3043 2:11 local a'],
    ],
    ['bash by SHELL', `${BASE}SHELL ["/bin/bash", "-c"]\nRUN a=(1 2); echo "\${a[0]}"\n`, []],
    [
      'sh by a shebang, which is dash',
      `${BASE}SHELL ["/bin/bash", "-c"]\nRUN <<E\n#!/bin/sh\nf() { local a=1; echo "$a"; }; f\nE\n`,
      [],
    ],
    [
      'Python is not sent',
      `${BASE}RUN <<E\n#!/usr/bin/env python3\nprint($x)\nE\nSHELL ["pwsh", "-c"]\nRUN ls $x\n`,
      [],
    ],
    ['Windows is not sent', 'FROM mcr.microsoft.com/windows/servercore:ltsc2022\nRUN dir $x\n', []],
    ['what would take minutes', `${BASE}RUN ${'ls $x && '.repeat(500)}ls\n`, []],
    ['no shell reads an exec form', `${BASE}RUN ["ls", "$x"]\n`, []],
  ])('%s', async (_, text, expected) => {
    expect(await said(text)).toEqual(expected);
  });

  test('ARG and ENV are variables', async () => {
    const text = `ARG top\n${BASE}ARG own\nENV env="a b"\nARG top\nRUN echo $own $env $top $other\nFROM ubuntu:24.04\nCOPY --from=0 /a /a\nRUN echo "$own"\n`;
    expect(await said(text)).toEqual(['SC2086 6:25 $other', 'SC2154 6:25 $other', 'SC2154 9:11 $own']);
  });

  test('so are those of proxies, and of an ONBUILD for the next', async () => {
    expect(await said(`${BASE}RUN echo $http_proxy\n`)).toEqual([]);
    const triggers = 'ONBUILD ARG gid\nONBUILD RUN groupadd -g $gid a && ls $uid\nONBUILD ARG uid\n';
    expect(await said(BASE + triggers)).toEqual(['SC2086 3:38 $uid', 'SC2154 3:38 $uid']);
  });

  test('what a script assigns to an ENV is exported', async () => {
    const set = 'RUN FRONTEND=none && apt-get update\n';
    expect(await said(`${BASE}ENV FRONTEND=x\n${set}`)).toEqual([]);
    expect(await said(BASE + set)).toEqual(['SC2034 2:5 FRONTEND']);
  });

  test('one mistake is one finding', async () => {
    expect(await said(`${BASE}RUN [[ -n "$HOME" ]]\n`)).toEqual([]);
    expect(await said(`${BASE}RUN if true; then ls\n`)).toEqual([]);
    const off = { '.azml-lint.yaml': 'shellcheck: true\nrules: { shell/*: off }\n' };
    expect(await said(`${BASE}RUN [[ -n "$HOME" ]]\n`, off)).toEqual(['SC3010 2:5 [[ -n "$HOME" ]]']);
    expect((await said(`${BASE}RUN if true; then ls\n`, off)).map((one) => one.slice(0, 6))).toContain(
      'SC1046',
    );
  });

  test('what is no mistake in a RUN', async () => {
    expect(await said(`${BASE}RUN . /opt/x.sh && . "$HOME/y"\nRUN echo a \\\n      b\n`)).toEqual([]);
    expect(await said(`${BASE}RUN echo a      b\n`)).toEqual(['SC2291 2:5 echo a      b']);
  });
});

describe('settings', () => {
  test('severities are those of ShellCheck', async () => {
    const { findings } = await linted({ ...ON, Dockerfile: `${BASE}RUN rm -rf "$x/"*; ls \`pwd\`; [ a ]\n` });
    const levels = findings
      .filter(({ rule }) => rule.startsWith('shellcheck/'))
      .map(({ rule, severity }) => `${rule} ${severity}`);
    expect(levels).toEqual(
      expect.arrayContaining([
        'shellcheck/SC2115 warning',
        'shellcheck/SC2006 info',
        'shellcheck/SC2078 error',
      ]),
    );
  });

  test.each<[string, readonly string[]]>([
    ['SC2086: off', ['shellcheck/SC2154 warning']],
    ['shellcheck/SC2086: error', ['shellcheck/SC2086 error', 'shellcheck/SC2154 warning']],
    ['shellcheck/*: info', ['shellcheck/SC2086 info', 'shellcheck/SC2154 info']],
    ['shellcheck/*: off, SC2154: info', ['shellcheck/SC2154 info']],
  ])('rules: %s', async (rules, expected) => {
    const config = `shellcheck: true\nextends: azml-lint:hadolint\nrules: { ${rules} }\n`;
    const { findings, errors } = await linted({
      '.azml-lint.yaml': config,
      Dockerfile: `${BASE}RUN ls $x\n`,
    });
    expect(errors).toEqual([]);
    expect(
      findings
        .filter(({ rule }) => rule.startsWith('shellcheck/'))
        .map(({ rule, severity }) => `${rule} ${severity}`),
    ).toEqual(expected);
  });

  test('names of codes may be there where ShellCheck is not asked for', async () => {
    const config = 'rules: { SC2086: off, shellcheck/*: info }\nlocked: [SC2086]\n';
    const text = `${BASE}# azml-lint ignore=shellcheck/SC2086\nRUN ls $x\n`;
    const found = await linted({ '.azml-lint.yaml': config, Dockerfile: text });
    expect(found).toMatchObject({ errors: [], calls: [] });
    expect(found.findings.filter(({ rule }) => /^shellcheck|^suppression\/un/.test(rule))).toEqual([]);
  });

  test('the last word has the command line', async () => {
    const files = { ...ON, Dockerfile: `${BASE}RUN ls $x\n` };
    const load = { cwd: '', now: '2026-01-31' };
    expect((await linted(files, { load: { ...load, shellcheck: false } })).calls).toEqual([]);
    const { Dockerfile } = files;
    expect((await linted({ Dockerfile }, { load: { ...load, shellcheck: true } })).calls).toHaveLength(1);
  });

  test('only what ShellCheck has used is among the rules of a report', async () => {
    const { rules } = await linted({ ...ON, Dockerfile: `${BASE}RUN ls $x\n` });
    expect(rules.filter((id) => id.startsWith('shellcheck/'))).toEqual([
      'shellcheck/SC2086',
      'shellcheck/SC2154',
    ]);
  });
});

describe('comments hide findings', () => {
  test.each<[string, string, readonly string[]]>([
    ['ours', '# azml-lint ignore=shellcheck/SC2086,SC2154\nRUN ls $x\nRUN ls "$x"\n', ['SC2154 4:9 $x']],
    ["hadolint's", '# hadolint ignore=SC2086\nRUN ls $x\n', ['SC2154 3:8 $x']],
    ["ShellCheck's above an instruction", '# shellcheck disable=SC2086,SC2154\nRUN ls $x\n', []],
    [
      "ShellCheck's within one",
      'RUN ls \\\n  # shellcheck disable=SC2086,SC2154\n  # and why\n  $x \\\n  $y\n',
      ['SC2086 6:3 $y', 'SC2154 6:3 $y'],
    ],
    [
      "ShellCheck's in a here-document, for all of it",
      'RUN <<E\n#!/bin/bash\n# shellcheck disable=SC2086\nls $x\nls $y\nE\n',
      ['SC2154 5:4 $x', 'SC2154 6:4 $y'],
    ],
    [
      "ShellCheck's in a here-document, for one command",
      'RUN <<E\nset -e\n# shellcheck disable=SC2086,SC2154\nls $x\nls $y\nE\n',
      ['SC2086 6:4 $y', 'SC2154 6:4 $y'],
    ],
    ['ranges', '# shellcheck disable=SC2000-SC2100\nRUN ls $x\n', ['SC2154 3:8 $x']],
    ['all', '# shellcheck disable=all\nRUN ls $x\n', []],
  ])('%s', async (_, text, expected) => {
    expect(await said(BASE + text)).toEqual(expected);
  });

  test('one that hides nothing is reported', async () => {
    const { findings, suppressed } = await linted({
      ...ON,
      Dockerfile: `${BASE}# azml-lint ignore=shellcheck/SC2086,shellcheck/SC2046\nRUN ls $x\n`,
    });
    expect(suppressed.map(({ rule }) => rule)).toEqual(['shellcheck/SC2086']);
    expect(findings.find(({ rule }) => rule === 'suppression/unused')?.message).toContain('SC2046');
  });
});

describe('fixes', () => {
  const fixed = async (text: string) => {
    const fix = { mode: 'write', unsafe: true, rules: ['shellcheck/*'] } as const;
    const { cwd, findings, calls: processes } = await linted({ ...ON, Dockerfile: BASE + text }, { fix });
    const after = readFileSync(join(cwd, 'Dockerfile'), 'utf8').slice(BASE.length);
    return { after, left: ofShellcheck(findings), processes: processes.length };
  };

  test.each<[string, string, string]>([
    ['a word', 'RUN ls $x\n', 'RUN ls "$x"\n'],
    ['at the end of a line', 'RUN ls $x \\\n  $y\n', 'RUN ls "$x" \\\n  "$y"\n'],
    ['directly before a continuation', 'RUN ls $x\\\n && ls\n', 'RUN ls "$x"\\\n && ls\n'],
    ['backticks', 'RUN ls "`pwd`"\n', 'RUN ls "$(pwd)"\n'],
    ['JSON', 'RUN ["sh", "-c", "ls $x"]\n', 'RUN ["sh", "-c", "ls \\"$x\\""]\n'],
    ['a here-document', 'RUN <<E\ncd /x\nls\nE\n', 'RUN <<E\ncd /x || exit\nls\nE\n'],
  ])('%s', async (_, before, after) => {
    const result = await fixed(before);
    expect(result.after).toBe(after);
    expect(result.left.filter((one) => !one.startsWith('SC2154'))).toEqual([]);
    expect(result.processes).toBe(2);
  });

  test('are unsafe', async () => {
    const { findings } = await linted({ ...ON, Dockerfile: `${BASE}RUN ls $x && ls \`pwd\`\n` });
    const fixes = findings
      .filter(({ rule }) => rule.startsWith('shellcheck/'))
      .map(({ rule, fix }) => [rule, fix?.safety]);
    expect(fixes).toContainEqual(['shellcheck/SC2086', 'unsafe']);
    expect(fixes).toContainEqual(['shellcheck/SC2006', 'unsafe']);
  });
});

describe('the program', () => {
  const two: Files = {
    ...ON,
    'a.Dockerfile': `${BASE}RUN ls $x\nRUN ls $x\n`,
    'b.Dockerfile': `${BASE}RUN ls $y\n`,
  };

  test('is one process for a run, in a directory that is gone afterwards', async () => {
    const { calls: made, findings } = await linted(two);
    expect(ofShellcheck(findings)).toHaveLength(6);
    expect(made).toHaveLength(1);
    expect(() => readdirSync(made[0]!)).toThrow('ENOENT');
  });

  test('answers worker threads, which are told once', async () => {
    const cwd = project(two);
    const file = join(cwd, 'b.Dockerfile');
    const load = { cwd, now: '2026-01-31' };
    const answers = new Map([
      [
        '#!/bin/dash\nls $y',
        [
          {
            file: '',
            line: 2,
            column: 4,
            endLine: 2,
            endColumn: 6,
            level: 'error',
            code: 2098,
            message: 'y',
            fix: null,
          },
        ],
      ],
    ] as const);
    const { port1, port2 } = new MessageChannel();
    onTestFinished(() => port1.close());
    const result = new Promise<BatchResult>((resolve) => port1.once('message', resolve));
    const task = { fix: undefined, style: { forPrograms: true, color: false } };
    serve(port2, { load, task, answers, projects: { yaml: [], indexes: new Map() } });
    port1.postMessage([[0, { file, shown: 'b.Dockerfile', searched: true }]]);
    const [[, examined]] = (await result) as [readonly [number, Examined]];
    expect(ofShellcheck(examined.found!.findings)).toEqual(['SC2098 2:8 $y']);
  });

  test('is not called for a run without scripts, or without anybody who asks', async () => {
    expect((await linted({ ...ON, Dockerfile: BASE })).calls).toEqual([]);
    expect((await linted({ Dockerfile: `${BASE}RUN ls $x\n` })).calls).toEqual([]);
  });

  test('is called for the files alone whose configuration asks for it', async () => {
    const { findings } = await linted({
      'a/.azml-lint.yaml': 'shellcheck: true\n',
      'a/Dockerfile': `${BASE}RUN ls $x\n`,
      'b/.azml-lint.yaml': 'shellcheck: false\n',
      'b/Dockerfile': `${BASE}RUN ls $x\n`,
    });
    expect(ofShellcheck(findings)).toHaveLength(2);
  });

  test('is missed with the place that asks for it, and how to install it', async () => {
    const run = linted(two, { env: { PATH: '/nowhere' } });
    await expect(run).rejects.toThrow(/^ShellCheck is not installed, and \.azml-lint\.yaml:1:1 asks for it$/);
  });

  test('that fails ends the run', async () => {
    const failing = mkdtempSync(join(tmpdir(), 'azml-lint-bin-'));
    onTestFinished(() => rmSync(failing, { recursive: true }));
    writeFileSync(join(failing, 'shellcheck'), '#!/bin/sh\necho "no such option" >&2\nexit 3\n');
    chmodSync(join(failing, 'shellcheck'), 0o755);
    await expect(linted(two, { env: { PATH: `${failing}:/bin` } })).rejects.toThrow(
      /ShellCheck failed: .*ended with status 3: no such option/,
    );
  });

  test.each([
    'rubbish',
    '{}',
    '{"comments":[null]}',
    '{"comments":[{"file":"0","code":2086}]}',
    '{"comments":[{"file":"0","line":2,"endLine":2,"column":1,"endColumn":2,"level":"bad","code":2086,"message":""}]}',
    '{"comments":[{"file":"0","line":2,"endLine":2,"column":1,"endColumn":2,"level":"info","code":2086,"message":"","fix":"?"}]}',
  ])('that prints %s is named', async (printed) => {
    const other = mkdtempSync(join(tmpdir(), 'azml-lint-bin-'));
    onTestFinished(() => rmSync(other, { recursive: true }));
    writeFileSync(join(other, 'shellcheck'), `#!/bin/sh\ncat <<'END'\n${printed}\nEND\n`);
    chmodSync(join(other, 'shellcheck'), 0o755);
    await expect(linted(two, { env: { PATH: `${other}:/bin` } })).rejects.toThrow(
      `ShellCheck failed: ${join(other, 'shellcheck')} does not print what ShellCheck prints`,
    );
  });

  test('gets as many scripts as there are, in a few processes', async () => {
    rmSync(calls, { force: true });
    const texts = Array.from({ length: 60_000 }, () => '#!/bin/sh\n');
    texts[59_999] = '#!/bin/sh\nls $x\n';
    const fake = mkdtempSync(join(tmpdir(), 'azml-lint-bin-'));
    onTestFinished(() => rmSync(fake, { recursive: true }));
    const program = join(fake, 'shellcheck');
    const comment =
      '"line":2,"endLine":2,"column":4,"endColumn":6,"level":"info","code":2086,"message":"Quote it.","fix":null';
    writeFileSync(
      program,
      `#!/bin/sh\npwd >>'${calls}'\nfor last; do :; done\necho '{"comments":[{"file":"'"$last"'",${comment}}]}'\n`,
    );
    chmodSync(program, 0o755);
    const comments = await runProgram(program, texts, process.env);
    expect(comments[59_999]).toHaveLength(1);
    expect(callsMade()).toHaveLength(2);
  });
});

describe('where it is found', () => {
  const places = (...files: readonly string[]) => {
    const cwd = project(Object.fromEntries(files.map((path) => [path, '#!/bin/sh\n'])));
    for (const path of files) chmodSync(join(cwd, path), 0o755);
    return cwd;
  };
  const below = (cwd: string, found: string | undefined) => found?.slice(cwd.length + 1);

  test('PATH comes first, then the environment of Python, then the packages of the project', () => {
    const cwd = places(
      'p/shellcheck',
      'v/bin/shellcheck',
      'node_modules/shellcheck/bin/shellcheck',
      '.venv/bin/shellcheck',
    );
    const find = (env: Readonly<Record<string, string>>, projects: readonly string[] = [cwd]) =>
      below(cwd, findProgram({ env, projects }));
    expect(find({ PATH: `/nowhere:${cwd}/p`, VIRTUAL_ENV: `${cwd}/v` })).toBe('p/shellcheck');
    expect(find({ PATH: '/nowhere', VIRTUAL_ENV: `${cwd}/v` })).toBe('v/bin/shellcheck');
    expect(find({ PATH: '/nowhere' })).toBe('node_modules/shellcheck/bin/shellcheck');
    expect(find({ PATH: '/nowhere' }, [])).toBe(undefined);
  });

  test('not in relative directories of PATH, and not what cannot be run', () => {
    const cwd = places('shellcheck', 'q/shellcheck', 'r/shellcheck');
    chmodSync(join(cwd, 'q/shellcheck'), 0o644);
    const before = process.cwd();
    process.chdir(cwd);
    onTestFinished(() => process.chdir(before));
    expect(findProgram({ env: { PATH: `.::${cwd}/q` }, projects: [] })).toBe(undefined);
    expect(below(cwd, findProgram({ env: { PATH: `.::${cwd}/q:${cwd}/r` }, projects: [] }))).toBe(
      'r/shellcheck',
    );
    expect(findProgram({ env: {}, projects: [] })).toBe(undefined);
  });
});
