/**
 * What we call an error of syntax, against what BuildKit's front end really refuses: its checks, run over the texts of
 * fixtures/dockerfile/buildkit-check-cases.json.
 */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { parseDockerfile } from '../src/dockerfile/parse.ts';
import { lineAt } from '../src/text/source.ts';

interface Case {
  readonly id: string;
  readonly dockerfile: string;
  readonly build_error: { readonly message: string; readonly lines: readonly number[] } | null;
}

const cases: readonly Case[] = JSON.parse(
  readFileSync(new URL('../fixtures/dockerfile/buildkit-check-cases.json', import.meta.url), 'utf8'),
);

/** Code, line and words of each refusal that is a syntax error. */
const SYNTAX: Readonly<Record<string, readonly [code: string, line: number, words: string]>> = {
  'from 4 args': ['argument-count', 1, 'scratch as x y'],
  'FROM noarg uppercase tag': ['argument-count', 1, 'alpine:FOO BAR'],
  'undefvar from': ['bad-flag-value', 2, '$E'],
  'undefvar mount from': ['bad-mount', 2, 'from=$T'],
  'bad modifier': ['bad-substitution', 2, '${x^'],
  'dir unknown opt': ['bad-directive', 1, 'foo=bar'],
  'dir bad bool': ['bad-directive', 1, 'error=yes'],
  'dir dup': ['repeated-directive', 2, '#check=skip=FromAsCasing'],
  'dir no eq': ['bad-directive', 1, 'skip'],
  'empty file': ['no-instruction', 1, ''],
  'only comments': ['no-instruction', 1, ''],
  'typo inst': ['unknown-instruction', 2, 'RUM'],
  'copy one arg': ['argument-count', 2, 'a'],
  'arg blank': ['blank-name', 2, '=x'],
  'env blank': ['blank-name', 2, '=x'],
  'user empty': ['argument-count', 2, 'USER'],
  'onbuild onbuild': ['bad-onbuild', 2, 'ONBUILD'],
  'shell nonjson': ['json-required', 2, 'bash'],
  'mount unknown key': ['bad-mount', 2, 'foo=x'],
  'mount bad csv': ['bad-mount', 2, 'type="cache true'],
  'net bad': ['bad-flag-value', 2, 'foo'],
  'sec bad': ['bad-flag-value', 2, 'foo'],
  'from flag unk': ['unknown-flag', 1, '--foo'],
  'heredoc dest': ['argument-count', 2, '<<EOF'],
  'very long line': ['line-too-long', 2, `RUN ${'a'.repeat(70_000)}`],
};

/** Refusals because of the meaning of words: values, stages, ports, or the checks themselves. */
const MEANING = [
  'arg declared in stage not global',
  'undefvar volume',
  'undefvar volume json',
  'undefvar stopsignal',
  'undefvar mount type',
  '${x:?err}',
  'invdef 2',
  'plat invalid',
  'expose bad proto',
  'expose word',
  'dir in error mode',
  'instr before FROM',
  'copy-from missing stage index',
  'copy from self',
  'copy from later',
  'suggest from',
  'per-inst skip InvalidDefaultArgInFrom',
  'error + build error',
  'global arg order',
  'undefined var in unreachable RUN mount from later',
];

/** BuildKit names the previous line for these, because it has not yet counted the wrong one. */
const LINE_BEFORE = ['dir dup', 'very long line'];

describe('refusals of syntax', () => {
  test.each(cases.map((entry) => [entry.id, entry] as const))('%s', (id, { dockerfile, build_error }) => {
    const { source, problems } = parseDockerfile(dockerfile);
    const found = problems.map(({ code, start, end }) => [
      code,
      lineAt(source, start),
      dockerfile.slice(start, end),
    ]);
    const syntax = SYNTAX[id];
    expect(found).toEqual(syntax ? [syntax] : []);
    if (syntax && build_error && build_error.lines.length > 0) {
      expect(build_error.lines[0]).toBe(LINE_BEFORE.includes(id) ? syntax[1] - 1 : syntax[1]);
    }
  });

  test('every refused case is in one of the lists, and nothing else is', () => {
    const refused = cases.filter(({ build_error }) => build_error !== null).map(({ id }) => id);
    expect([...Object.keys(SYNTAX), ...MEANING].sort()).toEqual(refused.sort());
  });
});

/** The place of the only problem is marked with «…». */
const MORE: readonly (readonly [title: string, text: string, code: string, data?: Record<string, string>])[] =
  [
    ['unknown instruction', 'FROM a\n«RUNN» x\n', 'unknown-instruction', { name: 'RUNN', suggestion: 'RUN' }],
    [
      'unknown instruction, far from any',
      'FROM a\n«dockerfile» x\n',
      'unknown-instruction',
      { name: 'dockerfile' },
    ],
    [
      'unknown instruction in ONBUILD',
      'FROM a\nONBUILD «RUM» x\n',
      'unknown-instruction',
      { name: 'RUM', suggestion: 'RUN' },
    ],
    ['only the escape character', 'FROM a\n«\\»\n', 'unknown-instruction'],
    [
      'unknown flag with a near one',
      'FROM a\nCOPY «--form»=b c d\n',
      'unknown-flag',
      { instruction: 'COPY', flag: '--form', suggestion: '--from' },
    ],
    [
      'flag of another instruction',
      'FROM a\nADD «--from»=b c d\n',
      'unknown-flag',
      { instruction: 'ADD', flag: '--from' },
    ],
    ['flag of the prototype', 'FROM a\nRUN «--constructor» b\n', 'unknown-flag'],
    ['flag given twice', 'FROM a\nCOPY --chown=b «--chown=c» d e\n', 'repeated-flag'],
    [
      'flag without its value',
      'FROM a\nCOPY «--from» b c\n',
      'bad-flag-value',
      { instruction: 'COPY', flag: '--from', value: '', expected: 'a value after `=`' },
    ],
    ['switch with a word', 'FROM a\nCOPY --link=«yes» b c\n', 'bad-flag-value'],
    ['duration without unit', 'FROM a\nHEALTHCHECK --interval=«30» CMD x\n', 'bad-flag-value'],
    ['duration below a millisecond', 'FROM a\nHEALTHCHECK --timeout=«10us» CMD x\n', 'bad-flag-value'],
    ['negative duration', 'FROM a\nHEALTHCHECK --timeout=«-1s» CMD x\n', 'bad-flag-value'],
    ['retries in words', 'FROM a\nHEALTHCHECK --retries=«three» CMD x\n', 'bad-flag-value'],
    [
      'mount type with a near one',
      'FROM a\nRUN --mount=«type=cach»,target=/x y\n',
      'bad-mount',
      {
        key: 'type',
        value: 'cach',
        expected: '`bind`, `cache`, `tmpfs`, `secret` or `ssh`',
        suggestion: 'cache',
      },
    ],
    ['mount option without a value', 'FROM a\nRUN --mount=type=cache,«target» y\n', 'bad-mount'],
    ['mount with a bad switch', 'FROM a\nRUN --mount=type=bind,target=/x,«ro=on» y\n', 'bad-mount'],
    ['mount with a bad mode', 'FROM a\nRUN --mount=type=cache,target=/x,«mode=rwx» y\n', 'bad-mount'],
    ['mount with bad sharing', 'FROM a\nRUN --mount=type=cache,target=/x,«sharing=all» y\n', 'bad-mount'],
    ['a mount over two lines', 'FROM a\nRUN --mount=type=cache,\\\n  # why\n«foo=/x» y\n', 'bad-mount'],
    ['ENV without a value', 'FROM a\nENV «b»\n', 'missing-equals', { instruction: 'ENV', word: 'b' }],
    [
      'ENV with a stray word',
      'FROM a\nENV b=c \\\n  «d» e=f\n',
      'missing-equals',
      { instruction: 'ENV', word: 'd' },
    ],
    ['LABEL with a name that is blank', 'FROM a\nLABEL b=c «=d»\n', 'blank-name'],
    ['VOLUME with an empty path', 'FROM a\nVOLUME ["/b", "«»"]\n', 'blank-name'],
    [
      'JSON with a number',
      'FROM a\nCMD ["b", «1»]\n',
      'json-not-strings',
      { instruction: 'CMD', element: '1' },
    ],
    ['JSON with an array', 'FROM a\nRUN ["b", «[ "c" ]» , "d"]\n', 'json-not-strings'],
    ['JSON with null in HEALTHCHECK', 'FROM a\nHEALTHCHECK CMD [«null»]\n', 'json-not-strings'],
    ['SHELL as text', 'FROM a\nSHELL «/bin/bash -c»\n', 'json-required'],
    ['SHELL with an empty array', 'FROM a\n«SHELL» []\n', 'argument-count'],
    ['FROM alone', '«FROM»\n', 'argument-count'],
    ['FROM without AS', 'FROM «a b c»\n', 'argument-count'],
    ['stage name with a digit first', 'FROM a AS «1b»\n', 'bad-stage-name', { name: '1b' }],
    ['EXPOSE alone', 'FROM a\n«EXPOSE»\n', 'argument-count'],
    ['ONBUILD FROM', 'FROM a\nONBUILD «FROM» b\n', 'bad-onbuild', { trigger: 'FROM' }],
    ['ONBUILD MAINTAINER', 'FROM a\nONBUILD «maintainer» b\n', 'bad-onbuild', { trigger: 'MAINTAINER' }],
    ['error inside ONBUILD', 'FROM a\nONBUILD COPY «b»\n', 'argument-count'],
    ['HEALTHCHECK of a new kind', 'FROM a\nHEALTHCHECK «curl» b\n', 'bad-healthcheck'],
    ['HEALTHCHECK CMD without a command', 'FROM a\nHEALTHCHECK «CMD»\n', 'bad-healthcheck'],
    ['HEALTHCHECK NONE with a command', 'FROM a\nHEALTHCHECK NONE «b c»\n', 'bad-healthcheck'],
    ['heredoc without end', 'FROM a\nRUN cat «<<EOF» > b\necho\n', 'unterminated-heredoc', { name: 'EOF' }],
    [
      'second heredoc without end',
      'FROM a\nCOPY <<A «<<B» /c\nA\nx\n',
      'unterminated-heredoc',
      { name: 'B' },
    ],
    ['escape directive', '# escape=«x»\nFROM a\n', 'bad-directive'],
    ['escape directive given twice', '# escape=`\n«# escape=`»\nFROM a\n', 'repeated-directive'],
    ['quote in ENV', 'FROM a\nENV b=c«"d»\n', 'unterminated-quote', { instruction: 'ENV', text: '"d' }],
    ['quote in a legacy LABEL', "FROM a\nLABEL b it«'s mine»\n", 'unterminated-quote'],
    ['quotes that split a path', 'FROM a\nCOPY «"b» c" /d\n', 'unterminated-quote'],
    ['substitution without end', 'FROM a\nWORKDIR /b/«${c»\n', 'bad-substitution'],
    ['substring of bash', 'FROM a\nARG b=«${c:0»:1}\n', 'bad-substitution'],
    ['length of bash', 'FROM a\nENV b=«${#c»}\n', 'bad-substitution'],
    ['replacement without end', 'FROM a\nENV b=«${c/d}»\n', 'bad-substitution'],
  ];

describe('finds the exact words', () => {
  test.each(MORE.map(([title, ...rest]) => [title, rest] as const))('%s', (_, [marked, code, data]) => {
    const start = marked.indexOf('«');
    const text = marked.replace(/[«»]/g, '');
    const { problems } = parseDockerfile(text);
    expect(problems).toMatchObject([{ code, start, end: marked.indexOf('»') - 1, ...(data && { data }) }]);
  });
});

describe('a comment behind an instruction, as it was meant', () => {
  const read = (line: string) => parseDockerfile(`FROM a\n${line}\nUSER b\n`, { asMeant: true });

  test.each([
    ['USER root «# for apt»', ['root']],
    ['WORKDIR /a b «# c»', ['/a b']],
    ['COPY a b «# c»', ['a', 'b']],
    ['ADD --chown=c ["a", "b"] «# c»', ['a', 'b']],
    ['EXPOSE 80 «#http»', ['80']],
    ['STOPSIGNAL SIGTERM «# stop»', ['SIGTERM']],
    ['SHELL ["a", "-c"] «# b»', ['a', '-c']],
    ['CMD ["a", "#"] «# b»', ['a', '#']],
    ['ENV A=1 \\\n B="2 # 3" «#four»', ['A=1', 'B="2 # 3"']],
    ['LABEL a=b «# c "d"»', ['a=b']],
    ['FROM b AS c «# d»', ['b', 'AS', 'c']],
    ['ONBUILD WORKDIR /a «# b»', undefined],
  ])('%s', (marked, args) => {
    const { problems, instructions, source } = read(marked.replace(/[«»]/g, ''));
    expect(problems.map(({ code }) => code)).toEqual(['late-comment']);
    expect(source.text.slice(problems[0]!.start, problems[0]!.end)).toBe(/«(.*)»/.exec(marked)![1]);
    const [, instruction] = instructions;
    if (args) expect(instruction!.args.map(({ text }) => text)).toEqual(args);
    expect(`${instruction!.keyword.text} ${instruction!.rest.text}`).not.toMatch(
      / #\s?(?:for|http|four|[bcd] )/,
    );
    expect(instructions).toHaveLength(3);
  });

  test.each([
    'ENV PS1 \\u # ',
    'ENV A="b # c" D=e#f',
    'ENV A=1 #B=2',
    'RUN a # b',
    'CMD a # b',
    'CMD ["a"] + ["b"]',
    'COPY a#b /c',
    'COPY a #b# /c',
    'USER a#b',
    'ARG A=1 # b',
    'VOLUME /a # b',
    'LABEL "a # b"=c',
  ])('is none: %s', (line) => {
    expect(read(line).problems).toEqual(parseDockerfile(`FROM a\n${line}\nUSER b\n`).problems);
    expect(read(line).problems.map(({ code }) => code)).not.toContain('late-comment');
  });

  test('with more lines below it, it is left as it is', () => {
    expect(read('ENV A=1 # b \\\n  C=2').problems.map(({ code }) => code)).toEqual(['missing-equals']);
  });
});

/** None of these is refused. */
const ACCEPTED: readonly (readonly [title: string, text: string])[] = [
  ['durations', 'FROM a\nHEALTHCHECK --interval=1m30s --timeout=.5s --start-period=0 --retries=3 CMD b\n'],
  ['flags of HEALTHCHECK NONE', 'FROM a\nHEALTHCHECK --foo NONE\n'],
  [
    'mounts',
    'FROM a\nRUN --mount=type=secret,id=b,required --mount=type=$C,target=/d,uid=$E --mount=target=.,rw f\n',
  ],
  ['lists given again', 'FROM a\nCOPY --exclude=b --exclude=c --link=TRUE d e\n'],
  ['RUN, CMD and ENTRYPOINT alone', 'FROM a\nRUN\nCMD\nENTRYPOINT\n'],
  ['what only a shell expands', 'FROM a\nRUN echo ${b^^} "c\nCMD echo it\'s\n'],
  ['template as instruction', 'FROM a\n{{ install_steps }}\n{{#if x}}\nRUN b\n{{/if}}\n'],
  ['template as image', 'FROM {{ registry }}/{{ name }}:{{ tag }} AS {{ stage }}\n'],
  ['template in pairs', 'FROM a\nENV b={{ c }} d="{{ e }}"\nLABEL {{ labels }}\n'],
  [
    'template as arguments',
    'FROM a\nCOPY {{ files }}\nEXPOSE {{port}}\nRUN --mount={{ mount }} b\nRUN --{{ flag }} c\n',
  ],
  ['template in a substitution', 'FROM a\nENV b=${{ c }}\nWORKDIR ${{d}}\n'],
  ['template in JSON', 'FROM a\nCMD [{{ args }}]\nSHELL {{ shell }}\n'],
];

describe('accepts', () => {
  test.each(ACCEPTED)('%s', (_, text) => {
    expect(parseDockerfile(text).problems).toEqual([]);
  });
});

test('goes on after an error with the next instruction', () => {
  const { instructions, problems } = parseDockerfile('FROM a\nRUM x\nCOPY y\nENV z\nUSER u\n');
  expect(instructions.map(({ name }) => name)).toEqual(['FROM', 'UNKNOWN', 'COPY', 'ENV', 'USER']);
  expect(problems.map(({ code }) => code)).toEqual([
    'unknown-instruction',
    'argument-count',
    'missing-equals',
  ]);
});

test('a heredoc without end stops at the next instruction in the same letter case', () => {
  const text = 'FROM a\nRUN <<EOF\nuser x\nfrom y import z\nUSER x\nRUN b\n';
  const { instructions } = parseDockerfile(text);
  expect(instructions.map(({ name }) => name)).toEqual(['FROM', 'RUN', 'USER', 'RUN']);
  expect(instructions[1]!.heredocs[0]!.body.text).toBe('user x\nfrom y import z\n');
  expect(instructions[1]!.endLine).toBe(4);
});
