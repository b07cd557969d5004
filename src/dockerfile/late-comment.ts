/**
 * A comment behind an instruction, where there are none: `USER root # for apt`. BuildKit takes it for a part of what the
 * instruction is given, and the build stops there, or goes on with a user or a directory of that name.
 */
import { type Fragment, slice } from '../text/fragment.ts';
import type { Head } from './head.ts';
import { readJsonArray } from './json-array.ts';
import { trimmed } from './whitespace.ts';
import { quotedIn } from './words.ts';

/** What these are given never begins with `#`, or they stop the build at it. */
const NEVER_A_HASH: ReadonlySet<string> = new Set(['FROM', 'EXPOSE', 'STOPSIGNAL', 'SHELL']);
/** These take it for a path or a name, which one with a blank behind the `#` is not. */
const NEVER_A_LONE_HASH: ReadonlySet<string> = new Set(['COPY', 'ADD', 'USER', 'WORKDIR']);

const HASH = /(?<=\s)#/g;
const LONE_HASH = /(?<=\s)#(?=\s|$)/g;

/** A head without the comment, and the comment. */
export interface LateComment {
  readonly head: Head;
  readonly comment: Fragment;
}

/** The comment behind an instruction; `undefined` where there is none, or where it may be what is meant. */
export function lateComment(head: Head, escapeCharacter: string): LateComment | undefined {
  const { name, body, rest } = head;
  if (!body.text.includes('#')) return undefined;
  const from = placeIn(name, body, escapeCharacter);
  if (from === undefined) return undefined;
  const comment = slice(body, from);
  // With more lines below it, they are a part of it as little as of the instruction.
  if (comment.end - comment.start !== comment.text.length) return undefined;
  const length = body.text.length - from;
  const without = {
    ...head,
    body: trimmed(slice(body, 0, from)),
    rest: trimmed(slice(rest, 0, rest.text.length - length)),
  };
  return { head: without, comment };
}

function placeIn(name: Head['name'], body: Fragment, escape: string): number | undefined {
  const { text } = body;
  if (NEVER_A_HASH.has(name)) return firstOf(HASH, text, escape);
  if (NEVER_A_LONE_HASH.has(name)) return firstOf(LONE_HASH, text, escape);
  if (name === 'CMD' || name === 'ENTRYPOINT') return behindJson(body);
  if (name !== 'ENV' && name !== 'LABEL') return undefined;
  // In the form without `=` all that follows the name is the value.
  const at = /^[^\s"'=]+=/.test(text) ? firstOf(HASH, text, escape) : undefined;
  return at === undefined || /^[^\s=]*=/.test(text.slice(at)) ? undefined : at;
}

function firstOf(pattern: RegExp, text: string, escape: string): number | undefined {
  const isQuoted = quotedIn(text, escape);
  for (const { index } of text.matchAll(pattern)) if (!isQuoted(index)) return index;
  return undefined;
}

/** JSON with anything behind it is none. */
function behindJson(body: Fragment): number | undefined {
  const at = /\]\s+#/.exec(body.text);
  if (!body.text.startsWith('[') || !at) return undefined;
  const array = readJsonArray(slice(body, 0, at.index + 1));
  return array && 'strings' in array ? at.index + at[0].length - 1 : undefined;
}
