/** The cases that a rule is tested with. */
import type { Severity } from '../rule/finding.ts';
import type { Rule } from '../rule/rule.ts';
import type { AnyRule } from '../rule/settings.ts';

/** The options that a rule takes. */
// biome-ignore lint/suspicious/noExplicitAny: the messages of the rule do not matter
export type OptionsTo<R extends AnyRule> = R extends Rule<any, infer Options> ? Options : never;

/** What a case may change about how the rule is run. */
export interface CaseSettings<Options> {
  /** The options that differ from the rule's defaults. */
  readonly options?: Partial<Options>;
  /** Values for ARGs, as `docker build --build-arg` gives them. */
  readonly buildArgs?: Readonly<Record<string, string>>;
  /** The day to judge ages by, `YYYY-MM-DD`; if not given, the day of the image catalog. */
  readonly now?: string;
  /** The family of base image to assume, instead of the one that the base image tells. */
  readonly family?: 'inference' | 'training' | 'other';
}

/** A Dockerfile in which the rule must find nothing. */
export interface GoodCase<Options> extends CaseSettings<Options> {
  /** What it shows; if not given, the last line stands for it. */
  readonly name?: string;
  /** The Dockerfile. */
  readonly text: string;
  /** It is meant not to parse. A good case that does not parse by mistake would prove nothing. */
  readonly malformed?: boolean;
}

/** A Dockerfile in which the rule must find exactly what is marked. */
export interface BadCase<Options> extends CaseSettings<Options> {
  /** What it shows; if not given, the first marked line stands for it. */
  readonly name?: string;
  /** The Dockerfile, with a line of carets under each place that must be reported. */
  readonly text: string;
  /**
   * What the fixes make of it, with marks for what remains. Must be there where a finding has a fix. `false`: not
   * compared; the fixes must do no harm and leave nothing to fix all the same.
   */
  readonly fixed?: string | false;
  /**
   * What comes of it when one does by hand, to the letter, what the messages say: the rule must be silent about it, and
   * each word must stand in the text or as code in a message, where `…` stands for any one.
   */
  readonly cured?: string;
  /** The whole message or its id; one for all findings, or one for each in order of place. */
  readonly message?: string | readonly string[];
  /** The severity; one for all findings, or one for each in order of place. */
  readonly severity?: Severity | readonly Severity[];
}

/** All cases of one rule. A case that is only a text has no settings. */
export interface RuleCases<Options> {
  readonly good: readonly (string | GoodCase<Options>)[];
  readonly bad: readonly (string | BadCase<Options>)[];
  /** Rules that run too, for a rule about suppressions; what they find is of no account. */
  readonly beside?: readonly AnyRule[];
}

/**
 * A template tag for Dockerfiles in the middle of code: backslashes stay what they are, and the indentation that all
 * lines share is taken off, as are the blank first and last line.
 *
 * @example
 * dockerfile`
 *   FROM ubuntu:24.04
 *   RUN apt-get update && \
 *       apt-get install -y curl
 * `
 */
export function dockerfile(strings: TemplateStringsArray, ...values: readonly unknown[]): string {
  const lines = String.raw(strings, ...values).split('\n');
  if (lines[0]?.trim() === '') lines.shift();
  if (lines.at(-1)?.trim() === '') lines.pop();
  const indentations = lines.filter((line) => line.trim() !== '').map((line) => line.search(/\S/));
  const shared = Math.min(...indentations);
  return lines.map((line) => `${line.slice(shared)}\n`).join('');
}
