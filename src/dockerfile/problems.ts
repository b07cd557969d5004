/** Collects what BuildKit refuses. */
import type { Span } from '../text/fragment.ts';
import { touchesAny } from '../text/spans.ts';
import { templatesIn } from './template.ts';
import type { SyntaxProblem, SyntaxProblemCode } from './tree.ts';

/** Notes a problem at a span; `later` when only the build on top meets it. */
export type Report = (
  code: SyntaxProblemCode,
  span: Span,
  data: Readonly<Record<string, string>>,
  later?: boolean,
) => void;

/** The problems in order of place, without those that touch template text: who knows what it will be. */
export function settled(problems: readonly SyntaxProblem[], text: string): readonly SyntaxProblem[] {
  if (problems.length === 0) return problems;
  const templates = templatesIn(text);
  return problems
    .filter((problem) => !touchesAny(problem, templates))
    .sort((a, b) => a.start - b.start || a.end - b.end);
}
