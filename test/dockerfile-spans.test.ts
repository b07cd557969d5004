/** Every token has its place in the file, whatever the builder leaves out between its characters. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseDockerfile } from '../src/dockerfile/parse.ts';
import type { Dockerfile, Instruction, InstructionOf } from '../src/dockerfile/tree.ts';
import { type Fragment, offsetAt, type Span, slice } from '../src/text/fragment.ts';

/** The text of the file at a span. */
function at(file: Dockerfile, { start, end }: Span): string {
  return file.source.text.slice(start, end);
}

function only<Name extends Instruction['name']>(file: Dockerfile, name: Name): InstructionOf<Name> {
  const found = file.instructions.find((instruction) => instruction.name === name);
  if (!found) throw new Error(`no ${name}`);
  return found as InstructionOf<Name>;
}

describe('places', () => {
  test('of words around a continuation, a comment and a blank line', () => {
    const file = parseDockerfile('FROM a\nCOPY b \\\n  # why\n\n\tc/\\\nd /e  \n');
    const copy = only(file, 'COPY');
    expect(copy.sources.map((word) => [word.text, at(file, word)])).toEqual([
      ['b', 'b'],
      ['c/d', 'c/\\\nd'],
    ]);
    expect(at(file, copy.destination!)).toBe('/e');
    expect(at(file, copy)).toBe('COPY b \\\n  # why\n\n\tc/\\\nd /e');
    expect(file.comments.map((comment) => [comment.line, comment.text, at(file, comment)])).toEqual([
      [3, ' why', '# why'],
    ]);
    expect(file.emptyContinuationLines).toEqual([4]);
  });

  test('of words behind a byte-order mark, with CRLF and with another escape character', () => {
    const file = parseDockerfile('\uFEFF# escape=`\r\nFROM a\r\nWORKDIR `\r\n\tc:\\b`\r\n\r\n');
    expect(at(file, only(file, 'FROM').image!)).toBe('a');
    const workdir = only(file, 'WORKDIR');
    expect(workdir.args.map((word) => at(file, word))).toEqual(['c:\\b']);
    expect([workdir.startLine, workdir.endLine]).toEqual([3, 5]);
  });

  test('of a keyword in two parts', () => {
    const file = parseDockerfile('FR\\\nOM a\n');
    expect(at(file, only(file, 'FROM').keyword)).toBe('FR\\\nOM');
  });

  test('of flags, their values and the options of mounts', () => {
    const file = parseDockerfile(
      'FROM a\nRUN --network=none --mount=type=cache,\\\n  # c\nTarget="/x y" --mount=\'ro,id=é\' b\n',
    );
    const run = only(file, 'RUN');
    expect(run.flags.map((flag) => at(file, flag))).toEqual([
      '--network=none',
      '--mount=type=cache,\\\n  # c\nTarget="/x y"',
      "--mount='ro,id=é'",
    ]);
    expect(run.mounts.map(({ type }) => type)).toEqual(['cache', 'bind']);
    expect(
      run.mounts
        .flatMap(({ options }) => options)
        .map(({ key, value }) => [key, value.text, at(file, value)]),
    ).toEqual([
      ['type', 'cache', 'cache'],
      ['target', '/x y', '/x y'],
      ['ro', '', ''],
      ['id', 'é', 'é'],
    ]);
    expect(run.args.map((word) => at(file, word))).toEqual(['b']);
  });

  test('of JSON strings, through escapes', () => {
    const file = parseDockerfile('FROM a\nCMD [ "b\\u0041\\n" ,\\\n "c\\\\d", "", "\\ud83d\\ude00x" ]\n');
    const cmd = only(file, 'CMD');
    expect(cmd.args.map((word) => [word.text, at(file, word)])).toEqual([
      ['bA\n', 'b\\u0041\\n'],
      ['c\\d', 'c\\\\d'],
      ['', ''],
      ['😀x', '\\ud83d\\ude00x'],
    ]);
    expect(at(file, slice(cmd.args[0]!, 1, 2))).toBe('\\u0041');
    expect(at(file, slice(cmd.args[1]!, 2))).toBe('d');
  });

  test('of names and values', () => {
    const file = parseDockerfile('FROM a\nENV b=c \\\n "d e"=\'f\' g=\nARG h i="j k"\nLABEL l  m n \n');
    const pairs = file.instructions.flatMap((instruction) =>
      'pairs' in instruction ? instruction.pairs : [],
    );
    expect(
      pairs.map((pair) => [at(file, pair.name), pair.value && at(file, pair.value), at(file, pair)]),
    ).toEqual([
      ['b', 'c', 'b=c'],
      ['"d e"', "'f'", '"d e"=\'f\''],
      ['g', '', 'g='],
      ['h', undefined, 'h'],
      ['i', '"j k"', 'i="j k"'],
      ['l', 'm n', 'l  m n'],
    ]);
  });

  test('of heredocs, with tabs cut and not', () => {
    const file = parseDockerfile('FROM a\nCOPY <<-B <<"C D" /e\n\tx\n\t\ty\n\tB\n\tz\nC D\nUSER u\n');
    const { heredocs, sources, destination, start, end } = only(file, 'COPY');
    expect(heredocs.map((heredoc) => [heredoc.name, heredoc.body.text, at(file, heredoc)])).toEqual([
      ['B', 'x\ny\n', '<<-B'],
      ['C D', '\tz\n', '<<"C D"'],
    ]);
    const [first] = heredocs;
    expect(at(file, slice(first!.body, 2, 3))).toBe('y');
    expect(sources.map(({ text }) => text)).toEqual([]);
    expect(destination?.text).toBe('/e');
    expect(at(file, { start, end }).split('\n').at(-1)).toBe('C D');
  });

  test('of the trigger of an ONBUILD', () => {
    const file = parseDockerfile('FROM a\nONBUILD \\\n RUN --network=none <<E\nb\nE\n');
    const { trigger, startLine, endLine } = only(file, 'ONBUILD');
    expect(trigger).toMatchObject({ name: 'RUN', onbuild: true, startLine: 2, endLine: 5 });
    expect([startLine, endLine]).toEqual([2, 5]);
    expect(at(file, trigger!.keyword)).toBe('RUN');
    expect(at(file, trigger!)).toBe('RUN --network=none <<E\nb\nE');
    expect(trigger!.heredocs[0]!.body.text).toBe('b\n');
  });

  test('of directives', () => {
    const file = parseDockerfile('# Syntax = docker/dockerfile:1 \n#escape=`\n#check=skip=A\nFROM a\n');
    expect(
      file.directives.map((directive) => [directive.name, at(file, directive.value), at(file, directive)]),
    ).toEqual([
      ['syntax', 'docker/dockerfile:1', '# Syntax = docker/dockerfile:1'],
      ['escape', '`', '#escape=`'],
      ['check', 'skip=A', '#check=skip=A'],
    ]);
  });
});

/** Parts that are difficult for a parser, and plain words. */
const bit = fc.constantFrom(
  ...[
    'FROM a',
    'RUN',
    'run ',
    'COPY',
    'ENV a=b',
    'ENV ',
    'ARG ',
    'LABEL ',
    'CMD',
    'SHELL ',
    'HEALTHCHECK ',
    'ONBUILD ',
  ],
  ...[
    'VOLUME ',
    'USER',
    'AS',
    ' --mount=',
    ' --from=x',
    '--',
    'type=cache,',
    ' <<EOF',
    ' <<-"A"',
    ' << B',
    '\nEOF\n',
    '\n\tA\n',
  ],
  ...[
    '\\\n',
    '`\n',
    '\\ \r\n',
    '\n',
    '\r\n',
    '\r',
    ' ',
    '\t',
    '\v',
    '\u00a0',
    '\u2028',
    '\uFEFF',
    '\0',
    '# x',
    '#',
    '\n# escape=`\n',
  ],
  ...[
    '"',
    "'",
    '\\',
    '`',
    '$',
    '${',
    '${a:-',
    '${a//',
    '}',
    '{{',
    '}}',
    '[',
    ']',
    '"a"',
    ', ',
    '1',
    '\\u00',
    '=',
    '<',
    '😀',
    'é',
  ],
);
const dockerfileish = fc.array(bit, { maxLength: 60 }).map((bits) => bits.join(''));
const anyText = fc.oneof(fc.string({ unit: 'binary' }), dockerfileish);

/** All fragments of an instruction, including its trigger. */
function fragmentsOf(instruction: Instruction): readonly Fragment[] {
  const { keyword, rest, args, flags, heredocs } = instruction;
  return [
    keyword,
    rest,
    ...args,
    ...flags.flatMap(({ value }) => value ?? []),
    ...heredocs.map(({ body }) => body),
    ...('pairs' in instruction
      ? instruction.pairs.flatMap(({ name, value }) => [name, ...(value ? [value] : [])])
      : []),
    ...('mounts' in instruction
      ? instruction.mounts.flatMap(({ options }) => options.map(({ value }) => value))
      : []),
    ...('trigger' in instruction && instruction.trigger ? fragmentsOf(instruction.trigger) : []),
  ];
}

describe('whatever the text', () => {
  test('every span lies in the file, and its characters where they came from', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const file = parseDockerfile(text);
        const inFile = ({ start, end }: Span) => 0 <= start && start <= end && end <= text.length;
        const { instructions, comments, directives, problems } = file;
        for (const span of [...comments, ...directives, ...problems, ...instructions])
          expect(span).toSatisfy(inFile);
        for (const fragment of instructions.flatMap(fragmentsOf)) {
          expect(fragment).toSatisfy(inFile);
          let last = fragment.start;
          for (let index = 0; index < fragment.text.length; index++) {
            const offset = offsetAt(fragment, index);
            expect(offset).toBeGreaterThanOrEqual(last);
            const character = fragment.text[index];
            if (text[offset] !== '\\') expect(text[offset]).toBe(character);
            last = offset;
          }
          expect(fragment.end).toBeGreaterThanOrEqual(fragment.text === '' ? fragment.start : last + 1);
        }
      }),
      { numRuns: 2000 },
    );
  });

  test('instructions stand in order and do not overlap, lines and problems too', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const { instructions, problems, comments } = parseDockerfile(text);
        for (const [index, next] of instructions.entries()) {
          const before = instructions[index - 1];
          expect(next.startLine).toBeGreaterThan(before?.endLine ?? 0);
          expect(next.endLine).toBeGreaterThanOrEqual(next.startLine);
          expect(next.start).toBeGreaterThanOrEqual(before?.end ?? 0);
        }
        const starts = (spans: readonly Span[]) => spans.map(({ start }) => start);
        expect(starts(problems)).toEqual(starts(problems).toSorted((a, b) => a - b));
        expect(starts(comments)).toEqual(starts(comments).toSorted((a, b) => a - b));
      }),
      { numRuns: 2000 },
    );
  });

  test('the same text gives the same tree', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        expect(parseDockerfile(text)).toEqual(parseDockerfile(text));
      }),
    );
  });

  test('LF and CRLF give the same instructions', () => {
    fc.assert(
      fc.property(dockerfileish, (text) => {
        const unix = text.replaceAll('\r', '');
        const shape = ({ instructions }: Dockerfile) =>
          instructions.map(({ name, args, startLine, endLine }) => [
            name,
            args.map((word) => word.text),
            startLine,
            endLine,
          ]);
        expect(shape(parseDockerfile(unix.replaceAll('\n', '\r\n')))).toEqual(shape(parseDockerfile(unix)));
      }),
    );
  });
});
