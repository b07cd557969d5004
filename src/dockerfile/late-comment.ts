/**
 * A comment after an instruction, where Dockerfiles have no comments: `USER root # for apt`. BuildKit takes it as part
 * of the arguments; the build then fails there, or goes on with a user or a directory of that name.
 */
import { type Fragment, slice } from '../text/fragment.ts';
import type { Head } from './head.ts';
import { readJsonArray } from './json-array.ts';
import { trimmed } from './whitespace.ts';
import { quotedIn } from './words.ts';

/** An argument of these instructions never begins with `#`, or the build fails at it. */
const NEVER_A_HASH: ReadonlySet<string> = new Set(['FROM', 'EXPOSE', 'STOPSIGNAL', 'SHELL']);
/** These instructions take it as a path or a name, and neither begins with `# `. */
const NEVER_A_LONE_HASH: ReadonlySet<string> = new Set(['COPY', 'ADD', 'USER', 'WORKDIR']);

const HASH = /(?<=\s)#/g;
const LONE_HASH = /(?<=\s)#(?=\s|$)/g;

/** A head without the comment, and the comment. */
export interface LateComment {
  readonly head: Head;
  readonly comment: Fragment;
}

/** The comment after an instruction; `undefined` where there is none, or where it may be a real argument. */
export function lateComment(head: Head, escapeCharacter: string): LateComment | undefined {
  const { name, body, rest } = head;
  if (!body.text.includes('#')) return undefined;
  const from = placeIn(name, body, escapeCharacter);
  if (from === undefined) return undefined;
  const comment = slice(body, from);
  // The comment cannot go on over further lines either.
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
  // In the form without `=`, everything after the name is the value.
  const at = /^[^\s"'=]+=/.test(text) ? firstOf(HASH, text, escape) : undefined;
  return at === undefined || /^[^\s=]*=/.test(text.slice(at)) ? undefined : at;
}

function firstOf(pattern: RegExp, text: string, escape: string): number | undefined {
  const isQuoted = quotedIn(text, escape);
  for (const { index } of text.matchAll(pattern)) if (!isQuoted(index)) return index;
  return undefined;
}

/** A text with anything after its JSON array is not JSON. */
function behindJson(body: Fragment): number | undefined {
  const at = /\]\s+#/.exec(body.text);
  if (!body.text.startsWith('[') || !at) return undefined;
  const array = readJsonArray(slice(body, 0, at.index + 1));
  return array && 'strings' in array ? at.index + at[0].length - 1 : undefined;
}
