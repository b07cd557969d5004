/** Quotes and `${…}` that BuildKit fails to expand, in the words that it expands. */
import { cut, type Fragment } from '../text/fragment.ts';
import { lex } from './lexer.ts';
import type { Report } from './problems.ts';
import type { Flag, Instruction } from './tree.ts';

/** Reports the first word of an instruction that cannot be expanded: its other half is often the next word. */
export function checkSubstitutions(instruction: Instruction, escapeCharacter: string, report: Report): void {
  for (const word of expandedWords(instruction)) {
    const { error } = lex(word.text, escapeCharacter);
    if (!error) continue;
    const place = cut(word, error.from, error.to);
    report(error.code, place, { instruction: instruction.name, text: place.text });
    return;
  }
}

/** The words that BuildKit expands: none of what a shell or a program gets to see. */
export function expandedWords(instruction: Instruction): readonly Fragment[] {
  switch (instruction.name) {
    case 'FROM':
      return [...(instruction.image ? [instruction.image] : []), ...values(instruction.flags, 'platform')];
    case 'ENV':
    case 'LABEL':
      return instruction.pairs.flatMap(({ name, value }) => (value ? [name, value] : [name]));
    case 'ARG':
      return instruction.pairs.flatMap(({ value }) => (value ? [value] : []));
    case 'COPY':
    case 'ADD':
      return [
        ...values(instruction.flags, 'chown', 'chmod', 'checksum'),
        ...instruction.sources,
        ...(instruction.destination ? [instruction.destination] : []),
      ];
    case 'RUN':
      return instruction.mounts.flatMap(({ options }) => options.map(({ value }) => value));
    case 'USER':
    case 'WORKDIR':
    case 'STOPSIGNAL':
    case 'VOLUME':
    case 'EXPOSE':
      return instruction.args;
    default:
      return [];
  }
}

function values(flags: readonly Flag[], ...names: readonly string[]): readonly Fragment[] {
  return flags.flatMap(({ name, value }) => (value && names.includes(name) ? [value] : []));
}
