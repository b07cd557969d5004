/** How BuildKit splits the arguments of an instruction into words. Template text is never split. */
import { type Fragment, slice } from '../text/fragment.ts';
import { lastAt } from '../text/search.ts';
import { type TemplateFinder, templateFinder } from './template.ts';
import { isBlank, isSpace } from './whitespace.ts';

/** Words between blanks; quotes have no meaning. BuildKit reads `FROM`, `EXPOSE`, `COPY`, `ADD` and `VOLUME` like this. */
export function blankSeparated(fragment: Fragment): readonly Fragment[] {
  const { text } = fragment;
  const templateEnd = templateFinder(text);
  const words: Fragment[] = [];
  let at = 0;
  while (at < text.length) {
    if (isBlank(text[at])) {
      at++;
      continue;
    }
    const start = at;
    while (at < text.length && !isBlank(text[at])) at = templateEnd(at) ?? at + 1;
    words.push(slice(fragment, start, at));
  }
  return words;
}

/**
 * Words between white space that is neither quoted nor escaped; quotes and escapes stay in the words. BuildKit reads
 * `ENV`, `LABEL` and `ARG` like this. An escape character at the end of the text is dropped.
 */
export function quotedWords(fragment: Fragment, escapeCharacter: string): readonly Fragment[] {
  const { text } = fragment;
  const rules = { escapeCharacter, escapesInSingleQuotes: false, templateEnd: templateFinder(text) };
  const words: Fragment[] = [];
  for (let at = 0; at < text.length; at++) {
    if (isSpace(text[at])) continue;
    const end = quotedWordEnd(text, at, rules);
    if (end > at) words.push(slice(fragment, at, end));
    at = end;
  }
  return words;
}

/** The rules for finding the end of a word with quotes. */
export interface QuotingRules {
  readonly escapeCharacter: string;
  readonly escapesInSingleQuotes: boolean;
  readonly templateEnd: TemplateFinder;
}

/**
 * The end of the word that begins at `start`: the first white space outside quotes that is not escaped. An open quote
 * reaches to the end; an escape character at the end of the text is not part of the word.
 */
export function quotedWordEnd(text: string, start: number, rules: QuotingRules): number {
  const { escapeCharacter, escapesInSingleQuotes, templateEnd } = rules;
  let quote: string | undefined;
  let at = start;
  while (at < text.length && (quote !== undefined || !isSpace(text[at]))) {
    const character = text[at];
    const template = templateEnd(at);
    if (template !== undefined) at = template;
    else if (character === escapeCharacter && (escapesInSingleQuotes || quote !== "'")) {
      if (at + 1 === text.length) return at;
      at += 2;
    } else {
      quote = quoteAfter(quote, character);
      at++;
    }
  }
  return at;
}

/** The quote that is open after a character, given the one that was open before it. */
export function quoteAfter(open: string | undefined, character: string | undefined): string | undefined {
  if (open !== undefined) return character === open ? undefined : open;
  return character === '"' || character === "'" ? character : undefined;
}

/** Makes a function that says whether a place of a text is in quotes. Call it with increasing indices. */
export function quotedIn(text: string, escape: string): (index: number) => boolean {
  /** The places where quotes open and close, alternating. */
  const borders: number[] = [];
  let quote: string | undefined;
  let at = 0;
  return (index) => {
    for (; at < index; at++) {
      if (text[at] === escape && quote !== "'") at++;
      else {
        const next = quoteAfter(quote, text[at]);
        if (next !== quote) borders.push(at + 1);
        quote = next;
      }
    }
    return lastAt(borders.length, (border) => borders[border]!, index) % 2 === 0;
  };
}
