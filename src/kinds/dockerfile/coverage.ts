import type { Dockerfile } from '../../dockerfile/tree.ts';
import type { Span } from '../../text/fragment.ts';
import { lastAt } from '../../text/search.ts';
import { lineSpan } from '../../text/source.ts';
import type { CommentScope } from '../kind.ts';

/** A comment or a directive. */
interface Place extends Span {
  readonly line: number;
}

/** Makes the function that gives the span covered by a comment of a file; `undefined`: nothing follows the comment. */
export function coverageOf(dockerfile: Dockerfile): (scope: CommentScope, place: Place) => Span | undefined {
  const { source, instructions, comments } = dockerfile;
  const commented = new Set(comments.map(({ line }) => line));
  const froms = instructions.filter(({ name }) => name === 'FROM');
  // One past the end, so that a finding at the very end is covered too.
  const end = source.text.length + 1;

  return (scope, place) => {
    if (scope === 'file') return { start: 0, end };
    const next = firstAfter(instructions, place.start);
    if (scope === 'stage')
      return stage(instructions[next]?.name === 'FROM' ? instructions[next]!.start : place.start);
    const around = instructions[next - 1];
    return around && place.start < around.end ? nextLine(place, around.endLine) : instructions[next];
  };

  /** The stage that contains an offset. */
  function stage(offset: number): Span | undefined {
    const after = firstAfter(froms, offset);
    const from = froms[after - 1];
    return from && { start: from.start, end: froms[after]?.start ?? end };
  }

  /** The line of a continued instruction that follows a comment; other comments and blank lines are skipped. */
  function nextLine(place: Place, last: number): Span | undefined {
    for (let line = place.line + 1; line <= last; line++) {
      const span = lineSpan(source, line);
      if (!commented.has(line) && source.text.slice(span.start, span.end).trim() !== '') return span;
    }
    return undefined;
  }
}

/** The index of the first span that begins after an offset; the spans are sorted. */
function firstAfter(spans: readonly Span[], offset: number): number {
  return lastAt(spans.length, (index) => spans[index]!.start, offset) + 1;
}
