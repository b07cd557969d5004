import type { Span } from '../text/fragment.ts';

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

/** A comment that looks like a suppression of ours but is none. */
export interface MalformedSuppression {
  /** The words that cannot be read. */
  readonly span: Span;
  readonly problem: MalformedBecause;
}

export type MalformedBecause = 'no-rule' | 'bad-keyword' | 'bad-date' | 'bad-rest';
