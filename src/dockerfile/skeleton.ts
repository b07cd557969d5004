/**
 * The only use of dockerfile-ast: which instruction stands on a logical line, and where its keyword ends.
 *
 * This is what the library does right, and in time that grows with its input only. Everything else it offers (words,
 * flags, JSON, heredocs, directives, comments, variables, stages) differs from BuildKit in places or gets slow, and is
 * read from the source by the modules beside this one. So the library sees one logical line at a time, already joined;
 * of that only the head; and in it nothing that means anything to it but letters and blanks.
 */
import { Parser } from 'dockerfile-ast/lib/parser.js';
import { isBlank } from './whitespace.ts';

/** What the library says about a line. */
export interface Skeleton {
  /** The keyword in upper case, ASCII letters as written, everything else as `0`. */
  readonly keyword: string;
  /** Where the keyword begins and ends in the line. */
  readonly from: number;
  readonly to: number;
}

/** The longest keyword and a blank: so much of a line is looked at first. */
const HEAD = 'HEALTHCHECK '.length;

/** The skeleton of a logical line that holds at least one character besides blanks. */
export function skeletonOf(line: string): Skeleton {
  const skeleton = parseHead(line.slice(0, HEAD));
  return skeleton && skeleton.to < HEAD ? skeleton : parseHead(line)!;
}

function parseHead(head: string): Skeleton | undefined {
  const instruction = new Parser().parse(masked(head)).getInstructions()[0];
  if (!instruction) return undefined;
  const { start, end } = instruction.getInstructionRange();
  return { keyword: instruction.getKeyword(), from: start.character, to: end.character };
}

/** The head with a blank for each blank and `0` for each character that could start a comment, escape or quote. */
function masked(head: string): string {
  return head.replace(/[^A-Za-z ]/g, (character) => (isBlank(character) ? ' ' : '0'));
}
