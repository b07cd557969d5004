/** The cases with which a rule is tested. */
import type { ImageFamily } from '../image/family.ts';
import type { Fix, Severity } from '../rule/finding.ts';
import type { Rule } from '../rule/rule.ts';
import type { AnyRule } from '../rule/settings.ts';

/** The options of a rule. */
// biome-ignore lint/suspicious/noExplicitAny: the messages of the rule do not matter
export type OptionsTo<R extends AnyRule> = R extends Rule<any, infer Options, any> ? Options : never;

/** What a case may change about how the rule is run. */
export interface CaseSettings<Options> {
  /** The options that differ from the rule's defaults. */
  readonly options?: Partial<Options>;
  /** Values for ARGs, as `docker build --build-arg` gives them. */
  readonly buildArgs?: Readonly<Record<string, string>>;
  /** The day with which ages are compared, `YYYY-MM-DD`; by default the day of the image catalog. */
  readonly now?: string;
  /** The family of base image to assume, instead of the one that follows from the base image. */
  readonly family?: ImageFamily;
  /** The files of the build context, texts by path from its root; without them, nothing is known of it. */
  readonly files?: Readonly<Record<string, string>>;
  /** Whether Azure ML builds the image itself, as `managedBuild` of the configuration says. */
  readonly managedBuild?: boolean;
}

/** Settings that all cases have. */
interface Case<Options> extends CaseSettings<Options> {
  /**
   * What it shows. By default the comment at the beginning of the text; otherwise the first marked line, or the last
   * line of a text without marks.
   */
  readonly name?: string;
  /** The Dockerfile. */
  readonly text: string;
  /**
   * The image that the Dockerfile builds on if its text has no FROM; by default that of the rule's cases. `false`: it
   * has no FROM on purpose.
   */
  readonly from?: string | false;
  /** Runs only this case and others with `only`, for debugging. */
  readonly only?: true;
}

/** A Dockerfile in which the rule must find nothing. */
export interface ValidCase<Options> extends Case<Options> {
  /** It does not parse on purpose. A valid case that does not parse by mistake would prove nothing. */
  readonly malformed?: boolean;
}

/** One value for all findings, or one for each in order of place. */
export type ForEach<Value> = Value | readonly Value[];

/** A Dockerfile in which the rule must find exactly what is marked. */
export interface InvalidCase<Options> extends Case<Options> {
  /**
   * The text after all fixes, with marks for remaining findings. Required if a finding has a fix. `false`: not
   * compared, but the fixes must still do no harm and leave nothing to fix.
   */
  readonly fixed?: string | false;
  /** The safety of the fixes: one value for all findings with a fix, or one for each in order of place. */
  readonly safety?: ForEach<Fix['safety']>;
  /**
   * The text after somebody literally did what the messages say: the rule must find nothing in it, and each word must
   * be in the invalid text or be code in a message, where `…` means any word.
   */
  readonly cured?: string;
  /** The whole message, or a pattern for it. The id of a message is written after the carets that mark the place. */
  readonly message?: ForEach<string | RegExp>;
  /** Values of placeholders of the message. Others may have any value. */
  readonly data?: ForEach<Readonly<Record<string, string | number>>>;
  /** The severity. */
  readonly severity?: ForEach<Severity>;
}

/** Several Dockerfiles in which the rule must find nothing, with the same settings. */
export interface ValidCases<Options> extends Omit<ValidCase<Options>, 'text' | 'name'> {
  /** The Dockerfiles, usually written as one table of `dockerfiles`. */
  readonly texts: readonly string[];
}

/** Several Dockerfiles in which the rule must find exactly what is marked, with the same settings. */
export interface InvalidCases<Options>
  extends Omit<InvalidCase<Options>, 'text' | 'name' | 'fixed' | 'cured'> {
  /** The Dockerfiles, usually written as one table of `dockerfiles`. */
  readonly texts: readonly string[];
  /** The fixed texts are not compared, but the fixes must still do no harm and leave nothing to fix. */
  readonly fixed?: false;
}

/**
 * Several files that belong together, in which the rule must find nothing: a Dockerfile, its context, its entry script, the Azure
 * ML YAML that names it.
 */
export interface ValidProject<Options> extends Omit<CaseSettings<Options>, 'files'> {
  /** What it shows. */
  readonly name?: string;
  /**
   * The files, texts by path from the root of the project, with marks. The Dockerfiles and Azure ML YAML among them are linted,
   * and the files that they lead to.
   */
  readonly project: Readonly<Record<string, string>>;
  /** Runs only this case and others with `only`, for debugging. */
  readonly only?: true;
}

/** A project in which the rule must find exactly what is marked. */
export interface InvalidProject<Options> extends ValidProject<Options> {
  /** The files that fixes change, with marks for remaining findings. `false`: not compared. */
  readonly fixed?: Readonly<Record<string, string>> | false;
  /** The files that somebody changes who literally does what the messages say. */
  readonly cured?: Readonly<Record<string, string>>;
  /** The whole message, or a pattern for it; by file in their order, then by place. */
  readonly message?: ForEach<string | RegExp>;
  /** Values of placeholders of the message. Others may have any value. */
  readonly data?: ForEach<Readonly<Record<string, string | number>>>;
  /** The severity. */
  readonly severity?: ForEach<Severity>;
}

/** All cases of one rule. A case that is only a text has no settings. */
export interface RuleCases<Options> {
  /** The rule must find nothing in these. */
  readonly valid: readonly (string | ValidCase<Options> | ValidCases<Options> | ValidProject<Options>)[];
  /** The rule must report exactly what is marked in these. */
  readonly invalid: readonly (
    | string
    | InvalidCase<Options>
    | InvalidCases<Options>
    | InvalidProject<Options>
  )[];
  /** The image of Dockerfiles whose text has no FROM, so that a case can consist of the essential lines. */
  readonly from?: string;
  /** Rules that run too, for a rule about suppressions; their findings do not count. */
  readonly otherRules?: readonly AnyRule[];
}
