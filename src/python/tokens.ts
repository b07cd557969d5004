/** What decides where a text is code. It is found in a text that does not parse, too. */

/** A string, a comment to the end of its line, or a bracket. */
export interface Token {
  readonly kind: 'string' | 'comment' | 'bracket';
  readonly start: number;
  readonly text: string;
}

/** A string of one line that is not closed ends with the line. No alternative can begin where another one does, or go back. */
const TOKEN =
  /("""|''')(?:\\[\s\S]?|(?!\1)[^\\])*(?:\1|$)|"(?:\\[\s\S]|[^"\\\r\n])*"?|'(?:\\[\s\S]|[^'\\\r\n])*'?|#[^\r\n]*|[()[\]{}]/g;

/** The strings, comments and brackets of a module, in order. */
export function* tokensIn(text: string): Generator<Token> {
  for (const { index: start, 0: token } of text.matchAll(TOKEN)) {
    const [first] = token;
    const kind = first === '#' ? 'comment' : first === '"' || first === "'" ? 'string' : 'bracket';
    yield { kind, start, text: token };
  }
}
