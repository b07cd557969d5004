import type { CommentScope, DirectivePlace } from '../kinds/kind.ts';
import type { Span } from '../text/fragment.ts';
import type { Finding } from './finding.ts';

/** The dialect of a comment: our own, hadolint's `# hadolint ignore=`, or BuildKit's `# check=skip=`. */
export type Dialect = 'azml-lint' | 'hadolint' | 'check';

/** What it covers: the next instruction (inside one: its next line), the stage, or the whole file. */
export type SuppressionScope = CommentScope;

/** A comment that hides findings. */
export interface Suppression {
  readonly dialect: Dialect;
  readonly scope: SuppressionScope;
  /** The comment. */
  readonly span: Span;
  readonly names: readonly SuppressedName[];
  /** It is a directive of a Dockerfile (`# check=skip=…` before everything else), not an ordinary comment. */
  readonly directive?: DirectivePlace;
  /** Findings that begin here are hidden; `undefined` when nothing comes after the comment. */
  readonly covers: Span | undefined;
  /** The text after `--`. */
  readonly reason: string | undefined;
  /** The last day on which it applies, `YYYY-MM-DD`. */
  readonly until: (Span & { readonly day: string }) | undefined;
}

/** One name in a suppression. */
export interface SuppressedName extends Span {
  /** As written: an id, an alias, `group/*`, or `all` in BuildKit's dialect. */
  readonly text: string;
}

/** A suppression with what it did. */
export interface AppliedSuppression extends Suppression {
  readonly names: readonly AppliedName[];
  /** Its last day has passed, so it no longer hides anything. */
  readonly expired: boolean;
}

/** One name in a suppression, with what it did. */
export interface AppliedName extends SuppressedName {
  /** The rules that the name means; empty: the name is unknown. */
  readonly rules: readonly string[];
  /** It hid at least one finding. */
  readonly used: boolean;
  /** All enabled rules of this name have run on this file; only then does `used` mean something. */
  readonly checked: boolean;
  /** The name includes a rule whose findings no comment may hide. */
  readonly locked: boolean;
}

/** A comment that looks like a suppression of ours but is not one. */
export interface MalformedSuppression {
  /** The words that cannot be read. */
  readonly span: Span;
  readonly problem: MalformedBecause;
}

export type MalformedBecause = 'no-rule' | 'no-equals' | 'bad-keyword' | 'bad-date' | 'bad-rest';

/** A finding that a comment hides. */
export interface SuppressedFinding {
  readonly finding: Finding;
  readonly suppression: Suppression;
}
