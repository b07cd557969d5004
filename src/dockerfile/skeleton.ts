/**
 * The only use of dockerfile-ast: which instruction a logical line holds, and where its keyword ends.
 *
 * The library does this correctly, and in time that grows with its input only. Everything else it offers (words, flags,
 * JSON, heredocs, directives, comments, variables, stages) differs from BuildKit in places or gets slow, so the modules
 * beside this one read it from the source. The library therefore sees one joined logical line at a time, of that only
 * the first word, and in that word only letters that have no meaning to it.
 */
import { Parser } from 'dockerfile-ast/lib/parser.js';
import { isBlank } from './whitespace.ts';

/** What the library returns about a line. */
export interface Skeleton {
  /** The keyword in upper case; every character in it that is not an ASCII letter is `0`. */
  readonly keyword: string;
  /** Where the keyword, which begins the line, ends. */
  readonly end: number;
}

/** The skeletons of the first words of lines: a few dozen in all but the strangest files. */
const skeletons = new Map<string, Skeleton>();
const LONGEST_KEYWORD = 'HEALTHCHECK'.length;
const MOST_KEPT = 1000;

/** The skeleton of a logical line that does not begin with a blank. */
export function skeletonOf(line: string): Skeleton {
  const word = masked(firstWord(line));
  const kept = skeletons.get(word);
  if (kept) return kept;
  const skeleton = read(word);
  if (word.length <= LONGEST_KEYWORD && skeletons.size < MOST_KEPT) skeletons.set(word, skeleton);
  return skeleton;
}

function read(word: string): Skeleton {
  const instruction = new Parser().parse(word).getInstructions()[0]!;
  return { keyword: instruction.getKeyword(), end: instruction.getInstructionRange().end.character };
}

function firstWord(line: string): string {
  let end = 0;
  while (end < line.length && !isBlank(line[end])) end++;
  return line.slice(0, end);
}

/** The word with `0` for each character that the library could take as a comment, an escape or a quote. */
function masked(word: string): string {
  return word.replace(/[^A-Za-z]/g, '0');
}
