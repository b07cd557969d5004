import type { Finding } from '../rule/finding.ts';
import type { Span } from '../text/fragment.ts';
import { lineAt } from '../text/source.ts';
import type { FileReport } from './run.ts';

/** A finding that is not reported, and what hides it. */
export interface HiddenFinding {
  readonly finding: Finding;
  readonly by: HiddenBy;
}

/** A comment with its line (from 1), its reason and its last day, or the baseline with the day since which it has the finding. */
type HiddenBy =
  | {
      readonly kind: 'comment';
      readonly span: Span;
      readonly line: number;
      readonly reason: string | undefined;
      /** `YYYY-MM-DD`. */
      readonly until: string | undefined;
    }
  | { readonly kind: 'baseline'; readonly since: string };

/** All hidden findings of a file, by place. */
export function hiddenIn({ source, suppressed = [], baselined = [] }: FileReport): readonly HiddenFinding[] {
  const byComment = suppressed.map(({ finding, suppression: { span, reason, until } }): HiddenFinding => {
    const line = lineAt(source, span.start);
    return { finding, by: { kind: 'comment', span, line, reason, until: until?.day } };
  });
  const byBaseline = baselined.map(({ finding, since }): HiddenFinding => {
    return { finding, by: { kind: 'baseline', since } };
  });
  return [...byComment, ...byBaseline].sort((a, b) => a.finding.span.start - b.finding.span.start);
}
