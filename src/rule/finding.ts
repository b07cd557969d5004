import type { Span } from '../text/fragment.ts';
import type { Range } from '../text/source.ts';

/** How bad a finding is, worst first. */
export const severities = ['error', 'warning', 'info'] as const;
export type Severity = (typeof severities)[number];

/** A severity, or off. */
export type Level = Severity | 'off';

/** Text to put in the place of a span of the file; an empty span inserts. */
export interface Edit extends Span {
  readonly text: string;
}

/**
 * A cure that can be applied. `safe`: everything that built before builds after, and whatever the image could do before it can do
 * after. `unsafe`: look at it first.
 */
export interface Fix {
  readonly safety: 'safe' | 'unsafe';
  /** What it does, in the imperative: "Add `--no-install-recommends`". */
  readonly title: string;
  /** In order of place, not overlapping. */
  readonly edits: readonly Edit[];
}

/** Another place that explains a finding, with its own words. */
export interface Related {
  readonly span: Span;
  readonly range: Range;
  readonly message: string;
}

/** One thing found. Plain data: messages are filled in, but nothing is colored, escaped or wrapped. */
export interface Finding {
  /** Id of the rule, `apt/lists-kept`. */
  readonly rule: string;
  readonly severity: Severity;
  /** Which of the rule's messages. */
  readonly messageId: string;
  readonly message: string;
  /** The values that are put into the message. */
  readonly data?: Readonly<Record<string, string | number>>;
  readonly span: Span;
  readonly range: Range;
  readonly related: readonly Related[];
  readonly fix?: Fix;
  /** Where more is told about it, by the organization or the plugin; without it, the page of the built-in rule does. */
  readonly help?: string;
  /** The rule itself failed; the finding asks to report that. The run as a whole has failed then (exit status 2). */
  readonly internal?: true;
}
