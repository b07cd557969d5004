import type { ImageFault } from '../image/image-fault.ts';
import type { KindId, ModelOf } from '../kinds/index.ts';
import type { DockerfileModel, FileModel } from '../model/model.ts';
import type { Edit } from '../text/edit.ts';
import type { Place } from '../text/source.ts';
import type { FileEdits, Level, MessageData, Severity } from './finding.ts';
import type { Fidelity, Peer } from './peers.ts';
import type { PolicyWords } from './policy.ts';
import type { AppliedSuppression, MalformedSuppression } from './suppression.ts';

/** A rule's level for each family of base image: inference images, training images, and everything else. */
export interface FamilyLevels {
  readonly inference: Level;
  readonly training: Level;
  readonly other: Level;
}

/** The description of a rule, without its code. */
export interface RuleMeta {
  /** `<group>/<name>`; it names the problem, not the cure, so that "ignore `apt/lists-kept`" reads well. */
  readonly id: string;
  /**
   * Names of the same rule in other linters (`DL3009`). They work everywhere an id does. A record says of each whether
   * the rule reports what the other linter's does, under the preset that is named after it. `differs`: the page of the
   * rule shows where not, below `## Differences`.
   */
  readonly aliases?: readonly string[] | Readonly<Record<string, Fidelity>>;
  /** Options with which it reports what another linter does, for the preset that is named after that linter. */
  readonly presetOptions?: Readonly<Partial<Record<Peer, Readonly<Record<string, unknown>>>>>;
  /** One line without a full stop: "apt package lists stay in the image". */
  readonly title: string;
  /** An address with more information, for a rule of a plugin. The pages of built-in rules are part of the package. */
  readonly url?: string;
  /** The level in preset `recommended`. */
  readonly level: FamilyLevels;
  /**
   * It is about serving: a stage that serves on a training base (see `stage.serves`) has its level for inference
   * images.
   */
  readonly serving?: true;
  /** Whether findings have a fix, and how safe it is. */
  readonly fix?: 'safe' | 'unsafe';
  /** Score from 0.1 to 10 for code scanning; only for rules about security. */
  readonly security?: number;
  /**
   * The level of a policy in preset `strict`, and after it is configured: see `ownPolicy` and `required` of its
   * options. Without it, a policy that `recommended` leaves off is a `warning` there.
   */
  readonly strictLevel?: Level;
  /**
   * What it judges besides the instructions. `suppressions`: it runs after suppressions have been applied to the
   * findings of all other rules. `placeholders`: it may report words of documentation text, about which all others are
   * silent. `unused-stages`: it may report stages that nothing uses, likewise.
   */
  readonly about?: 'suppressions' | 'placeholders' | 'templates' | 'unused-stages';
  /**
   * What it reports about images, for a rule that uses `faultyImages`: while it is enabled, rules about what this
   * covers are silent where it reports.
   */
  readonly tellsOfImages?: ImageFault;
  /** No comment hides its findings, as if it were locked. */
  readonly unsuppressible?: true;
}

/** Texts with `{placeholders}`, by message id. */
export type Messages = Readonly<Record<string, string>>;

/** The options of a rule: a JSON Schema for each, and the values without any configuration. */
export interface OptionsOf<Options> {
  readonly defaults: Options;
  /** JSON Schema (draft-07) by option name, each with a `description`. */
  readonly schema: { readonly [Name in keyof Options]: object };
  /** Options that must be set when the rule is enabled; `defaults` has only a value of the right type for them. */
  readonly required?: readonly (keyof Options & string)[];
  /** Options that make it the user's own policy: once one is set, the rule has its `strictLevel`. */
  readonly ownPolicy?: readonly (keyof Options & string)[];
}

/** A rule: one object, one file. Made with {@link defineRule}. */
export interface Rule<
  M extends Messages = Messages,
  Options = unknown,
  Context extends RuleContext<M, Options, FileModel> = RuleContext<M, Options>,
> extends RuleMeta {
  readonly messages: M;
  readonly options?: OptionsOf<Options>;
  /** The kinds of file that it examines; by default Dockerfiles. A rule about suppressions examines all of them. */
  readonly kinds?: readonly Context['file']['kind'][];
  /** Examines one file and reports its findings. Must not keep state between calls. */
  check(context: Context): void;
}

/** What a rule works with. */
export interface RuleContext<
  M extends Messages = Messages,
  Options = unknown,
  File extends FileModel = DockerfileModel,
> {
  /** The parsed file and everything that is known about it; `file.kind` is its kind. */
  readonly file: File;
  readonly options: Options;
  /** Reports one finding. The message and its placeholders are checked by the compiler and by the engine. */
  report<Id extends keyof M & string>(finding: Reported<M, Id>): void;
}

/** A rule that examines the effect of the comments which hide findings. */
export interface SuppressionRule<M extends Messages = Messages, Options = unknown>
  extends Rule<M, Options, SuppressionContext<M, Options>> {
  readonly about: 'suppressions';
}

/** What a rule about suppressions works with. */
export interface SuppressionContext<
  M extends Messages = Messages,
  Options = unknown,
  File extends FileModel = FileModel,
> extends RuleContext<M, Options, File>,
    SuppressionFacts {}

/** What is known about the comments of a file after the other rules have run. */
export interface SuppressionFacts {
  /** The comments that hide findings, and their effect. */
  readonly suppressions: readonly AppliedSuppression[];
  /** The comments that look like one of ours but are not. */
  readonly malformed: readonly MalformedSuppression[];
  readonly names: KnownNames;
}

/** The names of all rules, including disabled ones. */
export interface KnownNames {
  /** Every id, every alias, and `group/*` for each group. */
  readonly all: readonly string[];
  /** The ids of the rules with a name; empty if it is unknown. */
  idsOf(name: string): readonly string[];
}

/** What a rule reports about one place. */
export type Reported<M extends Messages, Id extends keyof M & string> = {
  /**
   * The exact words; the severity is that of the stage that contains them. A place in another file than the linted one,
   * such as an entry script, includes its file and has the severity of the final stage.
   */
  readonly at: Place;
  readonly message: Id;
  readonly related?: readonly RelatedPlace<M>[];
  readonly fix?: ProposedFix | undefined;
  /** For a rule with several severities: that of this finding, unless the configuration sets the rule's level. */
  readonly severity?: Severity | undefined;
  /** For a rule that enforces a policy: the policy's own words. They follow the message. */
  readonly policy?: PolicyWords | undefined;
} & DataFor<M[Id]>;

/** Another place, possibly in another file, with one of the rule's messages as its label. */
export type RelatedPlace<M extends Messages> = {
  [Id in keyof M & string]: { readonly at: Place; readonly message: Id } & DataFor<M[Id]>;
}[keyof M & string];

/** Edits in any order; they must not overlap. The safety is that of the rule unless it is given here. */
export interface ProposedFix {
  readonly title: string;
  readonly edits: readonly Edit[];
  /** Further changes that other files need. Such a fix is shown, but `--fix` does not apply it. */
  readonly elsewhere?: readonly FileEdits[];
  readonly safety?: 'safe' | 'unsafe';
}

/** The data of a message: a value for each of its placeholders. */
export type DataFor<Text extends string> = string extends Text
  ? { readonly data?: MessageData | undefined }
  : [Placeholder<Text>] extends [never]
    ? { readonly data?: undefined }
    : { readonly data: { readonly [Name in Placeholder<Text>]: string | number } };

/** The names between braces: `Placeholder<'{a} and {b}'>` is `'a' | 'b'`. */
type Placeholder<Text extends string> = Text extends `${string}{${infer Name}}${infer Rest}`
  ? Name | Placeholder<Rest>
  : never;

/**
 * Defines a rule; the compiler then knows its message ids, their placeholders and its options.
 *
 * @example
 * const noCurl = defineRule({
 *   id: 'acme/no-curl',
 *   title: 'curl is called',
 *   level: { inference: 'warning', training: 'warning', other: 'warning' },
 *   messages: { found: '`{command}` fetches from the internet. Copy the file in.' },
 *   check({ file, report }) {
 *     for (const run of file.runs)
 *       for (const command of run.commands)
 *         if (command.is('curl')) report({ at: command, message: 'found', data: { command: command.name } });
 *   },
 * });
 * const { findings } = lint('FROM ubuntu:24.04\nRUN curl -O https://example.com/a\n', { plugins: [noCurl] });
 * findings.find(({ rule }) => rule === noCurl.id)?.message; // => '`curl` fetches from the internet. Copy the file in.'
 */
export function defineRule<const M extends Messages, Options = Record<never, never>>(
  rule: SuppressionRule<M, Options>,
): SuppressionRule<M, Options>;
export function defineRule<
  const M extends Messages,
  Options = Record<never, never>,
  const Id extends KindId = 'dockerfile',
>(
  rule: Rule<M, Options, RuleContext<M, Options, ModelOf<Id>>> & { readonly kinds?: readonly Id[] },
): Rule<M, Options, RuleContext<M, Options, ModelOf<Id>>>;
export function defineRule<R>(rule: R): R {
  return rule;
}

/** The kinds of file that a rule names, or Dockerfiles. One about suppressions examines all kinds nevertheless. */
export function kindsOf({
  kinds = ['dockerfile'],
}: {
  readonly kinds?: readonly string[];
}): readonly string[] {
  return kinds;
}

/** Whether a rule examines files of a kind. */
export function isAboutKind(
  rule: Pick<RuleMeta, 'about'> & { readonly kinds?: readonly string[] },
  id: string,
): boolean {
  return rule.about === 'suppressions' || kindsOf(rule).includes(id);
}
