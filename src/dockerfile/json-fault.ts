/** Why a text that was meant as a JSON array of strings is none. */
import { type Fragment, slice } from '../text/fragment.ts';
import { isJson } from './json-array.ts';

/** The first thing that JSON does not allow. */
export interface JsonFault {
  readonly at: Fragment;
  /**
   * - `quote`: a string in single quotes
   * - `bare`: a word without quotes
   * - `escape`: a string with a wrong escape, such as `"C:\app"`
   * - `comma`: a comma with nothing after it
   * - `separator`: no comma before this
   * - `open`: the array, or a string, is not closed
   * - `behind`: text after the array
   */
  readonly kind: 'quote' | 'bare' | 'escape' | 'comma' | 'separator' | 'open' | 'behind';
  /** The words of the array, if they are certain and need no shell. */
  readonly words: readonly string[] | undefined;
}

/** Whether a shell form looks like an exec form: `['a']`, `["a",]`, `[a, b]`, but not `[ -f a ] && b`. */
export function looksLikeJson(text: string): boolean {
  return /^\[\s*(?:["']|[^\s\]]+\s*,)/.test(text);
}

const TOKEN = /"(?:[^"\\]|\\.)*"|'[^']*'|[,\]]|[^\s,\]"']+|["']/g;

/** The fault of a text that looks like a JSON array and is none; `undefined` where it cannot be told. */
export function jsonFault(array: Fragment): JsonFault | undefined {
  const tokens = [...array.text.matchAll(TOKEN)].map(({ 0: { length }, index }) =>
    slice(array, index, index + length),
  );
  // The first token begins with the bracket.
  const [first] = tokens;
  if (!first) return undefined;
  if (first.text.length > 1) tokens[0] = slice(first, 1);
  else tokens.shift();
  const end = tokens.findIndex(({ text }) => text === ']');
  const elements = end === -1 ? tokens : tokens.slice(0, end);
  const found = faultOfElements(elements) ?? faultOfEnd(array, tokens, end);
  const words = elements.filter(({ text }) => text !== ',').map(({ text }) => meant(text));
  const isCertain = end === tokens.length - 1 && words.every((word) => word !== undefined);
  return found && { ...found, words: isCertain ? words : undefined };
}

type Found = Omit<JsonFault, 'words'>;

function faultOfElements(elements: readonly Fragment[]): Found | undefined {
  const index = elements.findIndex(({ text }, at) =>
    at % 2 === 0 ? !text.startsWith('"') || !isJson(text) : text !== ',',
  );
  const at = elements[index];
  if (at) return { at, kind: index % 2 === 0 ? kindOf(at.text) : 'separator' };
  const last = elements.at(-1);
  return last?.text === ',' ? { at: last, kind: 'comma' } : undefined;
}

function faultOfEnd(array: Fragment, tokens: readonly Fragment[], end: number): Found | undefined {
  if (end === -1) return { at: slice(array, 0, 1), kind: 'open' };
  const behind = tokens[end + 1];
  return behind && { at: behind, kind: 'behind' };
}

function kindOf(token: string): JsonFault['kind'] {
  if (token === ',') return 'comma';
  if (token.length > 1 && token.startsWith("'")) return 'quote';
  if (/^["']$/.test(token)) return 'open';
  return token.startsWith('"') ? 'escape' : 'bare';
}

/** The word that a token of an array means; `undefined` if a shell would have to read it. */
function meant(token: string): string | undefined {
  if (token.startsWith('"')) return isJson(token) ? (JSON.parse(token) as string) : undefined;
  const word = token.replaceAll("'", '');
  return token.includes('$') || word === '' ? undefined : word;
}
