import type { Span } from './fragment.ts';

/** Text to put in the place of a span of the file; an empty span inserts. */
export interface Edit extends Span {
  readonly text: string;
}
