/**
 * The parser against BuildKit: what BuildKit's own parser made of each text stands in fixtures/dockerfile/parse-cases.json;
 * our tree is projected to the same shape.
 */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { parseDockerfile } from '../src/dockerfile/parse.ts';
import type { Dockerfile, Heredoc, Instruction, SyntaxProblemCode } from '../src/dockerfile/tree.ts';

interface Case {
  readonly id: string;
  readonly dockerfile: string;
  readonly encoding: 'base64' | null;
  /** BuildKit's parser gave up on the file. */
  readonly error: string | null;
  readonly escape: string | null;
  readonly directives: readonly { line: number; name: string; value: string }[] | null;
  readonly empty_continuation_lines: readonly number[] | null;
  readonly nodes: readonly Node[] | null;
}

interface Node {
  readonly keyword: string;
  readonly flags: readonly string[];
  readonly args: readonly string[] | null;
  readonly json: boolean;
  readonly original: string;
  readonly start: number;
  readonly end: number;
  readonly heredocs: readonly unknown[] | null;
  readonly comments: readonly string[] | null;
  readonly child?: Node;
  /** BuildKit's instruction parser refused it. */
  readonly inst_err?: string;
}

/** Where we differ on purpose. Each must still differ. */
const DEVIATIONS: Readonly<Record<string, string>> = {};

/** BuildKit's messages, and our codes for them. */
const CODES: readonly (readonly [RegExp, SyntaxProblemCode])[] = [
  [/^unterminated heredoc/, 'unterminated-heredoc'],
  [/^Syntax error - can't find =/, 'missing-equals'],
  [/^when using JSON array syntax/, 'json-not-strings'],
  [/^invalid escape token/, 'bad-directive'],
  [/^only one escape parser directive/, 'repeated-directive'],
  [/^unknown instruction/, 'unknown-instruction'],
  [/^unknown flag/, 'unknown-flag'],
  [/requires (at least|either|exactly)/, 'argument-count'],
  [/^invalid name for build stage/, 'bad-stage-name'],
  [/^Chaining ONBUILD/, 'bad-onbuild'],
];

const cases: readonly Case[] = JSON.parse(
  readFileSync(new URL('../fixtures/dockerfile/parse-cases.json', import.meta.url), 'utf8'),
);

describe('agrees with BuildKit', () => {
  test.each(cases.map((entry) => [entry.id, entry] as const))('%s', (id, entry) => {
    const file = parseDockerfile(textOf(entry));
    if (id in DEVIATIONS) expect(projected(file, entry)).not.toEqual(expected(entry));
    else expect(projected(file, entry)).toEqual(expected(entry));
  });

  test('every listed deviation is a case', () => {
    const ids = new Set(cases.map(({ id }) => id));
    expect(Object.keys(DEVIATIONS).filter((id) => !ids.has(id))).toEqual([]);
  });
});

function textOf({ dockerfile, encoding }: Case): string {
  return encoding === 'base64' ? Buffer.from(dockerfile, 'base64').toString('utf8') : dockerfile;
}

function codeOf(message: string): SyntaxProblemCode {
  const found = CODES.find(([pattern]) => pattern.test(message));
  if (!found) throw new Error(`no code for: ${message}`);
  return found[1];
}

/** What BuildKit says; where it gave up, only why. */
function expected(entry: Case) {
  if (entry.error !== null) return { errors: [codeOf(entry.error)] };
  return {
    errors: [],
    escape: entry.escape,
    directives: entry.directives,
    emptyContinuations: entry.empty_continuation_lines,
    nodes: entry.nodes!.map(expectedNode),
  };
}

function expectedNode(node: Node): unknown {
  const { inst_err, child, comments, heredocs, ...same } = node;
  return {
    ...same,
    args: node.args ?? [],
    heredocs: heredocs ?? [],
    ...(child && { child: expectedNode(child) }),
    errors: inst_err === undefined ? [] : [codeOf(inst_err)],
  };
}

/** Our tree in the shape of the case. */
function projected(file: Dockerfile, entry: Case) {
  if (entry.error !== null) return { errors: [...new Set(file.problems.map(({ code }) => code))] };
  const within = file.instructions.map((instruction) => problemsIn(file, instruction));
  const elsewhere = file.problems.filter((problem) => !within.some((list) => list.includes(problem)));
  return {
    errors: elsewhere.map(({ code }) => code),
    escape: file.escape,
    directives: file.directives.map(({ line, name, value }) => ({ line, name, value: value.text })),
    emptyContinuations: emptyContinuations(file),
    nodes: file.instructions.map((instruction, index) => ({
      ...projectedNode(file, instruction),
      errors: [...new Set(within[index]!.map(({ code }) => code))],
    })),
  };
}

function problemsIn(file: Dockerfile, { start, end }: Instruction) {
  return file.problems.filter((problem) => problem.start >= start && problem.end <= end);
}

/** BuildKit names the last line of each instruction that holds a blank line. */
function emptyContinuations(file: Dockerfile): readonly number[] {
  return file.instructions
    .filter(({ startLine, endLine }) =>
      file.emptyContinuationLines.some((line) => startLine <= line && line <= endLine),
    )
    .map(({ endLine }) => endLine);
}

function projectedNode(file: Dockerfile, instruction: Instruction): Record<string, unknown> {
  const { keyword, flags, json, startLine, endLine, heredocs, onbuild } = instruction;
  const trigger = instruction.name === 'ONBUILD' ? instruction.trigger : undefined;
  return {
    keyword: keyword.text,
    flags: flags.map(({ name, value }) => (value ? `--${name}=${value.text}` : `--${name}`)),
    args: projectedArgs(instruction),
    json,
    original: originalOf(file, instruction),
    start: onbuild ? 0 : startLine,
    end: onbuild ? 0 : endLine,
    heredocs: onbuild ? [] : heredocs.map((heredoc) => projectedHeredoc(file, heredoc)),
    ...(trigger && { child: { ...projectedNode(file, trigger), errors: [] } }),
  };
}

/** BuildKit gives pairs as name, value and separator, and an unknown instruction one empty argument. */
function projectedArgs(instruction: Instruction): readonly string[] {
  if (instruction.name === 'UNKNOWN') return [''];
  if (instruction.name !== 'ENV' && instruction.name !== 'LABEL') return instruction.args.map(({ text }) => text);
  const separator = instruction.legacy ? '' : '=';
  return instruction.pairs.flatMap(({ name, value }) => [name.text, value?.text ?? '', separator]);
}

/** The logical line from the keyword on; the pieces of its words tell where in the file it stands. */
function originalOf(file: Dockerfile, { keyword }: Instruction): string {
  const line = keyword.pieces.map(({ start, end }) => file.source.text.slice(start, end)).join('');
  return line.slice(keyword.from);
}

/** BuildKit cuts the tabs of `<<-` only when it builds. */
function projectedHeredoc(file: Dockerfile, heredoc: Heredoc) {
  const { name, fileDescriptor, expand, chomp, body } = heredoc;
  const raw = file.source.text.slice(body.start, body.end);
  return {
    Name: name,
    FileDescriptor: fileDescriptor,
    Expand: expand,
    Chomp: chomp,
    Content: raw,
  };
}
