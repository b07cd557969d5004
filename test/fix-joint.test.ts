/** Commands that are added after and before the scripts of RUNs: in the author's style, and without hiding a failure. */
import { spawnSync } from 'node:child_process';
import { describe, expect, test } from 'vitest';
import { settingsOf } from '../src/config/settings.ts';
import { parseDockerfile } from '../src/dockerfile/parse.ts';
import { fixSource } from '../src/fix/fix.ts';
import { analyze } from '../src/model/analyze.ts';

const settings = settingsOf({ preset: 'all', now: '2026-07-31' });
const rules = new Set(['apt/lists-kept', 'apt/install-without-update']);
const IMAGE = 'FROM ubuntu:24.04\n';

/** The lines below the FROM after the lists are fetched and removed. */
function fixed(lines: string, newline = '\n'): string {
  const wanted = { ...settings, rules: settings.rules.filter(({ rule }) => rules.has(rule.id)) };
  const text = `${IMAGE}${lines}\n`.replaceAll('\n', newline);
  return fixSource(text, wanted, { unsafe: false }).text.slice(
    IMAGE.length + newline.length - 1,
    -newline.length,
  );
}

const RM = 'rm -rf /var/lib/apt/lists/*';
const BOTH = 'apt-get update && apt-get install -y a';

describe('the style of what is put behind', () => {
  test.each([
    ['one line', `RUN ${BOTH}`, `RUN ${BOTH} && ${RM}`],
    [
      '&& in front',
      `RUN apt-get update \\\n && apt-get install -y a`,
      `RUN apt-get update \\\n && apt-get install -y a \\\n && ${RM}`,
    ],
    [
      '&& in front, packages on lines of their own',
      'RUN apt-get update \\\n    && apt-get install -y \\\n        a \\\n        b',
      `RUN apt-get update \\\n    && apt-get install -y \\\n        a \\\n        b \\\n    && ${RM}`,
    ],
    [
      '&& at the end, packages on lines of their own',
      'RUN apt-get update && \\\n    apt-get install -y \\\n        a \\\n        b',
      `RUN apt-get update && \\\n    apt-get install -y \\\n        a \\\n        b && \\\n    ${RM}`,
    ],
    [
      'only packages on lines of their own',
      'RUN apt-get update && apt-get install -y \\\n    a \\\n    b',
      `RUN apt-get update && apt-get install -y \\\n    a \\\n    b \\\n && ${RM}`,
    ],
    [
      'only packages on lines of their own, deeper',
      'RUN apt-get update && apt-get install -y \\\n      a \\\n      b',
      `RUN apt-get update && apt-get install -y \\\n      a \\\n      b \\\n    && ${RM}`,
    ],
    [
      'only packages on lines of their own, in a file of another style',
      'RUN x && \\\n  y\nRUN apt-get update && apt-get install -y \\\n      a \\\n      b',
      `RUN x && \\\n  y\nRUN apt-get update && apt-get install -y \\\n      a \\\n      b && \\\n  ${RM}`,
    ],
    [
      'with comments and blank lines between',
      'RUN apt-get update \\\n # one\n\n && apt-get install -y a \\\n# two\n && b',
      `RUN apt-get update \\\n # one\n\n && apt-get install -y a \\\n# two\n && b \\\n && ${RM}`,
    ],
    [
      'mixed, as the last is',
      'RUN apt-get update && \\\n    x \\\n  && apt-get install -y a',
      `RUN apt-get update && \\\n    x \\\n  && apt-get install -y a \\\n  && ${RM}`,
    ],
    [
      'tabs',
      'RUN apt-get update \\\n\t&& apt-get install -y a',
      `RUN apt-get update \\\n\t&& apt-get install -y a \\\n\t&& ${RM}`,
    ],
    [
      'aligned',
      'RUN apt-get update     && \\\n    apt-get install -y a',
      `RUN apt-get update     && \\\n    apt-get install -y a && \\\n    ${RM}`,
    ],
    [
      'the first command on its own line',
      'RUN \\\n    apt-get update && \\\n    apt-get install -y a',
      `RUN \\\n    apt-get update && \\\n    apt-get install -y a && \\\n    ${RM}`,
    ],
    [
      '; at the end, with errexit',
      'RUN set -eux; \\\n\tapt-get update; \\\n\tapt-get install -y a',
      `RUN set -eux; \\\n\tapt-get update; \\\n\tapt-get install -y a; \\\n\t${RM}`,
    ],
    [
      '; also behind the last',
      'RUN set -eux; \\\n    apt-get update; \\\n    apt-get install -y a;',
      `RUN set -eux; \\\n    apt-get update; \\\n    apt-get install -y a; \\\n    ${RM};`,
    ],
    [
      '; on a line of its own',
      'RUN set -e; \\\n  apt-get update; \\\n  apt-get install -y \\\n    a \\\n    b \\\n  ;',
      `RUN set -e; \\\n  apt-get update; \\\n  apt-get install -y \\\n    a \\\n    b \\\n  ; \\\n  ${RM}`,
    ],
    [
      '; with a blank before it',
      'RUN set -e ; \\\n    apt-get update ; \\\n    apt-get install -y a',
      `RUN set -e ; \\\n    apt-get update ; \\\n    apt-get install -y a ; \\\n    ${RM}`,
    ],
    [
      '; with a blank before it, on one line',
      'RUN set -e ; apt-get update ; apt-get install -y a ;',
      `RUN set -e ; apt-get update ; apt-get install -y a ; ${RM} ;`,
    ],
    [
      '; without errexit',
      'RUN apt-get update; \\\n    apt-get install -y a',
      `RUN apt-get update; \\\n    apt-get install -y a && \\\n    ${RM}`,
    ],
    ['a comment at the end', `RUN ${BOTH} # why`, `RUN ${BOTH} && ${RM} # why`],
    [
      'rights',
      'RUN sudo apt-get update && sudo apt-get install -y a',
      `RUN sudo apt-get update && sudo apt-get install -y a && sudo ${RM}`,
    ],
    [
      'a here-document with errexit',
      `RUN <<EOF\nset -e\n${BOTH}\nx\nEOF`,
      `RUN <<EOF\nset -e\n${BOTH}\nx\n${RM}\nEOF`,
    ],
    [
      '… closed by ; and a comment',
      'RUN <<EOF\nset -e\napt-get update\napt-get install -y a; # x\nEOF',
      `RUN <<EOF\nset -e\napt-get update\napt-get install -y a; # x\n${RM}\nEOF`,
    ],
    [
      '… indented by tabs',
      'RUN <<-EOF\n\tset -e\n\tapt-get update\n\tapt-get install -y a\nEOF',
      `RUN <<-EOF\n\tset -e\n\tapt-get update\n\tapt-get install -y a\n\t${RM}\nEOF`,
    ],
    [
      '… by its first line',
      '# syntax=docker/dockerfile:1\nRUN <<EOF\n#!/bin/bash -e\napt-get update\napt-get install -y a\nEOF',
      `# syntax=docker/dockerfile:1\nRUN <<EOF\n#!/bin/bash -e\napt-get update\napt-get install -y a\n${RM}\nEOF`,
    ],
    [
      'a here-document without errexit',
      'RUN <<EOF\napt-get update\napt-get install -y a\nEOF',
      `RUN <<EOF\napt-get update\napt-get install -y a && ${RM}\nEOF`,
    ],
    [
      'a here-document of a file',
      `RUN ${BOTH} && cat <<EOF > f\nx\nEOF`,
      `RUN ${BOTH} && cat <<EOF > f && ${RM}\nx\nEOF`,
    ],
    ['an exec form with a shell', `RUN ["sh", "-c", "${BOTH}"]`, `RUN ["sh", "-c", "${BOTH} && ${RM}"]`],
  ])('%s', (_, lines, expected) => {
    expect(fixed(lines)).toBe(expected);
    expect(fixed(lines, '\r\n')).toBe(expected.replaceAll('\n', '\r\n'));
  });
});

describe('the style of what is put before', () => {
  const done = (lines: string) => `${lines} && ${RM}`;
  test.each([
    [done('RUN apt-get install -y a'), done('RUN apt-get update && apt-get install -y a')],
    [done('RUN A=1 apt-get install -y a'), done('RUN apt-get update && A=1 apt-get install -y a')],
    [
      done('RUN test -f x || y && apt-get install -y a'),
      done('RUN test -f x || y && apt-get update && apt-get install -y a'),
    ],
    // Not before commands that set the sources of the lists.
    [
      done('RUN echo deb x y > /etc/apt/sources.list.d/x.list && apt-get install -y a'),
      done('RUN echo deb x y > /etc/apt/sources.list.d/x.list && apt-get update && apt-get install -y a'),
    ],
    [
      `RUN set -e; dpkg --add-architecture i386 && apt-get install -y a:i386 && ${RM}`,
      `RUN set -e; dpkg --add-architecture i386 && apt-get update && apt-get install -y a:i386 && ${RM}`,
    ],
    [`RUN set -e; dpkg --add-architecture i386 && apt-get install -y a:i386; ${RM}`, undefined],
    [
      `RUN for x in a; do echo deb $x > /etc/apt/sources.list.d/$x; apt-get install $x; done && ${RM}`,
      undefined,
    ],
    // On a line of its own if each command has one.
    [
      `RUN set -x \\\n  && apt-get install -y a \\\n  && ${RM}`,
      `RUN set -x \\\n  && apt-get update \\\n  && apt-get install -y a \\\n  && ${RM}`,
    ],
    [
      `RUN apt-get install -y a \\\n    b \\\n && ${RM}`,
      `RUN apt-get update \\\n && apt-get install -y a \\\n    b \\\n && ${RM}`,
    ],
    [`ONBUILD RUN --network=host apt-get install -y a && \\\n    ${RM}`, undefined],
    [
      `RUN --network=host apt-get install -y a && \\\n    ${RM}`,
      `RUN --network=host apt-get update && \\\n    apt-get install -y a && \\\n    ${RM}`,
    ],
    [`RUN set -e; apt-get install -y a; ${RM}`, `RUN set -e; apt-get update; apt-get install -y a; ${RM}`],
    [
      `RUN set -e; \\\n    apt-get install -y a; \\\n    ${RM}`,
      `RUN set -e; \\\n    apt-get update; \\\n    apt-get install -y a; \\\n    ${RM}`,
    ],
    [
      `SHELL ["/bin/bash", "-ec"]\nRUN for p in a b; do apt-get install -y $p; x; done; ${RM}`,
      `SHELL ["/bin/bash", "-ec"]\nRUN apt-get update; for p in a b; do apt-get install -y $p; x; done; ${RM}`,
    ],
    [
      `RUN <<EOF\nset -e\n  apt-get install -y a\n${RM}\nEOF`,
      `RUN <<EOF\nset -e\n  apt-get update\n  apt-get install -y a\n${RM}\nEOF`,
    ],
    // What ends the script after a failed update would have to surround the statement.
    [`RUN test -f x || { apt-get install -y a; }; ${RM}`, undefined],
    [`RUN set -e && apt-get install -y a; ${RM}`, undefined],
    [`RUN if x; then set -e; fi; apt-get install -y a; ${RM}`, undefined],
    [`RUN f() { apt-get install -y a; }; f; ${RM}`, undefined],
  ])('%s', (lines, expected = lines) => expect(fixed(lines)).toBe(expected));
});

describe('nothing is put behind', () => {
  test.each([
    'RUN apt-get update && exec apt-get install -y a',
    'RUN apt-get update && exec bash -c "apt-get install -y a"',
    `RUN ${BOTH}; exit 0`,
    `RUN ${BOTH} || exit 1`,
    `RUN ${BOTH} &`,
    // `&&` would switch errexit off in the loop, and `;` would hide the failure of the update.
    'RUN set -e && apt-get update && for p in a b; do apt-get install -y $p; x; done',
    'RUN (set -e; apt-get update; apt-get install -y a)',
    'RUN if x; then set -e; fi; apt-get update; for p in a; do apt-get install -y $p; done',
    `USER app\nRUN gosu root sh -c "${BOTH}"`,
    `RUN ["sh", "-c", "${BOTH}; exit 0"]`,
  ])('%s', (lines) => expect(fixed(lines)).toBe(lines));
});

/** Functions instead of programs: they only print their calls, and fail on request. */
const STUBS = [
  'call() { printf "%s\\n" "$*" >&3; [ "$*" != "$FAILS" ]; }',
  ...['apt', 'rm', 'x', 'y', 'grep'].map((name) => `${name}() { call ${name} "$@"; }`),
].join('\n');

/** How a RUN ends, and what it calls, if one of the calls fails; the removal of the lists is left out. */
function play(
  text: string,
  fails: string,
): { readonly ends: 'well' | 'badly'; readonly calls: readonly string[] } {
  const [run] = analyze(parseDockerfile(text), settings).runs;
  const { text: script } = run!.scripts[0]!.source;
  const shebang = /^#!(.*)/.exec(script)?.[1]?.split(' ');
  const [shell = '', ...options] = shebang ? [...shebang, '-c'] : run!.before.shell.words;
  const { status, output } = spawnSync(shell, [...options, `${STUBS}\n${script}`], {
    env: { PATH: '/usr/bin:/bin', FAILS: fails },
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
  });
  const calls = String(output[3]).split('\n').filter(Boolean);
  return {
    ends: status === 0 ? 'well' : 'badly',
    // The two ends of a pipe begin in any order.
    calls: calls.filter((call) => call !== fails && !call.startsWith('rm ')).sort(),
  };
}

describe('a failure is as fatal as it was', () => {
  const install = 'apt install -y a';
  const bodies = [
    `apt update; ${install}`,
    `apt update && ${install} && x`,
    `apt update; for p in 1 2; do ${install} $p; x; done`,
    `apt update; for p in 1 2; do ${install} $p && x; done`,
    `apt update && for p in 1 2; do ${install} $p; x; done`,
    `apt update; i=; while [ -z "$i" ]; do i=1; ${install}; x; done`,
    `apt update; if x; then ${install}; y; fi`,
    `apt update; if x; then ${install} && y; fi`,
    `apt update; case a in a) ${install}; x;; esac`,
    `apt update; { ${install}; x; }`,
    `apt update; { ${install} && x; }`,
    `apt update && { ${install}; x; }`,
    `apt update; (${install}; x)`,
    `apt update; (${install} && x)`,
    `f() { ${install}; x; }; apt update; f`,
    `f() { ${install} && x; }; apt update; f`,
    `apt update; eval "${install}; x"`,
    `apt update; y | { ${install}; x; }`,
    `apt update; ${install}; ! grep a`,
    `apt update; ${install} || y`,
    `apt update && ${install} || true`,
    `apt update; v=$(${install}; x)`,
    `apt update; ${install}; [ -f a ] || x`,
    `set +e; apt update; ${install}; x`,
    `set -o errexit; apt update; { ${install}; x; }`,
  ];
  const around: readonly [string, (body: string) => string][] = [
    ['as it is', (body) => `RUN ${body}`],
    ['set -e', (body) => `RUN set -e; ${body}`],
    ['SHELL', (body) => `SHELL ["/bin/bash", "-eo", "pipefail", "-c"]\nRUN ${body}`],
    ['a here-document with errexit', (body) => `RUN <<EOF\n#!/bin/bash -e\n${body}\nEOF`],
  ];

  test.each(around)(
    '%s',
    (_, wrapped) => {
      let changed = 0;
      for (const body of bodies) {
        const before = `${IMAGE}${wrapped(body)}\n`;
        const after = `${IMAGE}${fixed(wrapped(body))}\n`;
        if (after === before) continue;
        changed++;
        const failures = ['', ...play(before, '').calls];
        for (const fails of failures)
          expect([after, fails, play(after, fails)]).toEqual([after, fails, play(before, fails)]);
      }
      expect(changed).toBeGreaterThan(bodies.length / 2);
    },
    60_000,
  );
});
