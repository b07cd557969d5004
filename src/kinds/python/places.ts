import type { PythonComment, PythonStatement } from '../../python/model.ts';
import type { Span } from '../../text/fragment.ts';
import { lastAt } from '../../text/search.ts';
import { lineAt, lineSpan, lineText } from '../../text/source.ts';
import type { CommentPlace, CommentScope } from '../kind.ts';
import type { PythonScript } from './model.ts';

/**
 * The comments, and what each can cover. A comment on a line of its own is about the next statement, with everything in it; one
 * after code is about its line.
 */
export function commentsIn(file: PythonScript): readonly CommentPlace[] {
  return file.comments.map((comment) => ({
    start: comment.start,
    end: comment.end,
    text: comment.text,
    covers: (scope: CommentScope) =>
      scope === 'next' ? nextCovered(file, comment) : { start: 0, end: file.source.text.length + 1 },
  }));
}

function nextCovered(file: PythonScript, { start, end, isAlone }: PythonComment): Span | undefined {
  const { source, module } = file;
  if (!isAlone) return lineSpan(source, lineAt(source, start));
  const statements = module?.statements ?? [];
  const before = around(statements, start);
  // In a statement of several lines it is about the next of them; and so it is where no statement is known.
  if (module === undefined || (before && start < before.headEnd)) return nextLine(file, end);
  const next = statements[lastAt(statements.length, (index) => statements[index]!.start, end) + 1];
  return next && { start: next.start, end: next.end };
}

/** The next line with something on it that is no comment. */
function nextLine({ source }: PythonScript, offset: number): Span | undefined {
  for (let line = lineAt(source, offset) + 1; line <= source.lineStarts.length; line++) {
    if (/^\s*[^\s#]/.test(lineText(source, line))) return lineSpan(source, line);
  }
  return undefined;
}

/** The statements that edits change. */
export function touchedBy({ module }: PythonScript, edits: readonly Span[]): readonly Span[] {
  const statements = module?.statements ?? [];
  const touched = edits.flatMap(({ start }) => around(statements, start) ?? []);
  return [...new Set(touched)].sort((a, b) => a.start - b.start);
}

/** The innermost statement around a place. */
function around(statements: readonly PythonStatement[], offset: number): PythonStatement | undefined {
  for (let index = lastAt(statements.length, (at) => statements[at]!.start, offset); index >= 0; index--) {
    if (offset < statements[index]!.end) return statements[index];
  }
  return undefined;
}
