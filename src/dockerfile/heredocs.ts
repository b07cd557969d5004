/** Heredocs of RUN, COPY and ADD: `<<NAME`, and the lines after the instruction that belong to it. */
import { type Fragment, slice } from '../text/fragment.ts';
import { type Lexeme, lex } from './lexer.ts';
import type { Heredoc } from './tree.ts';
import { isSpace } from './whitespace.ts';

/** A heredoc whose body is still to be read. */
export type HeredocOpening = Omit<Heredoc, 'body'>;

/**
 * The heredocs that a line opens, in order: every word that begins with `<<` outside quotes (a file descriptor may
 * precede it, blanks may follow it). A line that the lexer cannot read opens none. All this is as in BuildKit, which
 * always takes the backslash as escape character here, and also finds a heredoc in `$((1 << 2))`.
 */
export function heredocOpenings(line: Fragment): readonly HeredocOpening[] {
  const { lexemes, error } = lex(line.text, '\\');
  if (error) return [];
  const openings: HeredocOpening[] = [];
  const words = rawWords(line.text, lexemes);
  for (let index = 0; index < words.length; index++) {
    const word = words[index]!;
    const bare = /^\d*<<-?$/.test(line.text.slice(word.from, word.to));
    const next = words[index + 1];
    const to = bare && next ? next.to : word.to;
    const opening = openingOf(slice(line, word.from, to));
    if (!opening) continue;
    openings.push(opening);
    if (bare) index++;
  }
  return openings;
}

/** A heredoc that the author intended but BuildKit does not see, because the quote after its `<<` is never closed. */
export interface MeantHeredoc {
  readonly opening: HeredocOpening;
  /** From the quote to the end of the name. */
  readonly quoted: Fragment;
}

/** Finds `<<'NAME` without its second quote in a line. */
export function meantHeredoc(line: Fragment): MeantHeredoc | undefined {
  const { error } = lex(line.text, '\\');
  if (error?.code !== 'unterminated-quote') return undefined;
  const before = /(?<!\S)(\d*)<<(-?)$/.exec(line.text.slice(0, error.from));
  const name = /^["'](\w+)/.exec(line.text.slice(error.from));
  if (!before || !name) return undefined;
  const quoted = slice(line, error.from, error.from + name[0].length);
  const { start } = slice(line, before.index);
  return {
    opening: {
      start,
      end: quoted.end,
      name: name[1]!,
      fileDescriptor: Number(before[1]),
      expand: false,
      chomp: before[2] === '-',
    },
    quoted,
  };
}

function openingOf(word: Fragment): HeredocOpening | undefined {
  const match = /^(\d*)<<(-?)\s*([^<\s][^<]*)$/.exec(word.text);
  if (!match) return undefined;
  const [, descriptor, dash, label] = match;
  const { lexemes } = lex(label!, '\\');
  return {
    start: word.start,
    end: word.end,
    name: lexemes
      .map((lexeme) => (lexeme.kind === 'variable' ? label!.slice(lexeme.from, lexeme.to) : lexeme.text))
      .join(''),
    fileDescriptor: Number(descriptor),
    expand: !lexemes.some((lexeme) => lexeme.kind === 'text' && lexeme.protection === 'quote'),
    chomp: dash === '-',
  };
}

interface RawWord {
  readonly from: number;
  readonly to: number;
}

/** The spans of the words of a line, quotes and escapes included. */
function rawWords(text: string, lexemes: readonly Lexeme[]): readonly RawWord[] {
  const shields = lexemes.filter((lexeme) => lexeme.kind !== 'text' || lexeme.protection !== 'none');
  const words: RawWord[] = [];
  let from = -1;
  let next = 0;
  for (let at = 0; at <= text.length; at++) {
    while (next < shields.length && shields[next]!.to <= at) next++;
    const shield = shields[next];
    const separates = at === text.length || (isSpace(text[at]) && !(shield && shield.from <= at));
    if (!separates) {
      if (from === -1) from = at;
    } else if (from !== -1) {
      words.push({ from, to: at });
      from = -1;
    }
  }
  return words;
}
