/** Quotes and `${…}` that BuildKit cannot expand, in the words that it expands. */
import { type Fragment, slice } from '../text/fragment.ts';
import { lex, lexBody } from './lexer.ts';
import type { Report } from './problems.ts';
import type { Flag, Instruction } from './tree.ts';

/** Reports only the first word that cannot be expanded: its other half is often the next word. */
export function checkSubstitutions(instruction: Instruction, escapeCharacter: string, report: Report): void {
  const words = expandedWords(instruction).map((word) => ({ word, ...lex(word.text, escapeCharacter) }));
  const bodies = expandedBodies(instruction).map((word) => ({ word, ...lexBody(word.text) }));
  for (const { word, error } of [...words, ...bodies]) {
    if (!error) continue;
    const place = slice(word, error.from, error.to);
    report(error.code, place, { instruction: instruction.name, text: place.text });
    return;
  }
}

/** The bodies of heredocs that BuildKit expands: those of files whose delimiter is not quoted. */
export function expandedBodies({ name, heredocs }: Instruction): readonly Fragment[] {
  if (name !== 'COPY' && name !== 'ADD') return [];
  return heredocs.flatMap(({ expand, body }) => (expand ? [body] : []));
}

/** The words that BuildKit expands; it leaves what a shell or a program gets to them. */
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
