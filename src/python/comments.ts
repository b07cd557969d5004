import type { PythonComment } from './model.ts';
import { tokensIn } from './tokens.ts';

/** The comments of a module, in order. They are found in a text that does not parse, too. */
export function commentsIn(text: string): readonly PythonComment[] {
  return Array.from(tokensIn(text))
    .filter(({ kind }) => kind === 'comment')
    .map(({ start, text: token }) => ({
      start,
      end: start + token.length,
      text: token.slice(1),
      isAlone: isBlankBefore(text, start),
    }));
}

/** Whether only blanks are between the start of the line and an offset. */
function isBlankBefore(text: string, offset: number): boolean {
  const start = Math.max(text.lastIndexOf('\n', offset - 1), text.lastIndexOf('\r', offset - 1)) + 1;
  return /^[\ufeff \t\f]*$/.test(text.slice(start, offset));
}
