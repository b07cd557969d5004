/** Parses the text of a Dockerfile into its syntax tree. */
import { sourceOf } from '../text/source.ts';
import { readDirectives } from './directives.ts';
import { headOf, startsInstruction, takesHeredocs } from './head.ts';
import { type HeredocOpening, heredocOpenings, meantHeredoc } from './heredocs.ts';
import { readInstruction } from './instruction.ts';
import { checkLineLengths } from './line-length.ts';
import { LineReader, type LogicalLine } from './lines.ts';
import { type Report, type Settled, settled } from './problems.ts';
import { templateTag } from './template.ts';
import { unreadableTemplate } from './template-checks.ts';
import type { Dockerfile, Heredoc, Instruction, SyntaxProblem } from './tree.ts';

/** Options of parsing. */
export interface Reading {
  /**
   * Removes comments after instructions, which BuildKit takes as arguments, and reports them as problems. Everything
   * else that is found in the file is then about what the author meant.
   */
  readonly asMeant?: boolean;
  /** How the file is shown, see {@link sourceOf}. */
  readonly path?: string | undefined;
}

/**
 * Parses a Dockerfile as BuildKit does; after an error it goes on with the next instruction. Never throws: `problems`
 * holds what BuildKit would refuse. The time is proportional to the length of the text.
 */
export function parseDockerfile(text: string, { asMeant = false, path }: Reading = {}): Dockerfile {
  const source = sourceOf(text, path);
  const problems: SyntaxProblem[] = [];
  const report: Report = (code, { start, end }, data, later) =>
    problems.push({ code, start, end, data, ...(later && { later }) });

  const { directives, escapeCharacter, nextLine } = readDirectives(source, report);
  const reader = new LineReader(source, escapeCharacter, nextLine);
  const instructions: Instruction[] = [];
  for (let line = reader.readLogical(); line; line = reader.readLogical()) {
    const instruction = readLine(line, reader, escapeCharacter, asMeant, report);
    if (instruction) instructions.push(instruction);
  }

  checkLineLengths(source, report);
  if (instructions.length === 0 && problems.length === 0) {
    report('no-instruction', { start: 0, end: 0 }, {});
  }
  return {
    source,
    escape: escapeCharacter,
    directives,
    instructions,
    comments: reader.comments,
    emptyContinuationLines: reader.emptyContinuationLines,
    template: templateTag(
      source.text,
      instructions.flatMap(({ heredocs }) => heredocs.map(({ body }) => body)),
    ),
    ...withTemplates(settled(problems, text), instructions, escapeCharacter),
  };
}

/** The settled problems, and the first template text that BuildKit cannot read. */
function withTemplates(
  { problems, unfilled }: Settled,
  instructions: readonly Instruction[],
  escapeCharacter: string,
): Settled {
  const found = instructions.flatMap((instruction) => unreadableTemplate(instruction, escapeCharacter) ?? []);
  const [first] = [...(unfilled ? [unfilled] : []), ...found].sort((a, b) => a.start - b.start);
  return { problems, unfilled: first };
}

function readLine(
  line: LogicalLine,
  reader: LineReader,
  escapeCharacter: string,
  asMeant: boolean,
  report: Report,
): Instruction | undefined {
  const { text, startLine } = line;
  if (text.text.trim() === '') {
    report('unknown-instruction', { start: text.start, end: text.start + 1 }, { name: escapeCharacter });
    return undefined;
  }
  const head = headOf(text);
  const mayHave = text.text.includes('<<') && takesHeredocs(head);
  const meant = mayHave ? meantHeredoc(text) : undefined;
  if (meant) report('heredoc-quote', meant.quoted, { text: meant.quoted.text });
  const openings = meant ? [meant.opening] : mayHave ? heredocOpenings(text) : [];
  let end = head.rest.text === '' ? head.keyword.end : head.rest.end;
  const heredocs = openings.map((opening): Heredoc => {
    // One mistake, one finding: the missing end follows from the open quote.
    const read = readBody(opening, head.keyword.text, reader, meant ? () => {} : report);
    end = read.end;
    return { ...opening, body: read.body };
  });
  return readInstruction(head, {
    escapeCharacter,
    startLine,
    endLine: reader.line,
    end,
    heredocs,
    asMeant,
    depth: 0,
    report,
  });
}

function readBody(opening: HeredocOpening, keyword: string, reader: LineReader, report: Report) {
  const read = reader.readHeredoc(opening.name, opening.chomp);
  if (read) return read;
  report('unterminated-heredoc', opening, { name: opening.name });
  return reader.readOpenHeredoc(opening.chomp, (line) => startsInstruction(line, keyword));
}
