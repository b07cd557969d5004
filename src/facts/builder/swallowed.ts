/**
 * Instructions that are not read as such: a stray continuation makes the line below it part of the instruction above,
 * `RUN … a \` followed by `USER dockeruser`.
 */
import { KEYWORDS, type Keyword } from '../../dockerfile/head.ts';
import type { Dockerfile, Instruction } from '../../dockerfile/tree.ts';
import { quotedIn } from '../../dockerfile/words.ts';
import type { DockerfileModel } from '../../model/model.ts';
import { indexAt, type Span } from '../../text/fragment.ts';
import { memoized } from '../../text/memoized.ts';
import { lineAt, lineText } from '../../text/source.ts';

/** A line that was meant as an instruction and is part of another one. The span is that of its keyword. */
export interface SwallowedInstruction extends Span {
  readonly name: Keyword;
  /** As written, without the continuation at its end: `USER dockeruser`. */
  readonly text: string;
  readonly line: number;
  /** The instruction that contains it. */
  readonly by: Instruction;
  /** The character that continues the line before it and should not be there. */
  readonly continuation: Span;
}

/** The instructions of a file that others have swallowed, in order of place. */
export function swallowedInstructions({ dockerfile }: DockerfileModel): readonly SwallowedInstruction[] {
  return allSwallowed(dockerfile);
}

/** The first COPY or ADD that another instruction has swallowed. */
export function swallowedCopy(file: DockerfileModel): SwallowedInstruction | undefined {
  return swallowedInstructions(file).find(({ name }) => name === 'COPY' || name === 'ADD');
}

/** What a message says about one: the line, the instruction that swallowed it, and the character to delete. */
export function describeSwallowed(
  { text, line, continuation, by }: SwallowedInstruction,
  { source }: DockerfileModel,
) {
  return {
    written: text,
    line,
    character: source.text.slice(continuation.start, continuation.end),
    stray: lineAt(source, continuation.start),
    by: by.name,
  };
}

const allSwallowed = memoized((dockerfile: Dockerfile): readonly SwallowedInstruction[] =>
  dockerfile.instructions.flatMap((one) => swallowedBy(one, dockerfile)),
);

function swallowedBy(instruction: Instruction, dockerfile: Dockerfile): readonly SwallowedInstruction[] {
  if (instruction.startLine === instruction.endLine) return [];
  if (instruction.name === 'ONBUILD')
    return instruction.trigger ? swallowedBy(instruction.trigger, dockerfile) : [];
  const { source, escape } = dockerfile;
  const { keyword, rest } = instruction;
  const isQuoted = quotedIn(rest.text, instruction.name === 'RUN' ? '\\' : escape);
  const isSmall = keyword.text !== keyword.text.toUpperCase();
  const depth = isSmall ? indentOf(lineText(source, instruction.startLine)) : -1;
  const swallowed: SwallowedInstruction[] = [];
  let continued = instruction.startLine;
  for (let line = lineAt(source, keyword.start) + 1; line <= lineAt(source, rest.end); line++) {
    const text = lineText(source, line);
    if (/^\s*(?:#|$)/.test(text)) continue;
    const before = continued;
    continued = line;
    const name = keywordOf(text, escape, depth);
    const start = source.lineStarts[line - 1]! + indentOf(text);
    // `HEALTHCHECK \` may have its own CMD on the next line.
    const isOwn = instruction.name === 'HEALTHCHECK' && instruction.kind?.start === start;
    if (!name || isOwn || isQuoted(indexAt(rest, start))) continue;
    const at = source.lineStarts[before - 1]! + lineText(source, before).lastIndexOf(escape);
    swallowed.push({
      name,
      text: withoutContinuation(text, escape),
      line,
      by: instruction,
      start,
      end: start + name.length,
      continuation: { start: at, end: at + 1 },
    });
  }
  return swallowed;
}

/** What the arguments of an instruction look like, if a program or its subcommand has the same name. */
const ARGUMENTS: Readonly<Record<Keyword, RegExp>> = {
  FROM: /^(?:--\S+\s+)*[^\s-]\S*(?:\s+as\s+\S+)?$/i,
  RUN: /./,
  CMD: /./,
  LABEL: /^[^\s=-][^\s=]*(?:=|\s+\S)/,
  MAINTAINER: /./,
  EXPOSE: /^[\d$]/,
  ENV: /^[\w.-]+=|^[A-Z_][A-Z\d_]*\s+\S/,
  ADD: /^(?:--|\[|\S+\s+\S)/,
  COPY: /^(?:--|\[|<<|\S+\s+\S)/,
  ENTRYPOINT: /./,
  VOLUME: /^[^\s-]/,
  USER: /^[^\s-]\S*(?:\s+#.*)?$/,
  WORKDIR: /^[^\s-]/,
  ARG: /^[\w.-]+(?:=|$|\s)/,
  ONBUILD: new RegExp(`^(?:${KEYWORDS.join('|')})\\s`, 'i'),
  STOPSIGNAL: /^\w+$/,
  HEALTHCHECK: /^(?:--|cmd\s|none$)/i,
  SHELL: /^\[/,
};
const LINE = new RegExp(`^[ \\t]*(${KEYWORDS.join('|')})[ \\t]+(\\S.*)$`, 'i');

/**
 * The keyword of a line that reads like an instruction: in capitals, or in other letters if it is not indented deeper
 * than the instruction that contains it. `env A=1 make` calls a program.
 *
 * @param depth the indentation of that instruction; -1 if it is in capitals, so that this one would be too
 */
function keywordOf(line: string, escape: string, depth: number): Keyword | undefined {
  const [, written, rest] = LINE.exec(line) ?? [];
  if (!written || !rest) return undefined;
  const keyword = written.toUpperCase() as Keyword;
  const args = withoutContinuation(rest, escape);
  if (!ARGUMENTS[keyword].test(args)) return undefined;
  if (written === keyword) return keyword;
  return indentOf(line) <= depth && !(keyword === 'ENV' && callsProgram(rest)) ? keyword : undefined;
}

/** `env A=1 make`, and `env A=1 \` with the program on the next line. */
function callsProgram(args: string): boolean {
  return args.includes('=') && args.split(/\s+/).some((word) => word !== '' && !word.includes('='));
}

function withoutContinuation(text: string, escape: string): string {
  const trimmed = text.trim();
  return trimmed.endsWith(escape) ? trimmed.slice(0, -1).trim() : trimmed;
}

function indentOf(line: string): number {
  return /^[ \t]*/.exec(line)![0].length;
}
