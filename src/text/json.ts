/** JSON as `json.load` of Python reads it, with places: `JSON.parse` has none, and refuses the numbers `NaN` and `Infinity`. */
import type { Span } from './fragment.ts';

/** A JSON text. */
export type JsonText =
  | { readonly kind: 'object'; readonly entries: readonly JsonEntry[] }
  /** A list, a text, a number, `true`, `false` or `null`. */
  | { readonly kind: 'other'; readonly at: Span; readonly text: string }
  /** No JSON, from there on; `isCut`: it ends after that, and should not. */
  | { readonly kind: 'broken'; readonly at: Span; readonly isCut: boolean };

/** A key of the outermost object. Of keys that are repeated, the last one counts. */
export interface JsonEntry {
  readonly key: string;
  /** The key, with its quotes. */
  readonly at: Span;
  /** The value if it is a single one; `undefined` for a list or an object. */
  readonly value: string | number | boolean | null | undefined;
}

/** A blank, then a sign, a text, or a single value. */
const TOKEN =
  /[ \t\r\n]*(?:([{}[\],:])|"(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?(?![\w.+-])|(?:true|false|null|NaN|-?Infinity)(?!\w))/gy;

/** What may come next. `value?` and `key?`: or the end of the list or object. */
type Next = 'value' | 'value?' | 'key' | 'key?' | 'colon' | 'comma' | 'nothing';

/**
 * Reads a JSON text.
 *
 * @example
 * readJson('{"a": 1, }').kind; // => 'broken'
 */
export function readJson(text: string): JsonText {
  const entries = new Map<string, JsonEntry>();
  const open: string[] = [];
  let next: Next = 'value';
  let end = 0;
  let start: number | undefined;
  let key: Span | undefined;
  for (const [blankAndToken] of text.matchAll(TOKEN)) {
    const token = blankAndToken.trimStart();
    const at = { start: end + blankAndToken.length - token.length, end: end + blankAndToken.length };
    const isOutermost = open.length === 1 && open[0] === '{';
    const following = afterToken(token, next, open);
    if (following === undefined) return { kind: 'broken', at, isCut: false };
    if (isOutermost && following === 'colon') key = at;
    if (isOutermost && next === 'value' && key) {
      const name: string = JSON.parse(text.slice(key.start, key.end));
      entries.set(name, { key: name, at: key, value: singleValue(token) });
    }
    start ??= at.start;
    next = following;
    end = at.end;
  }
  const rest = text.slice(end).replace(/^[ \t\r\n]+/, '');
  if (rest !== '') {
    const stop = text.length - rest.length;
    return { kind: 'broken', at: { start: stop, end: stop + /^\S*/.exec(rest)![0].length }, isCut: false };
  }
  if (next !== 'nothing' || start === undefined)
    return { kind: 'broken', at: { start: Math.max(0, end - 1), end }, isCut: true };
  if (text[start] === '{') return { kind: 'object', entries: [...entries.values()] };
  return { kind: 'other', at: { start, end }, text: text.slice(start, end) };
}

function isValue(next: Next): boolean {
  return next === 'value' || next === 'value?';
}

/** What may come after a token, and what is then open; `undefined` if the token may not come here. */
function afterToken(token: string, next: Next, open: string[]): Next | undefined {
  if (token === '}' || token === ']') return afterClosing(token, next, open);
  if (token === ',') return next !== 'comma' ? undefined : open.at(-1) === '{' ? 'key' : 'value';
  if (token === ':') return next === 'colon' ? 'value' : undefined;
  if (next === 'key' || next === 'key?') return token.startsWith('"') ? 'colon' : undefined;
  if (!isValue(next)) return undefined;
  if (token !== '{' && token !== '[') return afterValue(open);
  open.push(token);
  return token === '{' ? 'key?' : 'value?';
}

function afterClosing(token: '}' | ']', next: Next, open: string[]): Next | undefined {
  const [opening, empty] = token === '}' ? ['{', 'key?'] : ['[', 'value?'];
  if ((next !== empty && next !== 'comma') || open.pop() !== opening) return undefined;
  return afterValue(open);
}

function afterValue(open: readonly string[]): Next {
  return open.length === 0 ? 'nothing' : 'comma';
}

function singleValue(token: string): JsonEntry['value'] {
  if (token === '{' || token === '[') return undefined;
  return /^(?:NaN|-?Infinity)$/.test(token) ? Number(token) : JSON.parse(token);
}
