/** Searching in spans that are in order of place and do not overlap. */
import type { Span } from './fragment.ts';
import { lastAt } from './search.ts';

/** Whether a span touches any of them; an empty one touches what it stands in. */
export function overlapsAny({ start, end }: Span, sorted: readonly Span[]): boolean {
  const last = sorted[lastAt(sorted.length, (index) => sorted[index]!.start, Math.max(start, end - 1))];
  return last !== undefined && start < last.end;
}

/** Whether a span lies in one of them. */
export function liesInAny({ start, end }: Span, sorted: readonly Span[]): boolean {
  const last = sorted[lastAt(sorted.length, (index) => sorted[index]!.start, start)];
  return last !== undefined && start < last.end && end <= last.end;
}
