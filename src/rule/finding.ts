import type { Edit } from '../text/edit.ts';
import type { Location, Range, SourceFile } from '../text/source.ts';

/** How bad a finding is, worst first. */
export const severities = ['error', 'warning', 'info'] as const;
export type Severity = (typeof severities)[number];

/** A severity, or off. */
export type Level = Severity | 'off';

/**
 * A cure that can be applied. `safe`: everything that built before builds after, and whatever the image could do before it can do
 * after. `unsafe`: look at it first.
 */
export interface Fix {
  readonly safety: 'safe' | 'unsafe';
  /** What it does, in the imperative: "Add `--no-install-recommends`". */
  readonly title: string;
  /** Edits of the file that was linted, in order of place, not overlapping. */
  readonly edits: readonly Edit[];
  /** Edits of other files, without which those of this one are half of a cure. `--fix` leaves such a fix alone. */
  readonly elsewhere?: readonly FileEdits[];
}

/** Edits of one file, in order of place, not overlapping. */
export interface FileEdits {
  readonly file: SourceFile;
  readonly edits: readonly Edit[];
}

/** Another place that explains a finding, perhaps of another file, with its own words. */
export interface Related extends Location {
  readonly range: Range;
  /** Which of the rule's messages. */
  readonly messageId: string;
  readonly message: string;
}

/** The values of a message, by the names of its placeholders. */
export type MessageData = Readonly<Record<string, string | number>>;

/**
 * One thing found. Plain data: messages are filled in, but nothing is colored, escaped or wrapped. Its place is mostly in
 * the file that was linted, and may be in another one that this speaks of.
 */
export interface Finding extends Location {
  /** Id of the rule, `apt/lists-kept`. */
  readonly rule: string;
  readonly severity: Severity;
  /** Which of the rule's messages. */
  readonly messageId: string;
  readonly message: string;
  /** The values that are filled into the message; empty where it has no placeholders. */
  readonly data: MessageData;
  readonly range: Range;
  readonly related: readonly Related[];
  readonly fix?: Fix;
  /** Where more is told about it, by the organization or the plugin; without it, the page of the built-in rule does. */
  readonly help?: string;
  /** The rule itself failed; the finding asks to report that. The run as a whole has failed then (exit status 2). */
  readonly internal?: true;
}

/** Whether all that a fix changes is in the file that was linted, so that it can be applied as a whole. */
export function isOfOneFile({ elsewhere = [] }: Fix): boolean {
  return elsewhere.length === 0;
}
