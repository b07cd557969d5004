import { type Fragment, type Span, slice } from '../text/fragment.ts';
import { type Lexeme, lex, lexBody } from './lexer.ts';

/** A variable in a word: `$NAME` or `${NAME…}`. The span is all of it. */
export interface VariableUse extends Span {
  readonly name: string;
  /** What follows the name, `:` included: `:-`, `##`, `/`. */
  readonly modifier?: string;
}

/** The variables that BuildKit expands in a word, those inside `${…}` included, in order of place. */
export function variablesIn(word: Fragment, escape: '\\' | '`'): readonly VariableUse[] {
  if (!word.text.includes('$')) return [];
  return [...usesIn(lex(word.text, escape).lexemes, word)];
}

/** The variables that BuildKit expands in the body of a here-document. */
export function variablesInBody(body: Fragment): readonly VariableUse[] {
  return body.text.includes('$') ? [...usesIn(lexBody(body.text).lexemes, body)] : [];
}

function* usesIn(lexemes: readonly Lexeme[], word: Fragment): Iterable<VariableUse> {
  for (const lexeme of lexemes) {
    if (lexeme.kind !== 'variable') continue;
    const { start, end } = slice(word, lexeme.from, lexeme.to);
    const { name, modifier } = lexeme;
    if (!modifier) {
      yield { name, start, end };
      continue;
    }
    yield { name, modifier: `${modifier.colon ? ':' : ''}${modifier.operator}`, start, end };
    yield* usesIn(modifier.word, word);
    yield* usesIn(modifier.replacement ?? [], word);
  }
}
