/**
 * The only use of dockerfile-ast: which instruction a logical line is, and where its keyword ends.
 *
 * This is what the library does right, and in time that grows with its input only. Everything else it offers (words,
 * flags, JSON, heredocs, directives, comments, variables, stages) differs from BuildKit in places or gets slow, and is
 * read from the source by the modules beside this one. So the library sees one logical line at a time, already joined;
 * of that only the first word; and in it nothing that means anything to it but letters.
 */
import { Parser } from 'dockerfile-ast/lib/parser.js';
import { isBlank } from './whitespace.ts';

/** What the library says about a line. */
export interface Skeleton {
  /** The keyword in upper case; whatever is no ASCII letter in it is `0`. */
  readonly keyword: string;
  /** Where the keyword ends in the line, which it begins. */
  readonly end: number;
}

/** The skeletons of the words that lines begin with: a few dozen in all files but the strangest. */
const skeletons = new Map<string, Skeleton>();
const LONGEST_KEYWORD = 'HEALTHCHECK'.length;
const MOST_KEPT = 1000;

/** The skeleton of a logical line that begins with something else than a blank. */
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

/** The word with `0` for each character that could be a comment, an escape or a quote to the library. */
function masked(word: string): string {
  return word.replace(/[^A-Za-z]/g, '0');
}
