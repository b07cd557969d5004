/** `["a", "b"]`: arguments in JSON. */
import { concat, type Fragment, offsetAt, slice, substitute } from '../text/fragment.ts';

/** The strings of the array; or the first element that is not a string, which BuildKit refuses. */
export type JsonArray = { readonly strings: readonly Fragment[] } | { readonly notString: Fragment };

/** Reads a text that is one JSON array; `undefined` when it is not, because it is then plain text. */
export function readJsonArray(fragment: Fragment): JsonArray | undefined {
  const { text } = fragment;
  if (!text.startsWith('[') || !isJson(text)) return undefined;
  const strings: Fragment[] = [];
  for (const [from, to] of elements(text)) {
    if (text[from] !== '"') return { notString: slice(fragment, from, to) };
    strings.push(decodedString(slice(fragment, from, to)));
  }
  return { strings };
}

/** Whether a text is JSON. */
export function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/** The start and end of each element of an array, without blanks. The text is valid JSON. */
function* elements(text: string): Generator<readonly [number, number]> {
  let depth = 0;
  let start = -1;
  let end = -1;
  for (let at = 0; at < text.length; at++) {
    const character = text[at]!;
    if (depth === 1 && (character === ',' || character === ']')) {
      if (start !== -1) yield [start, end];
      start = -1;
      if (character === ']') return;
      continue;
    }
    if (character === '[' || character === '{') depth++;
    else if (character === ']' || character === '}') depth--;
    if (character === ' ' || character === '\t' || character === '\r' || (depth === 1 && at === 0)) continue;
    if (start === -1) start = at;
    if (character === '"') at = stringEnd(text, at) - 1;
    end = at + 1;
  }
}

function stringEnd(text: string, quote: number): number {
  let at = quote + 1;
  while (text[at] !== '"') at += text[at] === '\\' ? 2 : 1;
  return at + 1;
}

/** The text of a JSON string with its escapes decoded. The span is between the quotes. */
function decodedString(literal: Fragment): Fragment {
  const inner = slice(literal, 1, literal.text.length - 1);
  const { text } = inner;
  if (!text.includes('\\')) return inner;
  const parts: Fragment[] = [];
  let from = 0;
  for (let at = text.indexOf('\\'); at !== -1; at = text.indexOf('\\', from)) {
    if (at > from) parts.push(slice(inner, from, at));
    from = at + (text[at + 1] === 'u' ? 6 : 2);
    const sequence = slice(inner, at, from);
    parts.push(substitute(JSON.parse(`"${sequence.text}"`) as string, sequence));
  }
  if (from < text.length) parts.push(slice(inner, from));
  return concat(parts, offsetAt(inner, 0));
}
