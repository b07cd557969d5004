/** Collects what BuildKit refuses. */
import type { Span } from '../text/fragment.ts';
import { templatesIn } from './template.ts';
import type { SyntaxProblem, SyntaxProblemCode } from './tree.ts';

/** Notes a problem at a span. */
export type Report = (code: SyntaxProblemCode, span: Span, data: Readonly<Record<string, string>>) => void;

/** The problems in order of place, without those that touch template text: who knows what it will be. */
export function settled(problems: readonly SyntaxProblem[], text: string): readonly SyntaxProblem[] {
  if (problems.length === 0) return problems;
  const templates = templatesIn(text);
  return problems
    .filter((problem) => !touchesAny(problem, templates))
    .sort((a, b) => a.start - b.start || a.end - b.end);
}

function touchesAny(span: Span, sorted: readonly Span[]): boolean {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sorted[middle]!.end <= span.start) low = middle + 1;
    else high = middle;
  }
  const next = sorted[low];
  return next !== undefined && next.start < Math.max(span.end, span.start + 1);
}
