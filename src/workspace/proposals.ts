import { groupOf } from '../rule/names.ts';
import type { AnyRule } from '../rule/settings.ts';
import type { Span } from '../text/fragment.ts';

/** Something that may be written in the place of a span. */
export interface Proposal {
  readonly of: 'image' | 'tag' | 'stage' | 'rule' | 'key' | 'value';
  readonly text: string;
  /** What it is, in a few words. */
  readonly detail?: string;
  /** Markdown. */
  readonly documentation?: string;
  /** By which it is sorted. */
  readonly order?: string;
  /** It should no longer be used. */
  readonly isOld?: boolean;
}

/** The proposals for a place. */
export interface Proposals {
  /** What they take the place of. */
  readonly span: Span;
  readonly all: readonly Proposal[];
}

/** Rules by their ids, and groups of them. */
export function namedRules(rules: readonly AnyRule[]): readonly Proposal[] {
  const groups = [...new Set(rules.map(({ id }) => groupOf(id)))];
  return [
    ...rules.map(({ id, title }): Proposal => ({ of: 'rule', text: id, detail: title })),
    ...groups.map(
      (group): Proposal => ({ of: 'rule', text: `${group}/*`, detail: `all rules of the group ${group}` }),
    ),
  ];
}
