/**
 * Splits a file into logical lines as BuildKit does: joins continued lines, leaves out the comments and blank lines
 * between them, and takes the bodies of heredocs apart.
 */
import { concat, type Fragment, fragmentOf, type Piece, type Span, verbatim } from '../text/fragment.ts';
import { lineSpan, type SourceFile } from '../text/source.ts';
import type { Comment } from './tree.ts';
import { isSpace } from './whitespace.ts';

/** The text of one instruction without its heredoc bodies, and its first and last line, from 1. */
export interface LogicalLine {
  readonly text: Fragment;
  readonly startLine: number;
  readonly endLine: number;
}

/** The body of a heredoc, and the offset where its terminator ends. */
export interface HeredocBody {
  readonly body: Fragment;
  readonly end: number;
}

/** A line of the file without its line end. */
interface PhysicalLine extends Span {
  readonly number: number;
}

/** Reads a file from a given line on, and collects comments and the blank lines inside continuations. */
export class LineReader {
  readonly comments: Comment[] = [];
  readonly emptyContinuationLines: number[] = [];
  readonly #source: SourceFile;
  readonly #escapeCharacter: string;
  readonly #lineCount: number;
  #lastRead: number;
  #lastLineOf: ReadonlyMap<string, number> | undefined;

  /** Begins at `firstLine`, from 1. */
  constructor(source: SourceFile, escapeCharacter: string, firstLine: number) {
    this.#source = source;
    this.#escapeCharacter = escapeCharacter;
    this.#lastRead = firstLine - 1;
    const lines = source.lineStarts.length;
    this.#lineCount = source.lineStarts[lines - 1] === source.text.length ? lines - 1 : lines;
  }

  /** The last line that was read, from 1. */
  get line(): number {
    return this.#lastRead;
  }

  /** The next logical line; `undefined` at the end of the file. */
  readLogical(): LogicalLine | undefined {
    const first = this.#readToText();
    if (!first) return undefined;
    const parts: Span[] = [];
    let open = this.#take(first, parts);
    while (open) {
      const line = this.#readPhysical();
      if (!line) break;
      const textStart = this.#textStart(line);
      if (textStart === line.end) this.emptyContinuationLines.push(line.number);
      else if (this.#source.text[textStart] === '#') this.#addComment(textStart, line);
      else open = this.#take(line, parts);
    }
    return { text: this.#join(parts, first.start), startLine: first.number, endLine: this.line };
  }

  /** The body up to the line that is exactly `name`; `undefined`, with nothing read, when there is no such line. */
  readHeredoc(name: string, chomp: boolean): HeredocBody | undefined {
    if (!this.#hasTerminator(name, chomp)) return undefined;
    const firstLine = this.#lastRead + 1;
    for (let line = this.#readPhysical(); line; line = this.#readPhysical()) {
      const content = this.#source.text.slice(line.start, line.end);
      if ((chomp ? withoutTabs(content) : content) !== name) continue;
      return { body: this.#body(firstLine, line.number - 1, chomp), end: line.end };
    }
    return undefined;
  }

  /** The body of a heredoc without terminator: the lines before the first one that looks like an instruction. */
  readOpenHeredoc(chomp: boolean, isInstruction: (line: string) => boolean): HeredocBody {
    const firstLine = this.#lastRead + 1;
    let end = this.#lineAt(this.#lastRead).end;
    for (let line = this.#readPhysical(); line; line = this.#readPhysical()) {
      if (isInstruction(this.#source.text.slice(line.start, line.end))) {
        this.#lastRead--;
        break;
      }
      end = line.end;
    }
    return { body: this.#body(firstLine, this.#lastRead, chomp), end };
  }

  /** The first line that is neither blank nor a comment, from the start of its text. */
  #readToText(): PhysicalLine | undefined {
    for (let line = this.#readPhysical(); line; line = this.#readPhysical()) {
      const start = this.#textStart(line);
      if (start === line.end) continue;
      if (this.#source.text[start] !== '#') return { ...line, start };
      this.#addComment(start, line);
    }
    return undefined;
  }

  #readPhysical(): PhysicalLine | undefined {
    return this.#lastRead < this.#lineCount ? this.#lineAt(++this.#lastRead) : undefined;
  }

  #lineAt(number: number): PhysicalLine {
    const { text } = this.#source;
    const { start, end: next } = lineSpan(this.#source, number);
    let end = next;
    while (end > start && (text[end - 1] === '\n' || text[end - 1] === '\r')) end--;
    return { number, start, end };
  }

  #textStart(line: PhysicalLine): number {
    let { start } = line;
    while (start < line.end && isSpace(this.#source.text[start])) start++;
    return start;
  }

  /** Adds the line's part of the logical line; returns whether the next line continues it. */
  #take(line: PhysicalLine, parts: Span[]): boolean {
    const { text } = this.#source;
    let last = line.end - 1;
    while (last >= line.start && (text[last] === ' ' || text[last] === '\t')) last--;
    const continued =
      last >= line.start &&
      text[last] === this.#escapeCharacter &&
      (last === line.start || text[last - 1] !== this.#escapeCharacter);
    const end = continued ? last : line.end;
    if (end > line.start) parts.push({ start: line.start, end });
    return continued;
  }

  #join(parts: readonly Span[], at: number): Fragment {
    const pieces: Piece[] = [];
    const texts: string[] = [];
    let index = 0;
    for (const { start, end } of parts) {
      pieces.push({ index, start, end });
      texts.push(this.#source.text.slice(start, end));
      index += end - start;
    }
    return fragmentOf(texts.join(''), pieces, at);
  }

  #addComment(start: number, line: PhysicalLine): void {
    const text = this.#source.text.slice(start + 1, line.end);
    this.comments.push({ start, end: line.end, text, line: line.number });
  }

  #body(firstLine: number, lastLine: number, chomp: boolean): Fragment {
    const { text } = this.#source;
    const start = lineSpan(this.#source, firstLine).start;
    if (!chomp) return verbatim(text.slice(start, lineSpan(this.#source, lastLine).end), start);
    const lines: Fragment[] = [];
    for (let number = firstLine; number <= lastLine; number++) {
      const span = lineSpan(this.#source, number);
      const line = withoutTabs(text.slice(span.start, span.end));
      lines.push(verbatim(line, span.end - line.length));
    }
    return concat(lines, start);
  }

  /** Checked before every search: otherwise many heredocs without an end would each read the whole file. */
  #hasTerminator(name: string, chomp: boolean): boolean {
    this.#lastLineOf ??= this.#indexLines();
    return (this.#lastLineOf.get(chomp ? `-${name}` : `=${name}`) ?? 0) > this.#lastRead;
  }

  /** The last line with each content; keys are `=` and the content, and `-` and the content without leading tabs. */
  #indexLines(): ReadonlyMap<string, number> {
    const last = new Map<string, number>();
    for (let number = 1; number <= this.#lineCount; number++) {
      const line = this.#lineAt(number);
      const content = this.#source.text.slice(line.start, line.end);
      last.set(`=${content}`, number);
      last.set(`-${withoutTabs(content)}`, number);
    }
    return last;
  }
}

function withoutTabs(line: string): string {
  let from = 0;
  while (line[from] === '\t') from++;
  return line.slice(from);
}
