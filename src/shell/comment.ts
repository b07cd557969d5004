import type { ParsedScript } from 'unbash';
import { type Fragment, slice } from '../text/fragment.ts';
import { traverse } from './traverse.ts';

/** The comments of a script, which its syntax tree leaves out: each `#` that begins a word but is not inside one. */
export function commentsOf(script: ParsedScript, source: Fragment): readonly Fragment[] {
  const { text } = source;
  const comments: Fragment[] = [];
  if (!text.includes('#')) return comments;
  const taken = tokensOf(script);
  let next = 0;
  for (let at = text.indexOf('#'); at !== -1; at = text.indexOf('#', at + 1)) {
    while (next < taken.length && taken[next]!.end <= at) next++;
    const token = taken[next];
    if ((token && token.pos <= at) || !/^[\s;&|()]?$/.test(text.charAt(at - 1))) continue;
    const lineEnd = text.indexOf('\n', at);
    const end = lineEnd === -1 ? text.length : lineEnd;
    comments.push(slice(source, at, end));
    at = end - 1;
  }
  return comments;
}

interface Token {
  readonly pos: number;
  readonly end: number;
}

/** The words, here-documents and arithmetic of a script, in order: a `#` inside them begins no comment. */
function tokensOf(script: ParsedScript): readonly Token[] {
  const tokens: Token[] = [];
  traverse(script, (node) => {
    switch (node.type) {
      case 'Word':
      case 'Assignment':
      case 'HereDocBody':
      case 'HereDocDelimiter':
      case 'ArithmeticCommand':
        tokens.push(node);
        return false;
      default:
        return true;
    }
  });
  return tokens.sort((left, right) => left.pos - right.pos);
}
