/** The parser of Python, and the only module that knows which one it is. */
import type { ExprNode, StmtNode } from 'py-ast';
import { LateModule } from '../text/late-module.ts';

/** A statement as CPython's `ast` module describes it. */
export type Statement = StmtNode;
/** An expression as CPython's `ast` module describes it. */
export type Expression = ExprNode;
/** A statement of one type. */
export type StatementOf<Type extends Statement['nodeType']> = Extract<Statement, { nodeType: Type }>;
/** An expression of one type. */
export type ExpressionOf<Type extends Expression['nodeType']> = Extract<Expression, { nodeType: Type }>;

/** What the parser makes of a text. Lines are from 1, columns from 0 in bytes of UTF-8. */
export type Parsed =
  | { readonly kind: 'tree'; readonly body: readonly Statement[] }
  | { readonly kind: 'refused'; readonly error: ParserError }
  /** The parser is not loaded yet, or gave up. */
  | { readonly kind: 'unknown' };

/** Why the parser refuses a text. */
export interface ParserError {
  readonly message: string;
  readonly line: number;
  /** `undefined`: only the line is known. */
  readonly column: number | undefined;
}

/** Loaded when there is a script. */
export const pythonParser = new LateModule(() => import('py-ast'));

/** Parses a module. */
export function parse(text: string): Parsed {
  const python = pythonParser.get();
  if (python === undefined) return { kind: 'unknown' };
  try {
    return { kind: 'tree', body: python.parse(text).body };
  } catch (error) {
    // Deep nesting exhausts the stack.
    return error instanceof RangeError ? { kind: 'unknown' } : { kind: 'refused', error: errorFrom(error) };
  }
}

/** The numbers of the lines in which statements begin, from 1: not those within brackets and strings, nor comments. */
export function logicalLines(text: string): readonly number[] {
  const python = pythonParser.get();
  if (python === undefined) return [];
  const lines: number[] = [];
  let isAtStart = true;
  for (const { type, lineno } of new python.Lexer(text).tokenize()) {
    if (type === python.TokenType.NEWLINE) isAtStart = true;
    else if (isAtStart && !LAYOUT.has(type)) {
      lines.push(lineno);
      isAtStart = false;
    }
  }
  return lines;
}

const LAYOUT: ReadonlySet<string> = new Set(['INDENT', 'DEDENT', 'COMMENT', 'EOF']);

/** Errors of the parser have a place; those of its lexer have it in their message. */
function errorFrom(error: unknown): ParserError {
  const { message, lineno, col_offset } = error as Error & { lineno?: number; col_offset?: number };
  const [, words, line, column] = /^(.*?)(?: at line (\d+)(?:, column (\d+))?)?$/s.exec(message)!;
  return {
    message: words!,
    line: lineno ?? Number(line ?? 1),
    column: col_offset ?? (column === undefined ? undefined : Number(column)),
  };
}
