/**
 * What BuildKit v0.34.2 refuses and takes, against what is an error here. Each text was given to its front end, with an
 * image in the place of the base that sets PATH and nothing else, as `ubuntu` does.
 */
import { describe, expect, test } from 'vitest';
import { rules } from '../rules/index.generated.ts';
import { settingsOf } from '../src/config/settings.ts';
import { KEYWORDS } from '../src/dockerfile/head.ts';
import { lintSource } from '../src/lint.ts';

const settings = settingsOf({ preset: 'all', now: '2026-08-01' });

/** The words of each error that BuildKit would stop at. */
function refused(text: string, buildArgs: Readonly<Record<string, string>> = {}): readonly string[] {
  return lintSource(text, { ...settings, buildArgs })
    .findings.filter(({ rule, severity }) => severity === 'error' && rule !== 'base-image/not-allowed')
    .map(({ span }) => text.slice(span.start, span.end));
}

const base = 'FROM ubuntu:22.04\n';
const digits = 'a'.repeat(64);

describe('one line below `FROM ubuntu:22.04` that is refused', () => {
  test.each<readonly [line: string, words: string]>([
    ['VOLUME $X', '$X'],
    ['VOLUME ["$X"]', '$X'],
    ['VOLUME /a ${X:-}', '${X:-}'],
    ['VOLUME ""', '""'],
    ['ENV X=\nVOLUME $X', '$X'],
    ['STOPSIGNAL SIGFOO', 'SIGFOO'],
    ['STOPSIGNAL 0', '0'],
    ['STOPSIGNAL 9 9', '9 9'],
    ['STOPSIGNAL SIGRTMIN+16', 'SIGRTMIN+16'],
    ['STOPSIGNAL SIGUNUSED', 'SIGUNUSED'],
    ['STOPSIGNAL ["SIGTERM"]', '["SIGTERM"]'],
    ['ARG S=FOO\nSTOPSIGNAL $S', '$S'],
    ['ARG A=FOO B=$A\nSTOPSIGNAL $B', '$B'],
    ['COPY --chmod=abc a b', 'abc'],
    ['COPY --chmod=888 a b', '888'],
    ['COPY --chmod=17777 a b', '17777'],
    ['COPY --chmod=755,u+x a b', '755,u+x'],
    ['ADD --chmod=u+rwq a b', 'u+rwq'],
    ['ARG X=abc\nCOPY --chmod=$X a b', '$X'],
    ['RUN --mount=type=cache pip', '--mount=type=cache'],
    ['RUN --mount=type=cache,target= pip', 'target='],
    ['RUN --mount=type=cache,target=/ pip', 'target=/'],
    ['RUN --mount=type=bind,target=. make', 'target=.'],
    ['WORKDIR /x\nRUN --mount=type=tmpfs,target=.. make', 'target=..'],
    ['RUN --mount=type=bind,from=x make', '--mount=type=bind,from=x'],
    ['RUN --mount=type=bind,target=/a,size=1 x', 'size=1'],
    ['RUN --mount=size=1,type=tmpfs,target=/a x', 'size=1'],
    ['RUN --mount=type=tmpfs,target=/a,size=1x x', 'size=1x'],
    ['RUN --mount=type=tmpfs,target=/a,uid=1 x', 'uid=1'],
    ['RUN --mount=type=bind,target=/a,sharing=locked x', 'sharing=locked'],
    ['RUN --mount=type=cache,target=/a,required x', 'required'],
    ['RUN --mount=type=cache,target=/a,uid=4294967296 x', 'uid=4294967296'],
    ['RUN --mount=type=ssh,source=a x', 'source=a'],
    ['RUN --mount=type=secret cat', '--mount=type=secret'],
    ['RUN --mount=type=secret,env=X cat', '--mount=type=secret,env=X'],
    ['RUN --mount=type=secret,id=a,from=b cat', 'from=b'],
    ['RUN --mount=type=secret,id=a,source=b cat', 'source=b'],
    ['ARG T=cach\nRUN --mount=type=$T,target=/a x', 'type=$T'],
    ['ARG T=cache\nRUN --mount=type=$T x', '--mount=type=$T'],
    ['RUN --mount=type=secret,id=a,uid=$X cat', 'uid=$X'],
    ['RUN --network= x', '--network='],
    ['RUN --security= x', '--security='],
    ['RUN --device= x', '--device='],
    ['RUN []', '[]'],
    ['ADD --checksum=foo a b', '--checksum=foo'],
    ['ADD --checksum=foo https://x/a b', 'foo'],
    ['ADD --checksum=sha256:12 https://x/a b', 'sha256:12'],
    [`ADD --checksum=sha512:${digits} https://x/a b`, `sha512:${digits}`],
    [`ADD --checksum=sha256:${digits.toUpperCase()} https://x/a b`, `sha256:${digits.toUpperCase()}`],
    [`ADD --checksum=sha256:${digits} https://x/a https://x/b c/`, `--checksum=sha256:${digits}`],
    ['COPY https://x/a b', 'https://x/a'],
    ['ARG U\nCOPY https://x/$U b', 'https://x/$U'],
    ['COPY git@github.com:a/b.git c', 'git@github.com:a/b.git'],
    ['COPY --from=a:b:c a b', 'a:b:c'],
    ['COPY --from=https://x/y a b', 'https://x/y'],
    ['COPY --from=foo/BAR a b', 'foo/BAR'],
    ['COPY --from=0 a b', '0'],
    ['COPY --from=1 a b', '1'],
    ['COPY --from=-1 a b', '-1'],
    ['RUN --mount=from=x:y:z,target=/a x', 'x:y:z'],
    ['EXPOSE abc', 'abc'],
    ['EXPOSE 70000', '70000'],
    ['EXPOSE 90-80', '90-80'],
    ['EXPOSE 80/foo', '80/foo'],
    ['EXPOSE 80/tcp/udp', '80/tcp/udp'],
    ['EXPOSE 80,81', '80,81'],
    ['EXPOSE x:80:80', 'x:80:80'],
    ['EXPOSE 80-81:90-92', '80-81:90-92'],
    ['EXPOSE $X/tcp', '$X/tcp'],
    ['HEALTHCHECK --interval=99999999999h CMD a', '99999999999h'],
    ['ARG X\nENV A=${X:?}', '${X:?}'],
    ['ENV A=${X?}', '${X?}'],
    ['ENV X=\nENV A=${X:?}', '${X:?}'],
    ['ARG X=${X:?}', '${X:?}'],
    ['ARG X="${X:?must be given}"', '${X:?must be given}'],
    ['ARG B=${A:?} A=1', '${A:?}'],
    ['ENV A=1 B=${A:?}', '${A:?}'],
    ['ARG X\nCOPY a ${X:?}', '${X:?}'],
    ['ARG X\nWORKDIR ${X:?}', '${X:?}'],
    ['ARG Y=1\nARG X\nENV A=${Y:-${X:?}}', '${X:?}'],
    ['ARG X\nRUN --mount=type=cache,target=/a,id=${X:?} y', '${X:?}'],
    ['COPY <<EOF /a\n${X^}\nEOF', '${X^'],
    ["COPY <<EOF /a\n'${X:?}'\nEOF", '${X:?}'],
    ['WORKDIR ${X:#a}', '${X:#'],
    ["RUN <<'test\nx\ntest", "'test"],
    ['COPY <<"EOF /a\nx\nEOF\nRUN x', '"EOF'],
    ["RUN <<'test\nx\n", "'test"],
  ])('%s', (line, words) => {
    expect(refused(`${base}${line}\n`)).toEqual([words]);
  });
});

describe('one line below `FROM ubuntu:22.04` that is taken', () => {
  test.each(
    [
      'VOLUME /a',
      'ENV X=/a\nVOLUME $X',
      'STOPSIGNAL sigterm',
      'STOPSIGNAL "SIGTERM"',
      'STOPSIGNAL -1',
      'STOPSIGNAL RTMIN+3',
      'STOPSIGNAL SIGRTMAX-14',
      'STOPSIGNAL ${X:-SIGTERM}',
      'STOPSIGNAL --x 9',
      'ARG --x A=b',
      'COPY --chmod=00755 a b',
      'COPY --chmod= a b',
      'COPY --chmod=$X a b',
      'COPY --chmod=u=rwX,go=rX a b',
      'COPY --chmod=u+rg a b',
      'WORKDIR /x\nRUN --mount=type=bind pip',
      'RUN --mount=type=cache,target=/a/.. pip',
      'RUN --mount=type=tmpfs,target=/a,size=1.5g x',
      'RUN --mount=type=tmpfs,target=/a,from=x x',
      'RUN --mount=type=cache,target=/a,from=0 x',
      'RUN --mount=type=secret,target=x cat',
      'RUN --mount=type=ssh,required=true x',
      'ADD --checksum= a b',
      `ADD --checksum=sha256:${digits} https://x/a b`,
      'ADD --checksum=abc https://github.com/a/b.git c',
      'COPY a@b z',
      'COPY HTTPS://x/y z',
      'EXPOSE 80/TCP 80-90/udp 0 +80 :80 1.2.3.4::80 80-81:90',
      'ENV X="80 81"\nEXPOSE $X',
      'EXPOSE ""',
      'HEALTHCHECK --retries=0 CMD a',
      'ARG A=1 B=${A:?}',
      'ENV X=\nENV A=${X?}',
      'ENV A=${PATH:?}',
      'ARG X\nRUN echo ${X:?}',
      'ARG X\nCOPY --exclude=${X:?} a b',
      "COPY <<EOF /a\n'x ${X:-'}\nEOF",
      'COPY <<EOF /a\n\\${X^}\nEOF',
      "COPY <<'EOF' /a\n${X^}\nEOF",
    ].filter((line) => !line.includes('Tools_/')),
  )('%s', (line) => {
    expect(refused(`${base}${line}\n`)).toEqual([]);
  });
});

describe('whole files that are refused', () => {
  test.each<readonly [text: string, words: readonly string[]]>([
    ['FROM ubuntu AS build\nFROM BUILD\n', ['BUILD']],
    ['FROM ubuntu AS BUILD\nFROM BUILD\n', ['BUILD']],
    ['ARG A=Base\nFROM ubuntu AS base\nFROM $A\n', ['$A']],
    ['FROM --platform=foo ubuntu\n', ['foo']],
    ['FROM --platform=linux/amd64,linux/arm64 ubuntu\n', ['linux/amd64,linux/arm64']],
    ['FROM --platform=foo scratch\n', ['foo']],
    ['FROM --platform=$X ubuntu\n', ['$X']],
    ['FROM $X\n', ['$X']],
    ['FROM ubuntu:$X\n', ['$X']],
    ['FROM ""\n', ['""']],
    ['FROM a:b:c\n', ['a:b:c']],
    ['FROM https://a/b\n', ['https://a/b']],
    ['FROM __ARCH__/nginx:1\n', ['__ARCH__/nginx:1']],
    ['FROM %%BASE%%\n', ['%%BASE%%']],
    ['FROM Scratch\n', ['Scratch']],
    ['FROM mcr.microsoft.com/AzureML/x:Y\n', ['AzureML/x']],
    ['ARG X=${X:?must}\nFROM $X\n', ['${X:?must}']],
    ['ARG X\nFROM ubuntu:${X:?m}\n', ['${X:?m}']],
    ['FROM ${X:?}\n', ['${X:?}']],
    ['FROM --platform=${X:?} ubuntu\n', ['${X:?}']],
    ['FROM ubuntu AS a\nCOPY --from=b x y\nFROM ubuntu AS b\nCOPY --from=a x y\n', ['b']],
    ['FROM ubuntu AS a\nRUN --mount=from=b,target=/x y\nFROM ubuntu AS b\nCOPY --from=a x y\n', ['b']],
    [
      'FROM ubuntu AS a\nCOPY --from=2 x y\nFROM ubuntu\nCOPY --from=0 x y\nFROM ubuntu\nCOPY --from=1 x y\n',
      ['2'],
    ],
    ['FROM ubuntu AS a\nCOPY --from=b x y\nFROM ubuntu AS b\n', ['b']],
    ['FROM ubuntu AS a\nCOPY --from=A x y\n', ['A']],
    ['FROM ubuntu AS a\nRUN --mount=from=a,target=/x y\n', ['a']],
    ['FROM scratch\nVOLUME $X\n', ['$X']],
    ['FROM ubuntu\nONBUILD echo x\n', ['echo']],
    ['FROM ubuntu\nONBUILD COPY a\n', ['a']],
    ['FROM ubuntu\nONBUILD STOPSIGNAL foo\n', ['foo']],
    ['ARG X\n', ['ARG']],
  ])('%j', (text, words) => {
    expect(refused(text)).toEqual(words);
  });

  test('a stage that another one needs in turn is called so', () => {
    const text = (last: string) => `FROM ubuntu AS a\nCOPY --from=b x y\nFROM ubuntu AS b\n${last}`;
    const ids = (last: string) =>
      lintSource(text(last), settings)
        .findings.filter(({ rule }) => rule === 'dockerfile/syntax-error')
        .map(({ messageId }) => messageId);
    expect(ids('COPY --from=a x y\n')).toEqual(['stages-need-each-other']);
    expect(ids('')).toEqual(['stage-below']);
  });

  test('what an ONBUILD holds stops the build on top, and the message says so', () => {
    const { findings } = lintSource('FROM ubuntu\nONBUILD RUN --bad x\n', settings);
    expect(findings.find(({ messageId }) => messageId === 'unknown-flag')?.message).toBe(
      'RUN has no flag `--bad`. The build of this image passes; every build on top of it stops here.',
    );
  });
});

describe('what is not known is not refused', () => {
  test.each([
    'FROM golang:1.6.3\nVOLUME $GOPATH\n',
    'FROM golang\nENV A=${GOPATH:?}\n',
    'FROM ubuntu\nARG X\nVOLUME $X\n',
    'FROM ubuntu\nARG X\nSTOPSIGNAL $X\n',
    'FROM ubuntu\nARG X\nRUN --mount=type=cache,target=$X y\n',
    'FROM golang\nRUN --mount=type=bind,target=. y\n',
    'FROM golang\nWORKDIR $X\nRUN --mount=type=cache y\n',
    'ARG X\nFROM ubuntu:$X\n',
    'ARG X\nFROM --platform=$X ubuntu\n',
    'ARG TARGETARCH\nFROM --platform=linux/$TARGETARCH ubuntu\n',
    'FROM ubuntu\nONBUILD VOLUME $X\n',
    'FROM ubuntu AS a\nFROM ubuntu\nCOPY --from={{stage}} a b\n',
    'FROM ubuntu\nADD --checksum={{sum}} https://x/a b\n',
  ])('%j', (text) => {
    expect(refused(text)).toEqual([]);
  });

  test('a build argument gives what `:?` asks for', () => {
    expect(refused('ARG X=${X:?}\nFROM $X\n', { X: 'ubuntu:22.04' })).toEqual([]);
    expect(refused(`${base}ARG X=\${X:?}\nENV A=\${X:?}\n`, { X: '1' })).toEqual([]);
  });
});

describe('an instruction without its arguments', () => {
  const words = [
    '',
    ' a',
    ' a b',
    ' --bad',
    ' --bad=1 a',
    ' ["a"]',
    ' []',
    ' <<E',
    ' ""',
    ' a=',
    ' =a',
    ' $',
  ];
  const lines = KEYWORDS.flatMap((keyword) => words.map((rest) => `${keyword}${rest}`));
  const bases = [
    'ubuntu',
    'scratch',
    'mcr.microsoft.com/azureml/minimal-py312-inference:latest',
    'mcr.microsoft.com/azureml/openmpi5.0-ubuntu24.04:20250101.v1',
  ];
  const all = rules.map((rule) => ({ rule, level: 'error' as const, options: rule.options?.defaults ?? {} }));

  test.each(bases)('on %s, none makes a rule fail', (image) => {
    const texts = lines.flatMap((line) =>
      ['', 'ONBUILD '].flatMap((before) => [
        `FROM ${image}\nUSER root\nWORKDIR /root\nENV AZUREML_ENTRY_SCRIPT=a.py\n${before}${line}\n`,
        `${before}${line}\nFROM ${image}\nRUN a\n`,
        `FROM ${image} AS x\n${before}${line}\nFROM x\nCOPY --from=x a b\n`,
      ]),
    );
    const failed = texts.flatMap((text) =>
      lintSource(text, { ...settings, rules: all }).findings.flatMap(({ internal, message }) =>
        internal ? [`${message} ${text}`] : [],
      ),
    );
    expect(failed).toEqual([]);
  });
});

test('a template is told of once, and nothing else is said', () => {
  const ids = (text: string) => lintSource(text, settings).findings.map(({ rule }) => rule);
  expect(ids('{% set a = 1 %}\nFROM {{ base }}\nCOPPY\n  {% if x %}\nRUN cd /\n')).toEqual([
    'dockerfile/template',
  ]);
  expect(ids('FROM ubuntu:22.04\nRUN a \\\n  {{#each x}}\n  b\n# azml-lint ignore=apt/upgrade\n')).toEqual([
    'dockerfile/template',
  ]);
  expect(ids('FROM ubuntu:22.04\nCOPY <<E /a\n{% x %}\nE\n')).not.toContain('dockerfile/template');
  const off = settings.rules.filter(({ rule }) => rule.id !== 'dockerfile/template');
  expect(lintSource('{% x %}\nCOPPY\n', { ...settings, rules: off }).findings).toEqual([]);
});

test('of template text at which BuildKit stops, one info says so', () => {
  const found = (line: string) =>
    lintSource(`FROM ubuntu:22.04\n${line}\n`, settings)
      .findings.filter(({ rule }) => rule === 'dockerfile/syntax-error')
      .map(({ messageId, severity }) => `${severity} ${messageId}`);
  for (const line of [
    'LABEL a={{ x }}',
    'ENV a={{ x }} b={{ y }}',
    '{{ include "x" }}',
    'LABEL a=${{ x }}',
  ]) {
    expect(found(line)).toEqual(['info unfilled']);
  }
  expect(found('LABEL a="{{ x }}" b={{x}}\nENV a {{ x }}')).toEqual([]);
});

test('the quote of `ARG "NAME=value"` is told, and not that the name is then unknown', () => {
  const { findings } = lintSource('ARG "V=22.04"\nFROM ubuntu:$V\n', settings);
  const serious = findings.filter(
    ({ severity, rule }) => severity === 'error' && rule !== 'base-image/not-allowed',
  );
  expect(serious.map(({ messageId }) => messageId)).toEqual(['unterminated-quote']);
  expect(findings.map(({ rule }) => rule)).not.toContain('base-image/undefined-arg');
});
