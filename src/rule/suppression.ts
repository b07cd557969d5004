import type { Span } from '../text/fragment.ts';
import type { Finding } from './finding.ts';

/** Whose comment it is: our own, hadolint's `# hadolint ignore=`, or BuildKit's `# check=skip=`. */
export type Dialect = 'azml-lint' | 'hadolint' | 'check';

/** What it covers: the next instruction (inside one: its next line), the stage, or the whole file. */
export type SuppressionScope = 'next' | 'stage' | 'file';

/** A comment that hides findings. */
export interface Suppression {
  readonly dialect: Dialect;
  readonly scope: SuppressionScope;
  /** The comment. */
  readonly span: Span;
  readonly names: readonly SuppressedName[];
  /** Findings that begin here are hidden; `undefined` when nothing comes after the comment. */
  readonly covers: Span | undefined;
  /** What stands behind `--`. */
  readonly reason: string | undefined;
  /** The last day on which it holds, `YYYY-MM-DD`. */
  readonly until: (Span & { readonly day: string }) | undefined;
}

/** One rule that a suppression names. */
export interface SuppressedName extends Span {
  /** As written: an id, an alias, `group/*`, or `all` in BuildKit's dialect. */
  readonly text: string;
}

/** A suppression and what came of it. */
export interface AppliedSuppression extends Suppression {
  readonly names: readonly AppliedName[];
  /** Its last day has passed: it hides nothing any more. */
  readonly expired: boolean;
}

/** One rule that a suppression names, and what came of that. */
export interface AppliedName extends SuppressedName {
  /** The rules it stands for; none: unknown. */
  readonly rules: readonly string[];
  /** It hid at least one finding. */
  readonly used: boolean;
  /** The rules it stands for have looked at this file, as far as they are on, so that "used" means something. */
  readonly checked: boolean;
  /** No comment may hide what some rule it stands for finds. */
  readonly locked: boolean;
}

/** A comment that looks like a suppression of ours but is none. */
export interface MalformedSuppression {
  /** The words that cannot be read. */
  readonly span: Span;
  readonly problem: MalformedBecause;
}

export type MalformedBecause = 'no-rule' | 'bad-keyword' | 'bad-date' | 'bad-rest';

/** A finding that a comment hides. */
export interface SuppressedFinding {
  readonly finding: Finding;
  readonly suppression: Suppression;
}
