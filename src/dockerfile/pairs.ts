/** `NAME=value` of ENV, LABEL and ARG. */
import { type Fragment, slice } from '../text/fragment.ts';
import type { Report } from './problems.ts';
import type { KeyValue } from './tree.ts';
import { isBlank, trimmed } from './whitespace.ts';
import { quotedWords } from './words.ts';

export interface Pairs {
  /** The words as written; in the legacy form the name and the value. */
  readonly args: readonly Fragment[];
  readonly pairs: readonly KeyValue[];
  /** `NAME value`: everything after the name is the value. */
  readonly legacy: boolean;
}

/** The pairs of an ENV or LABEL: the first word decides between the form with `=` and the legacy form. */
export function readPairs(
  body: Fragment,
  escapeCharacter: string,
  instruction: string,
  report: Report,
): Pairs {
  const words = quotedWords(body, escapeCharacter);
  const first = words[0];
  if (first && !first.text.includes('=')) return readLegacyPair(body, instruction, report);
  const orphan = words.find((word) => !word.text.includes('='));
  if (orphan) report('missing-equals', orphan, { instruction, word: orphan.text });
  const pairs = words.filter((word) => word.text.includes('=')).map(pairOf);
  return { args: words, pairs, legacy: false };
}

/** The words of an ARG: each a name, or a name with a default. */
export function readArgs(body: Fragment, escapeCharacter: string): Pairs {
  const words = quotedWords(body, escapeCharacter);
  return { args: words, pairs: words.map(pairOf), legacy: false };
}

function readLegacyPair(body: Fragment, instruction: string, report: Report): Pairs {
  const { text } = body;
  let end = 0;
  while (end < text.length && !isBlank(text[end])) end++;
  const name = slice(body, 0, end);
  const value = trimmed(slice(body, end));
  if (value.text === '') {
    report('missing-equals', name, { instruction, word: name.text });
    return { args: [name], pairs: [], legacy: true };
  }
  const { start } = name;
  return { args: [name, value], pairs: [{ name, value, start, end: value.end }], legacy: true };
}

function pairOf(word: Fragment): KeyValue {
  const { start, end } = word;
  const equals = word.text.indexOf('=');
  if (equals === -1) return { name: word, start, end };
  return { name: slice(word, 0, equals), value: slice(word, equals + 1), start, end };
}
