/** Why Python refuses a text. */

import type { Span } from '../text/fragment.ts';
import type { PythonProblem, PythonProblemKind } from './model.ts';
import { logicalLines, type ParserError } from './parser.ts';
import type { SourceLines } from './source-lines.ts';
import { tokensIn } from './tokens.ts';

/** What an error of the parser is; `undefined` if Python may well accept the text. */
export function problemFrom(error: ParserError, text: string, lines: SourceLines): PythonProblem | undefined {
  const line = lines.lineText(error.line);
  if (isTemplate(line) || mayBeAccepted(error, text, lines)) return undefined;
  const wholeLine = trimmedLine(lines, error.line);
  const kind = kindOfLine(line);
  if (kind) return { kind, ...wholeLine };
  if (/indent/i.test(error.message)) return { kind: 'indentation', ...wholeLine };
  const offset = error.column === undefined ? undefined : lines.offsetOf(error.line, error.column);
  if (/^Unexpected character/.test(error.message) && offset !== undefined)
    return {
      kind: 'character',
      start: offset,
      end: offset + String.fromCodePoint(text.codePointAt(offset)!).length,
    };
  const at = offset === undefined ? wholeLine : wordAt(text, offset, wholeLine);
  if (/^Unterminated/.test(error.message)) return { kind: 'string', ...(openString(text) ?? at) };
  const bracket = openBracket(text);
  return bracket && bracket.start < at.start ? { kind: 'bracket', ...bracket } : { kind: 'other', ...at };
}

/** The first line whose indentation is compared with another and depends on the width of a tab; as CPython's tokenizer does. */
export function mixedTabs(lines: SourceLines): PythonProblem | undefined {
  if (!/^ *\t/m.test(lines.text) || !/^\t* /m.test(lines.text)) return undefined;
  const stack = [{ wide: 0, narrow: 0 }];
  for (const number of logicalLines(lines.text)) {
    const at = widthsOf(lines.lineText(number));
    while (stack.at(-1)!.wide > at.wide) stack.pop();
    const top = stack.at(-1)!;
    if (top.wide === at.wide ? top.narrow !== at.narrow : top.narrow >= at.narrow)
      return { kind: 'tabs', ...trimmedLine(lines, number) };
    if (top.wide < at.wide) stack.push(at);
  }
  return undefined;
}

/** How far a line is indented if a tab leads to the next multiple of eight, and if it is as wide as a blank. */
function widthsOf(line: string): { readonly wide: number; readonly narrow: number } {
  const [blanks] = /^[ \t]*/.exec(line)!;
  let wide = 0;
  for (const blank of blanks) wide = blank === '\t' ? (Math.floor(wide / 8) + 1) * 8 : wide + 1;
  return { wide, narrow: blanks.length };
}

/** Text that a program fills in: Jinja, cookiecutter. */
function isTemplate(line: string): boolean {
  return /\{[{%]/.test(line);
}

/** What the parser does not know: letters beyond the basic plane, and text that is not in UTF-8. */
function mayBeAccepted(error: ParserError, text: string, lines: SourceLines): boolean {
  if (!/^Unexpected character/.test(error.message) || error.column === undefined) return false;
  const at = lines.offsetOf(error.line, error.column);
  return /^[\p{ID_Continue}\ufffd]/u.test(text.slice(at, at + 2));
}

function kindOfLine(line: string): PythonProblemKind | undefined {
  if (/^(?:<{7}|={7}|>{7}|\|{7})(?:\s|$)/.test(line)) return 'conflict';
  if (/^\s*(?:[!%]+\s*[a-z]|[a-z_]+\?\s*$)/i.test(line)) return 'command';
  return /^(?:.*[:;])?\s*print\s+[^\s(=.,:)\]]/.test(line) ? 'print' : undefined;
}

function trimmedLine(lines: SourceLines, number: number): Span {
  const line = lines.lineText(number);
  const blanks = line.length - line.trimStart().length;
  // A column in bytes: blanks at the start of a line have one each.
  const start = lines.offsetOf(number, blanks);
  return { start, end: start + line.trim().length };
}

/** The word or sign at a place; at the end of a line the last one before it. */
function wordAt(text: string, offset: number, line: Span): Span {
  const [word] = /^(?:\p{ID_Continue}+|[^\s])/u.exec(text.slice(offset, offset + 200)) ?? [''];
  if (word !== '') return { start: offset, end: offset + word.length };
  return line.end > line.start && offset >= line.end ? { start: line.end - 1, end: line.end } : line;
}

/** The bracket that is never closed. */
function openBracket(text: string): Span | undefined {
  const open: number[] = [];
  for (const { kind, start, text: token } of tokensIn(text)) {
    if (kind !== 'bracket') continue;
    if ('([{'.includes(token)) open.push(start);
    else open.pop();
  }
  const last = open.at(-1);
  return last === undefined ? undefined : { start: last, end: last + 1 };
}

/** The quotes that nothing closes, with the rest of their line. */
function openString(text: string): Span | undefined {
  for (const { kind, start, text: token } of tokensIn(text)) {
    const [quotes] = /^(?:"""|'''|["'])/.exec(token) ?? [''];
    const isClosed = token.length >= 2 * quotes.length && token.endsWith(quotes);
    if (kind !== 'string' || isClosed) continue;
    return { start, end: start + /^.*/.exec(token)![0].trimEnd().length };
  }
  return undefined;
}
