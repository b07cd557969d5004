import type { Span } from './fragment.ts';

/** Text to put in the place of a span of the file; an empty span inserts. */
export interface Edit extends Span {
  readonly text: string;
}

/** Edits that do not overlap, in any order but at least one, as a single one that repeats the text between them. */
export function asOneEdit(text: string, edits: readonly Edit[]): Edit {
  const [first, ...others] = edits.toSorted((a, b) => a.start - b.start || a.end - b.end);
  return others.reduce((joined, { start, end, text: added }) => {
    return { start: joined.start, end, text: joined.text + text.slice(joined.end, start) + added };
  }, first!);
}
