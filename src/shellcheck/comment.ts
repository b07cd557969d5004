/** A place in a text: lines, and columns in code points, from 1; the end is exclusive. */
export interface CommentPlace {
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
}

/** What ShellCheck says of a place: an entry of its format `json1`. */
export interface Comment extends CommentPlace {
  readonly file: string;
  readonly level: 'error' | 'warning' | 'info' | 'style';
  readonly code: number;
  readonly message: string;
  readonly fix: { readonly replacements: readonly Replacement[] } | null;
}

/** A part of a fix. */
export interface Replacement extends CommentPlace {
  readonly replacement: string;
  /** Of several at one place, those with a higher one are nearer to what is between them. */
  readonly precedence: number;
  /** Where something is inserted between two characters: it belongs to the text after it, or to the one before it. */
  readonly insertionPoint: 'afterEnd' | 'beforeStart';
}

/** Whether a value from elsewhere is a comment. */
export function isComment(value: unknown): value is Comment {
  const { file, level, code, message, fix } = fieldsOf(value);
  return (
    typeof file === 'string' &&
    LEVELS.has(String(level)) &&
    Number.isInteger(code) &&
    typeof message === 'string' &&
    isPlace(value) &&
    (fix === null || fix === undefined || isFix(fix))
  );
}

const LEVELS: ReadonlySet<string> = new Set<Comment['level']>(['error', 'warning', 'info', 'style']);

function isFix(value: unknown): boolean {
  const { replacements } = fieldsOf(value);
  return Array.isArray(replacements) && replacements.every(isReplacement);
}

function isReplacement(value: unknown): boolean {
  const { replacement, precedence } = fieldsOf(value);
  return typeof replacement === 'string' && typeof precedence === 'number' && isPlace(value);
}

function isPlace(value: unknown): boolean {
  const { line, column, endLine, endColumn } = fieldsOf(value);
  return [line, column, endLine, endColumn].every(Number.isInteger);
}

function fieldsOf(value: unknown): Readonly<Record<string, unknown>> {
  return Object(value) as Readonly<Record<string, unknown>>;
}
