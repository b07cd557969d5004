import { cut, type Fragment, type Span } from '../text/fragment.ts';
import { type Lexeme, lex } from './lexer.ts';

/** A variable in a word: `$NAME` or `${NAME…}`. The span is all of it. */
export interface VariableUse extends Span {
  readonly name: string;
}

/** The variables that BuildKit expands in a word, those inside `${…}` included, in order of place. */
export function variablesIn(word: Fragment, escape: '\\' | '`'): readonly VariableUse[] {
  if (!word.text.includes('$')) return [];
  return [...usesIn(lex(word.text, escape).lexemes, word)];
}

function* usesIn(lexemes: readonly Lexeme[], word: Fragment): Iterable<VariableUse> {
  for (const lexeme of lexemes) {
    if (lexeme.kind !== 'variable') continue;
    const { start, end } = cut(word, lexeme.from, lexeme.to);
    yield { name: lexeme.name, start, end };
    if (!lexeme.modifier) continue;
    yield* usesIn(lexeme.modifier.word, word);
    yield* usesIn(lexeme.modifier.replacement ?? [], word);
  }
}
