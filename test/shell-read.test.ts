import { describe, expect, test } from 'vitest';
import { readScript } from '../src/shell/read.ts';
import type { Command, Script, ShellKind } from '../src/shell/script.ts';
import { slice, verbatim } from '../src/text/fragment.ts';

/** Scripts do not begin at offset 0, so that offsets are not mistaken for indices. */
const BEFORE = 'RUN ';

function read(text: string, kind: ShellKind = 'bash'): Script {
  return readScript(verbatim(text, BEFORE.length), kind);
}

/** The text that a span covers in the file. */
function written(text: string, { start, end }: { start: number; end: number }): string {
  return (BEFORE + text).slice(start, end);
}

/** `name word word`, with the programs that run it. */
function outline({ name, words, wrappers }: Command): string {
  return [...wrappers.map((wrapper) => `${wrapper.name}>`), name, ...words.map(({ text }) => text)].join(' ');
}

describe('commands wherever they stand', () => {
  test.each<[string, string[]]>([
    ['a', ['a']],
    ['', []],
    ['# nothing', []],
    ['a && b || c; d & e', ['a', 'b', 'c', 'd', 'e']],
    ['a | b |& c', ['a', 'b', 'c']],
    ['(a; b) && { c; }', ['a', 'b', 'c']],
    ['if a; then b; elif c; then d; else e; fi', ['a', 'b', 'c', 'd', 'e']],
    ['for x in $(a); do b; done', ['a', 'b']],
    ['while a; do b; done; until c; do d; done', ['a', 'b', 'c', 'd']],
    ['case $(a) in $(b)) c;; *) d;; esac', ['a', 'b', 'c', 'd']],
    ['for ((i = $(a); i < 3; i++)); do b; done', ['a', 'b']],
    ['f() { a; }; f', ['a', 'f']],
    ['x=$(a) b "$(c)" `d`', ['b $(c) `d`', 'a', 'c', 'd']],
    ['[[ -n $(a) ]] && (( $(b) ))', ['a', 'b']],
    ['a <(b) > $(c)', ['a <(b)', 'b', 'c']],
    ['a ${x:-$(b)}', ['a ${x:-$(b)}', 'b']],
    ['cat <<EOF\n$(a)\nEOF\nb', ['cat', 'a', 'b']],
    ["cat <<'EOF'\n$(a)\nEOF\nb", ['cat', 'b']],
    ['a `b \\`c\\``', ['a `b \\`c\\``', 'b `c`', 'c']],
    ['{ a; } > $(b)', ['a', 'b']],
    ['A=1 B=2', ['']],
    ['a\r\nb c\r\n', ['a', 'b c']],
  ])('%s', (script, expected) => {
    expect(read(script).commands.map(outline)).toEqual(expected);
  });

  test('another interpreter is left alone', () => {
    expect(read('import os; os.system("pip install x")', 'other').commands).toEqual([]);
  });
});

describe('words', () => {
  test.each<[string, string, { literal: boolean; quoted: boolean }]>([
    ['plain', 'plain', { literal: true, quoted: false }],
    ["'single $x'", 'single $x', { literal: true, quoted: true }],
    ['"a \\"b\\" \\x"', 'a "b" \\x', { literal: true, quoted: true }],
    ['a\\ b\\>c', 'a b>c', { literal: true, quoted: true }],
    ['nu"m"p\'y\'', 'numpy', { literal: true, quoted: true }],
    ["$'a\\tb'", 'a\tb', { literal: true, quoted: true }],
    ["$'plain'", 'plain', { literal: true, quoted: true }],
    ['*.txt', '*.txt', { literal: true, quoted: false }],
    ['~/x', '~/x', { literal: true, quoted: false }],
    ['$x', '$x', { literal: false, quoted: false }],
    ['"${x}y"', '${x}y', { literal: false, quoted: true }],
    ['$(a b)', '$(a b)', { literal: false, quoted: false }],
    ['$((1 + 2))', '$((1 + 2))', { literal: false, quoted: false }],
    ['{a,b}', '{a,b}', { literal: false, quoted: false }],
    ['{{name}}', '{{name}}', { literal: true, quoted: false }],
    ['"\\$x"', '$x', { literal: true, quoted: true }],
    ['""', '', { literal: true, quoted: true }],
  ])('%s', (source, text, rest) => {
    const script = `echo ${source} end`;
    const word = read(script).commands[0]!.words[0]!;
    expect(word).toMatchObject({ text, ...rest });
    expect(word.raw.text).toBe(source);
    expect(written(script, word)).toBe(source);
    expect(word.content.text).toBe(text);
  });

  test('a part of the content is found where it stands', () => {
    const script = `pip install "pkg\\"[x]"'==1.0'`;
    const { content } = read(script).commands[0]!.words[1]!;
    expect(content.text).toBe('pkg"[x]==1.0');
    expect(written(script, slice(content, 3, 4))).toBe('\\"');
    expect(written(script, slice(content, content.text.indexOf('==')))).toBe('==1.0');
  });
});

describe('a command', () => {
  test.each<[string, string]>([
    ['a && A=1 pip install x > log 2>&1 && b', 'A=1 pip install x > log 2>&1'],
    ['a && sudo -u bob pip install x; b', 'sudo -u bob pip install x'],
    ['(pip install "x")', 'pip install "x"'],
    ['pip install x <<EOF\nbody\nEOF\nb', 'pip install x <<EOF'],
    ['x=$( pip install y )', 'pip install y'],
    ['sh -c \'a; pip install "y"; b\'', 'pip install "y"'],
    ['sh -c "a; pip install \\"y z\\" && b"', 'pip install \\"y z\\"'],
  ])('has its exact span: %s', (script, expected) => {
    const command = read(script).commands.find(({ name }) => name === 'pip')!;
    expect(written(script, command)).toBe(expected);
  });

  test.each<[string, string]>([
    ['/usr/bin/apt-get update', 'apt-get'],
    ['"/opt/my dir/pip" install', 'pip'],
    ['$VENV/bin/pip install', 'pip'],
    ['$PIP install', '$PIP'],
    ['$(which pip) install', '$(which pip)'],
    ['./run.sh', 'run.sh'],
    ['/ x', '/'],
  ])('is named without its directory: %s', (script, expected) => {
    expect(read(script).commands[0]!.name).toBe(expected);
  });

  test('knows its assignments', () => {
    const script = 'A=1 B="2 3" env C=4 cmd; export D=$x E; F=(1 2)';
    const assignments = read(script).commands.flatMap((command) => command.assignments);
    expect(assignments.map(({ name, value }) => [name, value?.text, value?.literal])).toEqual([
      ['A', '1', true],
      ['B', '2 3', true],
      ['C', '4', true],
      ['D', '$x', false],
      ['F', '(1 2)', false],
    ]);
    expect(assignments.map((assignment) => written(script, assignment))).toEqual([
      'A=1',
      'B="2 3"',
      'C=4',
      'D=$x',
      'F=(1 2)',
    ]);
  });

  test('an exported assignment is also a word', () => {
    const { words } = read('export A="b c" D').commands[0]!;
    expect(words.map(({ text, quoted }) => [text, quoted])).toEqual([
      ['A=b c', true],
      ['D', false],
    ]);
  });

  test.each<[string, object[]]>([
    ['pip install x>=1', [{ operator: '>', target: '=1' }]],
    ['pip install numpy1>=2', [{ operator: '>', target: '=2' }]],
    ['a 2>> log', [{ operator: '>>', fileDescriptor: 2, target: 'log' }]],
    ['a &> log', [{ operator: '&>', target: 'log' }]],
    [
      'a > log 2>&1',
      [
        { operator: '>', target: 'log' },
        { operator: '>&', fileDescriptor: 2, target: '1' },
      ],
    ],
    ['a <<< "$x"', [{ operator: '<<<', target: '$x' }]],
    [
      "cat <<-'E F' > x\n\tbody\n\tE F",
      [
        { operator: '<<-', target: 'E F', body: '\tbody\n' },
        { operator: '>', target: 'x' },
      ],
    ],
  ])('knows its redirections: %s', (script, expected) => {
    const { redirections } = read(script).commands[0]!;
    const told = redirections.map(({ operator, fileDescriptor, target, body }) => ({
      operator,
      ...(fileDescriptor === undefined ? {} : { fileDescriptor }),
      target: target?.text,
      ...(body ? { body: body.text } : {}),
    }));
    expect(told).toEqual(expected);
  });
});

describe('context', () => {
  const context = (script: string, name: string) => {
    const found = read(script).commands.find((command) => command.name === name);
    if (!found) throw new Error(`no ${name} in ${script}`);
    return found.context;
  };

  test.each<[string, object]>([
    ['x', { after: '', inside: [], mayFail: false }],
    ['a; x', { after: ';' }],
    ['a\nx', { after: ';' }],
    ['a && x', { after: '&&', mayFail: false }],
    ['a || x', { after: '||', mayFail: false }],
    ['a & x', { after: '&' }],
    ['x || a', { mayFail: true }],
    ['x && a || b', { mayFail: true }],
    ['a || x && b', { mayFail: false }],
    ['! x', { mayFail: true }],
    ['x &', { mayFail: true }],
    ['(x) || true', { mayFail: true, inside: ['subshell'] }],
    ['if x; then a; fi', { mayFail: true, inside: ['condition', 'if'] }],
    ['if a; then x; fi', { mayFail: false, inside: ['if'] }],
    ['while x; do a; done', { mayFail: true, inside: ['condition', 'loop'] }],
    ['for i in 1; do { x; }; done', { inside: ['group', 'loop'] }],
    ['case a in *) x;; esac', { inside: ['case'] }],
    ['f() { x; }', { inside: ['group', 'function'] }],
    ['a $(x)', { inside: ['substitution'], mayFail: true }],
    ["sh -c 'x'", { inside: ['subshell'] }],
    ["eval 'x'", { inside: [] }],
  ])('%s', (script, expected) => {
    expect(context(script, 'x')).toMatchObject(expected);
  });

  test('pipelines', () => {
    const pipelines = read('a; b | c | d; e').commands.map((command) => command.context.pipeline);
    expect(pipelines.map(({ position, length }) => `${position}/${length}`)).toEqual([
      '0/1',
      '0/3',
      '1/3',
      '2/3',
      '0/1',
    ]);
    expect(new Set(pipelines.map(({ index }) => index)).size).toBe(3);
  });

  test.each<[string, string]>([
    ['a; b && x || c; d', 'b && x || c'],
    ['if a; then b $(x); fi; c', 'if a; then b $(x); fi'],
    ["a; sh -c 'b; x'", "sh -c 'b; x'"],
  ])('the statement at the top: %s', (script, expected) => {
    expect(written(script, context(script, 'x').statement)).toBe(expected);
  });

  test.each<[string, string]>([
    ['x', ''],
    ['set -e; x', 'errexit'],
    ['set -euxo pipefail && x', 'errexit pipefail'],
    ['set -o pipefail; set +o pipefail; x', ''],
    ['set -o errexit; x', 'errexit'],
    ['(set -e); x', ''],
    ['(set -e; x)', 'errexit'],
    ['set -e | true; x', ''],
    ['set -e; a $(x)', 'errexit'],
    ['f() { set -e; }; x', ''],
    ["set -e; bash -c 'x'", ''],
    ["bash -eo pipefail -c 'x'", 'errexit pipefail'],
    ["eval 'set -e'; x", 'errexit'],
  ])('options in force: %s', (script, expected) => {
    const { errexit, pipefail } = context(script, 'x').options;
    expect([errexit && 'errexit', pipefail && 'pipefail'].filter(Boolean).join(' ')).toBe(expected);
  });
});

describe('what else a script tells', () => {
  test.each<[string, string[]]>([
    ['a', []],
    ['a &&', ["expected command after '&&'"]],
    ['a && && b', ["unexpected token '&&'"]],
    ['echo "a', ['unterminated double quote']],
    ["sh -c 'if a'", ["expected 'then'"]],
    ['sh -c "if $x"', []],
  ])('errors: %s', (script, expected) => {
    const messages = read(script).errors.map(({ message }) => message);
    for (const message of expected) expect(messages).toContain(message);
    expect(messages.length > 0).toBe(expected.length > 0);
  });

  test.each<[string, string[]]>([
    ['a && && b', ['a', 'b']],
    ['a ) b; c | d', ['a', 'c', 'd']],
    ['a; fi; b', ['a', 'b']],
    ['a {{ b(c) }} && d && e', ['a {{ b', 'd', 'e']],
    ['if a; then b; c', ['a', 'b', 'c']],
    ['a <; b', ['a', 'b']],
    ['a && (b; c', ['a', 'b', 'c']],
  ])('commands before and after an error are given: %s', (script, expected) => {
    const found = read(script);
    expect(found.commands.map(outline)).toEqual(expected);
    expect(found.errors.length).toBeGreaterThan(0);
  });

  test.each<[string, string[]]>([
    ['a # b', ['# b']],
    ['a#b "# c" $# ${#x}', []],
    ['# a\nb; # c\nd', ['# a', '# c']],
    ['cat <<EOF\n# text\nEOF\n# comment', ['# comment']],
    ['a && # b && c', ['# b && c']],
    ['(( 16 # ff ))', []],
  ])('comments: %s', (script, expected) => {
    expect(read(script).comments.map(({ text }) => text)).toEqual(expected);
  });

  test.each<[string, string[]]>([
    ['[ a = b ] && . ./x && f() { local y=1; } && a >&2', []],
    ['[[ a ]]', ['[[ «[[»']],
    ['[ a == b ]; test a == b', ['== «==»', '== «==»']],
    ['mkdir /{a,b}', ['brace expansion «{a,b}»']],
    ["echo '{a,b}' ${x:-{a,b}}", []],
    ['source x', ['source «source»']],
    ['a=(1 2); b+=c; echo ${a[0]}', ['array «a=(1 2)»', '+= «b+=c»', 'array «${a[0]}»']],
    ['a <(b)', ['process substitution «<(b)»']],
    ['a <<< b', ['here-string «<<< b»']],
    ['a &> b; a >& c; a |& d', ['&> «&> b»', '&> «>& c»', '|& «|&»']],
    ['function f { a; }', ['function «function»']],
    ["echo $'a'", ["$'…' «$'a'»"]],
    ['echo ${a//b/c} ${a:1:2} ${a^^} ${!a} ${a#b} ${a:-b}', Array(4).fill('substitution in ${…}')],
    ['(( a++ )); for ((;;)); do b; done', ['(( «((»', '((']],
    ['select x in a; do b; done', ['select']],
    ['coproc a', ['coproc']],
    ['set -o pipefail', ['pipefail «pipefail»']],
    ['pushd x', ['builtin «pushd»']],
    ['a "$(mkdir {b,c})"', ['brace expansion «{b,c}»']],
    ["bash -c '[[ a ]]'", []],
  ])('what sh does not have: %s', (script, expected) => {
    const told = read(script, 'sh').bashisms.map((found) => `${found.what} «${written(script, found)}»`);
    expect(told).toHaveLength(expected.length);
    for (const [index, text] of told.entries()) expect(text).toContain(expected[index]);
  });

  test('bash has it all, unless it calls sh', () => {
    expect(read('[[ a ]]').bashisms).toEqual([]);
    expect(read("sh -c '[[ a ]]'").bashisms.map(({ what }) => what)).toEqual(['[[']);
  });
});
