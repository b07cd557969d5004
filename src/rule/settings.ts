import type { ImageFamily } from '../image/family.ts';
import type { Surroundings } from '../model/model.ts';
import type { Level, Severity } from './finding.ts';
import type { FamilyLevels, Rule, SuppressionContext } from './rule.ts';

// biome-ignore lint/suspicious/noExplicitAny: rules of all message and option types stand in one list
export type AnyRule = Rule<any, any, SuppressionContext<any, any, any>>;

/** A rule with its settings for a run. */
export interface RuleSetting {
  readonly rule: AnyRule;
  /** The level set by configuration, or the rule's own by family. */
  readonly level: Level | FamilyLevels;
  /** Complete: defaults filled in, validated. */
  readonly options: unknown;
  /** Findings below this severity are raised to it. */
  readonly atLeast?: Severity;
}

/** Everything that a lint of one file depends on, besides its text. */
export interface Settings {
  readonly rules: readonly RuleSetting[];
  /** Values given with `--build-arg`. */
  readonly buildArgs: Readonly<Record<string, string>>;
  /** The day with which ages are compared, `YYYY-MM-DD`. */
  readonly now: string;
  /** The family to assume instead of the one that follows from the base image. */
  readonly family?: ImageFamily;
  /** What is around the file; unknown if not given. */
  readonly surroundings?: Surroundings;
  /** Ids of rules that are enabled but skipped in this run: their findings are unknown. */
  readonly leftOut?: readonly string[];
  /** Ids of rules that no comment may suppress. */
  readonly locked?: readonly string[];
}
