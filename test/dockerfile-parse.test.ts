/**
 * Compares the parser with BuildKit: the results of BuildKit's own parser are in fixtures/dockerfile/parse-cases.json;
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
  /** BuildKit's parser failed. */
  readonly error: string | null;
  readonly escape: string | null;
  readonly directives: readonly { line: number; name: string; value: string }[] | null;
  readonly empty_continuation_lines: readonly number[] | null;
  readonly nodes: readonly Node[] | null;
}

interface Node {
  readonly keyword: string;
  readonly flags: readonly string[] | null;
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

interface Deviation {
  readonly why: string;
  readonly errors: readonly SyntaxProblemCode[];
}

const UNEXPANDABLE = 'the parser lets it pass, but expanding the value then fails the build';

/** Problems that we report but BuildKit's parser does not. The tree is still the same. */
const DEVIATIONS: Readonly<Record<string, Deviation>> = {
  "ENV 'a=\"b'": { why: UNEXPANDABLE, errors: ['unterminated-quote'] },
  "LABEL 'a=\"b'": { why: UNEXPANDABLE, errors: ['unterminated-quote'] },
  'ENV "a=\'b"': { why: UNEXPANDABLE, errors: ['unterminated-quote'] },
  'LABEL "a=\'b"': { why: UNEXPANDABLE, errors: ['unterminated-quote'] },
  'ARG \'"a=b"\'': { why: UNEXPANDABLE, errors: ['unterminated-quote'] },
  'copy quoted': { why: UNEXPANDABLE, errors: ['unterminated-quote'] },
  'variable mods': { why: UNEXPANDABLE, errors: ['bad-substitution'] },
  'flags mount csv quoted': {
    why: 'the quotes are taken off with the flag, so that `b` is an option; the build refuses it',
    errors: ['bad-mount'],
  },
  'onbuild unknown': {
    why: 'the image builds, but every build on top of it fails',
    errors: ['unknown-instruction'],
  },
};

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
    expect(projected(file, entry)).toEqual(expected(entry));
    expect(codesOf(file)).toEqual(DEVIATIONS[id]?.errors ?? expectedCodes(entry));
  });

  test('but for what is listed, and nothing else is listed', () => {
    const deviating = cases.filter((entry) => {
      const ours = codesOf(parseDockerfile(textOf(entry)));
      return ours.join() !== expectedCodes(entry).join();
    });
    expect(deviating.map(({ id }) => id).sort()).toEqual(Object.keys(DEVIATIONS).sort());
  });
});

function codesOf({ problems }: Dockerfile): readonly SyntaxProblemCode[] {
  return problems.map(({ code }) => code);
}

function expectedCodes(entry: Case): readonly SyntaxProblemCode[] {
  if (entry.error !== null) return [codeOf(entry.error)];
  return entry.nodes!.flatMap(({ inst_err }) => (inst_err === undefined ? [] : [codeOf(inst_err)]));
}

function textOf({ dockerfile, encoding }: Case): string {
  return encoding === 'base64' ? Buffer.from(dockerfile, 'base64').toString('utf8') : dockerfile;
}

function codeOf(message: string): SyntaxProblemCode {
  const found = CODES.find(([pattern]) => pattern.test(message));
  if (!found) throw new Error(`no code for: ${message}`);
  return found[1];
}

/** BuildKit's result for the file; nothing if it failed. */
function expected(entry: Case) {
  if (entry.error !== null) return undefined;
  return {
    escape: entry.escape,
    directives: entry.directives,
    emptyContinuations: entry.empty_continuation_lines,
    nodes: entry.nodes!.map((node) => ({ ...expectedNode(node), comments: node.comments ?? [] })),
  };
}

function expectedNode(node: Node): Record<string, unknown> {
  const { inst_err, child, comments, ...same } = node;
  const nothingIsEmpty = { args: node.args ?? [], flags: node.flags ?? [], heredocs: node.heredocs ?? [] };
  return { ...same, ...nothingIsEmpty, ...(child && { child: expectedNode(child) }) };
}

/** Our tree in the same form. */
function projected(file: Dockerfile, entry: Case) {
  if (entry.error !== null) return undefined;
  return {
    escape: file.escape,
    directives: directivesOf(file).map(({ line, name, value }) => ({ line, name, value: value.text })),
    emptyContinuations: emptyContinuations(file),
    nodes: file.instructions.map((instruction) => ({
      ...projectedNode(file, instruction),
      comments: commentsBefore(file, instruction),
    })),
  };
}

/** The parser finds none after a byte-order mark; what looks for `check` in a build has dropped the mark before. */
function directivesOf({ source, directives }: Dockerfile): Dockerfile['directives'] {
  return source.text.startsWith('\u{feff}') ? [] : directives;
}

/** Comments since the previous instruction; an empty one makes BuildKit forget those above it. */
function commentsBefore(file: Dockerfile, instruction: Instruction): readonly string[] {
  const before = file.instructions[file.instructions.indexOf(instruction) - 1]?.endLine ?? 0;
  const texts = file.comments
    .filter(({ line }) => before < line && line < instruction.startLine)
    .map(({ text }) => text.trim());
  return texts.slice(texts.lastIndexOf('') + 1);
}

/** BuildKit names the last line of each instruction that contains a blank line. */
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
    ...(trigger && { child: projectedNode(file, trigger) }),
  };
}

/** BuildKit returns pairs as name, value and separator, and an unknown instruction with one empty argument. */
function projectedArgs(instruction: Instruction): readonly string[] {
  if (instruction.name === 'UNKNOWN') return [''];
  if (instruction.name !== 'ENV' && instruction.name !== 'LABEL')
    return instruction.args.map(({ text }) => text);
  const separator = instruction.legacy ? '' : '=';
  return instruction.pairs.flatMap(({ name, value }) => [name.text, value?.text ?? '', separator]);
}

/** The logical line from the keyword on; the pieces of its words say where in the file it is. */
function originalOf(file: Dockerfile, { keyword }: Instruction): string {
  const line = keyword.pieces.map(({ start, end }) => file.source.text.slice(start, end)).join('');
  return line.slice(keyword.from);
}

/** BuildKit cuts the tabs of `<<-` only when it builds. */
function projectedHeredoc(file: Dockerfile, { name, fileDescriptor, expand, chomp, body }: Heredoc) {
  const lineStart = file.source.text.lastIndexOf('\n', body.start - 1) + 1;
  const content = file.source.text.slice(lineStart, body.end);
  if (chomp) expect(body.text).toBe(content.replace(/^\t+/gm, ''));
  else expect(body.text).toBe(content);
  return { Name: name, FileDescriptor: fileDescriptor, Expand: expand, Chomp: chomp, Content: content };
}
