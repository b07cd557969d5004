import type { Span } from './fragment.ts';
import { lastAt } from './search.ts';

/** A place as people count: lines and columns from 1, columns in UTF-16 code units. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** A range between two places, `end` exclusive. */
export interface Range {
  readonly start: Position;
  readonly end: Position;
}

/** A file's name and text, with the offsets of its lines. Lines end with LF; a CR before it belongs to the line end. */
export interface SourceFile {
  /** As shown to people: relative to the working directory, with forward slashes. */
  readonly path: string;
  readonly text: string;
  /** The offset of the first character of each line. */
  readonly lineStarts: readonly number[];
}

/** A place in a file. */
export interface Location {
  readonly file: SourceFile;
  readonly span: Span;
}

/** Where a word is written that is not in the linted file: in a file that a command reads, such as requirements. */
export interface Origin {
  readonly file: SourceFile;
  /** The words of the linted file that read it. */
  readonly readBy?: Span;
}

/** A place of the linted file, of a file that it reads, or of any other file. */
export type Place = (Span & { readonly origin?: Origin }) | Location;

/**
 * Splits a text into lines. A byte-order mark stays in the text, so that offsets are those of the file, but the first line
 * and its columns begin after it, as in editors and SARIF.
 *
 * @param path how the file is shown; a text that was never in a file is shown as a Dockerfile
 *
 * @example
 * sourceOf('a\nb\n').lineStarts; // => [0, 2, 4]
 */
export function sourceOf(text: string, path = 'Dockerfile'): SourceFile {
  const lineStarts = [text.startsWith('\u{feff}') ? 1 : 0];
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) lineStarts.push(at + 1);
  return { path, text, lineStarts };
}

/** The line (from 1) that holds an offset. */
export function lineAt({ lineStarts }: SourceFile, offset: number): number {
  return (
    Math.max(
      0,
      lastAt(lineStarts.length, (index) => lineStarts[index]!, offset),
    ) + 1
  );
}

/**
 * The line and the column of an offset, from 1.
 *
 * @example
 * positionAt(sourceOf('FROM ubuntu\nRUN make\n'), 16); // => { line: 2, column: 5 }
 */
export function positionAt(source: SourceFile, offset: number): Position {
  const line = lineAt(source, offset);
  return { line, column: Math.max(1, offset - source.lineStarts[line - 1]! + 1) };
}

/** The range of a span. */
export function rangeOf(source: SourceFile, span: Span): Range {
  return { start: positionAt(source, span.start), end: positionAt(source, span.end) };
}

/**
 * The text of a line (from 1) without its line end.
 *
 * @example
 * lineText(sourceOf('FROM ubuntu\r\nRUN make\r\n'), 2); // => 'RUN make'
 */
export function lineText(source: SourceFile, line: number): string {
  const start = source.lineStarts[line - 1];
  if (start === undefined) return '';
  const next = source.lineStarts[line] ?? source.text.length + 1;
  const text = source.text.slice(start, Math.max(start, next - 1));
  return text.endsWith('\r') ? text.slice(0, -1) : text;
}

/**
 * The span of a line (from 1) including its line end: deleting this span removes the line.
 *
 * @example
 * lineSpan(sourceOf('FROM ubuntu\nRUN make\n'), 2); // => { start: 12, end: 21 }
 */
export function lineSpan(source: SourceFile, line: number): Span {
  const start = source.lineStarts[line - 1] ?? source.text.length;
  return { start, end: source.lineStarts[line] ?? source.text.length };
}
