import type { Edit } from '../text/edit.ts';
import type { Location, Range, SourceFile } from '../text/source.ts';

/** The severities of findings, worst first. */
export const severities = ['error', 'warning', 'info'] as const;
export type Severity = (typeof severities)[number];

/** A severity, or off. */
export type Level = Severity | 'off';

/**
 * A cure that can be applied. `safe`: everything that built before still builds, and the image can still do everything
 * that it could do. `unsafe`: it needs a review first.
 */
export interface Fix {
  readonly safety: 'safe' | 'unsafe';
  /** What it does, in the imperative: "Add `--no-install-recommends`". */
  readonly title: string;
  /** Edits of the file that was linted, in order of place, not overlapping. */
  readonly edits: readonly Edit[];
  /** Edits of other files, without which the edits of this one are only half a cure. `--fix` does not apply such a fix. */
  readonly elsewhere?: readonly FileEdits[];
}

/** Edits of one file, in order of place, not overlapping. */
export interface FileEdits {
  readonly file: SourceFile;
  readonly edits: readonly Edit[];
}

/** Another place that explains a finding, possibly in another file, with its own message. */
export interface Related extends Location {
  readonly range: Range;
  /** The id of one of the rule's messages; `read` for the words that read the file in which the finding lies. */
  readonly messageId: string;
  readonly message: string;
}

/** The values of a message, by the names of its placeholders. */
export type MessageData = Readonly<Record<string, string | number>>;

/**
 * One finding. It is plain data: messages are filled in, but nothing is colored, escaped or wrapped. Its place is
 * usually in the linted file, but may be in another file that this one refers to.
 */
export interface Finding extends Location {
  /** The id of the rule, `apt/lists-kept`. */
  readonly rule: string;
  readonly severity: Severity;
  /** The id of one of the rule's messages. */
  readonly messageId: string;
  readonly message: string;
  /** The values in the message; empty if it has no placeholders. */
  readonly data: MessageData;
  readonly range: Range;
  readonly related: readonly Related[];
  readonly fix?: Fix;
  /** A page about it, by the organization or the plugin; without it, the page of the built-in rule. */
  readonly help?: string;
  /** The rule itself failed; the message asks to report that. The whole run then fails (exit status 2). */
  readonly internal?: true;
}

/** Whether a fix changes only the linted file, so that it can be applied as a whole. */
export function isOfOneFile({ elsewhere = [] }: Fix): boolean {
  return elsewhere.length === 0;
}
