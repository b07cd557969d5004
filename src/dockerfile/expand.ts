// PLACEHOLDER by the lead so that others can go on: helper "Dockerfile parser" replaces this file wholly.
import type { Fragment } from '../text/fragment.ts';
import { joinValues, knownValue, unknownValue, type Value } from './value.ts';

export function expand(
  word: Fragment | string,
  _escape: '\\' | '`',
  lookUp: (name: string) => Value | undefined,
): Value {
  const text = (typeof word === 'string' ? word : word.text).replace(/^(["'])(.*)\1$/, '$2');
  const parts: Value[] = [];
  let at = 0;
  for (const match of text.matchAll(/\{\{.*?\}\}|\$\{(\w+)(?::?-([^}]*))?\}|\$(\w+)/g)) {
    parts.push(knownValue(text.slice(at, match.index)));
    at = match.index + match[0].length;
    if (match[0].startsWith('{{')) parts.push(unknownValue('template', match[0]));
    else parts.push(lookUp(match[1] ?? match[3]!) ?? knownValue(match[2] ?? ''));
  }
  parts.push(knownValue(text.slice(at)));
  return joinValues(parts.filter((part) => part.parts.length > 0));
}
