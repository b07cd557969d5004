/** The parts of a logical line: keyword, flags, and the remaining text. */
import { type Fragment, slice } from '../text/fragment.ts';
import { readFlags } from './flags.ts';
import { readJsonArray } from './json-array.ts';
import { skeletonOf } from './skeleton.ts';
import type { Flag, Instruction } from './tree.ts';
import { trimmed } from './whitespace.ts';

export interface Head {
  readonly name: Instruction['name'];
  readonly keyword: Fragment;
  /** Everything after the keyword, trimmed. */
  readonly rest: Fragment;
  readonly flags: readonly Flag[];
  /** The text after the flags, trimmed. */
  readonly body: Fragment;
}

/**
 * Every keyword of BuildKit, in upper case.
 *
 * @example
 * instructionNames.includes('HEALTHCHECK'); // => true
 */
export const KEYWORDS = [
  'FROM',
  'RUN',
  'CMD',
  'LABEL',
  'MAINTAINER',
  'EXPOSE',
  'ENV',
  'ADD',
  'COPY',
  'ENTRYPOINT',
  'VOLUME',
  'USER',
  'WORKDIR',
  'ARG',
  'ONBUILD',
  'STOPSIGNAL',
  'HEALTHCHECK',
  'SHELL',
] as const satisfies readonly Instruction['name'][];

/** One of them. */
export type Keyword = (typeof KEYWORDS)[number];

const NAMES: ReadonlySet<string> = new Set(KEYWORDS);

/** Splits a logical line, which is not empty, into its parts. */
export function headOf(line: Fragment): Head {
  const text = trimmed(line);
  const { keyword, end } = skeletonOf(text.text);
  const rest = trimmed(slice(text, end));
  const { flags, args } = readFlags(rest);
  const name = NAMES.has(keyword) ? (keyword as Instruction['name']) : 'UNKNOWN';
  return { name, keyword: slice(text, 0, end), rest, flags, body: args };
}

/** Whether `<<NAME` opens a heredoc in this instruction, or in the trigger of this ONBUILD. */
export function takesHeredocs(head: Head): boolean {
  const { name, body } = head.name === 'ONBUILD' && head.body.text !== '' ? headOf(head.body) : head;
  return (name === 'RUN' || name === 'COPY' || name === 'ADD') && readJsonArray(body) === undefined;
}

const KEYWORD_AT_START = new RegExp(`^\\s*(${KEYWORDS.join('|')})(?:\\s|$)`, 'i');

/** Whether a line of the file begins with a keyword in the same letter case as `like`. */
export function startsInstruction(line: string, like: string): boolean {
  const keyword = KEYWORD_AT_START.exec(line)?.[1];
  if (keyword === undefined) return false;
  return like === like.toUpperCase() ? keyword === keyword.toUpperCase() : true;
}
