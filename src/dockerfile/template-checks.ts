/** Template text that BuildKit cannot read until it is filled in, in words that we treat as whole. */
import { type Span, slice } from '../text/fragment.ts';
import { lex } from './lexer.ts';
import type { Instruction } from './tree.ts';

/**
 * The first template text of an ENV or LABEL that BuildKit splits at its blanks, or takes as a `${…}` that it cannot
 * read.
 */
export function unreadableTemplate(instruction: Instruction, escapeCharacter: string): Span | undefined {
  if (instruction.name !== 'ENV' && instruction.name !== 'LABEL') return undefined;
  const { pairs, legacy } = instruction;
  for (const word of pairs.flatMap(({ name, value }) => (value ? [name, value] : [name]))) {
    if (!word.text.includes('{{')) continue;
    const template = lex(word.text, escapeCharacter).lexemes.find(
      (lexeme) =>
        lexeme.kind === 'template' &&
        (lexeme.text.startsWith('$') || (!legacy && lexeme.protection === 'none' && /\s/.test(lexeme.text))),
    );
    if (template) {
      const { start, end } = slice(word, template.from, template.to);
      return { start, end };
    }
  }
  return undefined;
}
