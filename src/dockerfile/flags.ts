/** `--name=value` words between the keyword and the arguments. */
import { concat, type Fragment, slice } from '../text/fragment.ts';
import { templateFinder } from './template.ts';
import type { Flag } from './tree.ts';
import { isSpace, trimmed } from './whitespace.ts';
import { quoteAfter, quotedWordEnd } from './words.ts';

/** The flags at the start of what follows a keyword, and the text after them. */
export interface FlagsAndArguments {
  readonly flags: readonly Flag[];
  readonly args: Fragment;
}

/**
 * Reads the words that begin with `--`, up to the first that does not, or to a bare `--`, which is dropped. Quotes and
 * backslashes are removed; as in BuildKit, the escape directive has no effect here.
 */
export function readFlags(fragment: Fragment): FlagsAndArguments {
  const { text } = fragment;
  const rules = { escapeCharacter: '\\', escapesInSingleQuotes: true, templateEnd: templateFinder(text) };
  const flags: Flag[] = [];
  let at = 0;
  for (;;) {
    while (isSpace(text[at])) at++;
    if (!text.startsWith('--', at)) break;
    const end = quotedWordEnd(text, at, rules);
    const word = unquoted(slice(fragment, at, end));
    at = end;
    if (word.text === '--') break;
    flags.push(flagOf(word));
  }
  return { flags, args: trimmed(slice(fragment, at)) };
}

function flagOf(word: Fragment): Flag {
  const { start, end, text } = word;
  const equals = text.indexOf('=');
  if (equals === -1) return { start, end, name: text.slice(2) };
  return { start, end, name: text.slice(2, equals), value: slice(word, equals + 1) };
}

/** The word without its quotes and backslashes; its span still covers the whole word. */
function unquoted(word: Fragment): Fragment {
  const { text, start, end } = word;
  if (!/["'\\]/.test(text)) return word;
  const templateEnd = templateFinder(text);
  const kept: Fragment[] = [];
  let quote: string | undefined;
  let from = 0;
  for (let at = 0; at < text.length; ) {
    const character = text[at];
    const next = character === '\\' ? quote : quoteAfter(quote, character);
    const template = templateEnd(at);
    if (template !== undefined) at = template;
    else if (character === '\\' || next !== quote) {
      kept.push(slice(word, from, at));
      from = at + 1;
      at += character === '\\' ? 2 : 1;
      quote = next;
    } else at++;
  }
  kept.push(slice(word, Math.min(from, text.length)));
  return { ...concat(kept, start), start, end };
}
