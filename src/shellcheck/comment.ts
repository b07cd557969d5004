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
