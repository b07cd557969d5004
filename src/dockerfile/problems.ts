/** Collects what BuildKit refuses. */
import type { Span } from '../text/fragment.ts';
import { overlapsAny } from '../text/spans.ts';
import { templatesIn } from './template.ts';
import type { SyntaxProblem, SyntaxProblemCode } from './tree.ts';

/** Records a problem at a span; `later` when only a build on top of this image fails. */
export type Report = (
  code: SyntaxProblemCode,
  span: Span,
  data: Readonly<Record<string, string>>,
  later?: boolean,
) => void;

/** Problems, and template text. */
export interface Settled {
  /** In order of place. */
  readonly problems: readonly SyntaxProblem[];
  /** The first template text that would be a problem if it stayed as it is. */
  readonly unfilled: Span | undefined;
}

/** Leaves out problems that overlap template text, because its final text is unknown. */
export function settled(found: readonly SyntaxProblem[], text: string): Settled {
  if (found.length === 0) return { problems: found, unfilled: undefined };
  const templates = templatesIn(text);
  const inOrder = [...found].sort((a, b) => a.start - b.start || a.end - b.end);
  const first = inOrder.find((problem) => overlapsAny(problem, templates));
  return {
    problems: inOrder.filter((problem) => !overlapsAny(problem, templates)),
    unfilled: first && templates.find((template) => overlapsAny(template, [first])),
  };
}
