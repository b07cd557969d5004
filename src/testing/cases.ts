/** The cases that a rule is tested with. */
import type { ImageFamily } from '../image/family.ts';
import type { Fix, Severity } from '../rule/finding.ts';
import type { Rule } from '../rule/rule.ts';
import type { AnyRule } from '../rule/settings.ts';

/** The options that a rule takes. */
// biome-ignore lint/suspicious/noExplicitAny: the messages of the rule do not matter
export type OptionsTo<R extends AnyRule> = R extends Rule<any, infer Options, any> ? Options : never;

/** What a case may change about how the rule is run. */
export interface CaseSettings<Options> {
  /** The options that differ from the rule's defaults. */
  readonly options?: Partial<Options>;
  /** Values for ARGs, as `docker build --build-arg` gives them. */
  readonly buildArgs?: Readonly<Record<string, string>>;
  /** The day to judge ages by, `YYYY-MM-DD`; if not given, the day of the image catalog. */
  readonly now?: string;
  /** The family of base image to assume, instead of the one that follows from the base image. */
  readonly family?: ImageFamily;
}

/** What all cases may say. */
interface Case<Options> extends CaseSettings<Options> {
  /**
   * What it shows. If not given, the comment that the text begins with; or else the first marked line, or the last line of a
   * text without marks.
   */
  readonly name?: string;
  /** The Dockerfile. */
  readonly text: string;
  /**
   * What the Dockerfile builds on, where its text has no FROM; if not given, what the cases of the rule say. `false`: it is
   * meant to have none.
   */
  readonly from?: string | false;
  /** Runs this case, and no other that does not say so; while one looks for a mistake. */
  readonly only?: true;
}

/** A Dockerfile in which the rule must find nothing. */
export interface ValidCase<Options> extends Case<Options> {
  /** It is meant not to parse. A valid case that does not parse by mistake would prove nothing. */
  readonly malformed?: boolean;
}

/** One value for all findings, or one for each in order of place. */
export type ForEach<Value> = Value | readonly Value[];

/** A Dockerfile in which the rule must find exactly what is marked. */
export interface InvalidCase<Options> extends Case<Options> {
  /**
   * What the fixes make of it, with marks for what remains. Must be there where a finding has a fix. `false`: not
   * compared; the fixes must do no harm and leave nothing to fix all the same.
   */
  readonly fixed?: string | false;
  /** How safe the fixes are; one for all findings that have a fix, or one for each in order of place. */
  readonly safety?: ForEach<Fix['safety']>;
  /**
   * What comes of it when one does by hand, to the letter, what the messages say: the rule must be silent about it, and
   * each word must be in the text or as code in a message, where `…` means any word.
   */
  readonly cured?: string;
  /** The whole message, or a pattern that it has. The id of a message is written after the carets that mark the place. */
  readonly message?: ForEach<string | RegExp>;
  /** Values of placeholders of the message. Those that are not named may be anything. */
  readonly data?: ForEach<Readonly<Record<string, string | number>>>;
  /** The severity. */
  readonly severity?: ForEach<Severity>;
}

/** Several Dockerfiles in which the rule must find nothing, of which all else is the same. */
export interface ValidCases<Options> extends Omit<ValidCase<Options>, 'text' | 'name'> {
  /** The Dockerfiles, mostly written as one table of `dockerfiles`. */
  readonly texts: readonly string[];
}

/** Several Dockerfiles in which the rule must find exactly what is marked, of which all else is the same. */
export interface InvalidCases<Options>
  extends Omit<InvalidCase<Options>, 'text' | 'name' | 'fixed' | 'cured'> {
  /** The Dockerfiles, mostly written as one table of `dockerfiles`. */
  readonly texts: readonly string[];
  /** What the fixes make of each is not compared; they must do no harm and leave nothing to fix all the same. */
  readonly fixed?: false;
}

/** All cases of one rule. A case that is only a text has no settings. */
export interface RuleCases<Options> {
  /** In these the rule must be silent. */
  readonly valid: readonly (string | ValidCase<Options> | ValidCases<Options>)[];
  /** In these it must report what is marked. */
  readonly invalid: readonly (string | InvalidCase<Options> | InvalidCases<Options>)[];
  /** The image that Dockerfiles build on whose text has no FROM, so that a case can show what it is about and nothing else. */
  readonly from?: string;
  /** Rules that run too, for a rule about suppressions; what they find does not count. */
  readonly otherRules?: readonly AnyRule[];
}
