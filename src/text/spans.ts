/** Search in spans that are sorted and do not overlap. */
import type { Span } from './fragment.ts';
import { lastAt } from './search.ts';

/**
 * Whether a span overlaps any of them; an empty one overlaps the span that it is inside of.
 *
 * @example
 * const spans = [{ start: 0, end: 4 }, { start: 8, end: 9 }];
 * overlapsAny({ start: 3, end: 6 }, spans); // => true
 * overlapsAny({ start: 4, end: 8 }, spans); // => false
 */
export function overlapsAny({ start, end }: Span, sorted: readonly Span[]): boolean {
  const last = sorted[lastAt(sorted.length, (index) => sorted[index]!.start, Math.max(start, end - 1))];
  return last !== undefined && start < last.end;
}

/** Whether a span is within one of them. */
export function liesInAny({ start, end }: Span, sorted: readonly Span[]): boolean {
  const last = sorted[lastAt(sorted.length, (index) => sorted[index]!.start, start)];
  return last !== undefined && start < last.end && end <= last.end;
}
