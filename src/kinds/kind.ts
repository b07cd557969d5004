import type { ImageFamily } from '../image/family.ts';
import type { AnalysisOptions } from '../model/analysis-options.ts';
import type { FileModel } from '../model/model.ts';
import type { Edit } from '../text/edit.ts';
import type { Span } from '../text/fragment.ts';
import type { FileNames } from './file-names.ts';

/** What a comment covers, once it says that it hides findings: what comes next, the stage or document around it, or the file. */
export type CommentScope = 'next' | 'stage' | 'file';

/** Where a directive is among those of its file: another comment ends them, so that only the last can become one. */
export type DirectivePlace = 'last' | 'earlier';

/** A comment, or what else may hide findings. */
export interface CommentPlace extends Span {
  /** It is a directive, which is about the whole file. */
  readonly directive?: DirectivePlace;
  /** What comes after the `#`. */
  readonly text: string;
  /** The findings that it would hide are those that begin here; `undefined` when nothing comes after it. */
  covers(scope: CommentScope): Span | undefined;
}

/**
 * A kind of file that is linted: how its files are recognized and read, and how the parts of the engine that are the same for all kinds
 * (levels, comments that hide findings, baseline, fixes) find their way in them. All of it is pure.
 *
 * A new kind is a folder beside this file, and one line in `index.ts`. Its rules say `kinds: ['…']`.
 */
export interface Kind<Id extends string = string, Model extends FileModel = FileModel> {
  readonly id: Id;
  /** As it is called: `Dockerfile`. */
  readonly title: string;
  readonly names: FileNames;
  /** Whether a text is of this kind. Nothing is parsed for it: a search asks about every file with such a name. */
  recognizes(text: string): boolean;
  /** Why a text with such a name is none, as the rest of a sentence that begins with the name. */
  describeOther(text: string): string;
  /**
   * Reads a text; any gives a model.
   *
   * @param path how the file is shown; if not given, by the name that such files mostly have
   * @param optionsFor is asked once it is known whether a program has to make the file from this text first
   */
  analyze(
    text: string,
    path: string | undefined,
    optionsFor: (isTemplate: boolean) => AnalysisOptions,
  ): Model;
  /**
   * What level a rule has at a place; without one, in the file as a whole.
   *
   * @param isServing the rule is about serving, see `RuleMeta.serving`
   */
  familyAt(file: Model, offset: number | undefined, isServing: boolean): ImageFamily;
  /** The families that occur in a file: a rule that is off for all of them need not look at it. */
  familiesIn(file: Model, isServing: boolean): readonly ImageFamily[];
  /** The comments of a file, in order. */
  commentsIn(file: Model): readonly CommentPlace[];
  /**
   * Makes the function that gives what is around a place of a text, in a form that stays the same when other parts of the file change,
   * or how it is laid out: the baseline recognizes findings by it. Blanks do not count. `undefined`: nothing but the line.
   */
  anchorsIn(text: string): (offset: number) => string | undefined;
  /** What cannot be read of a text, in order of place. */
  problemsIn(file: Model): readonly TextProblem[];
  /** Whether a place can be fixed as things are. */
  mayEdit(file: Model, place: Span): boolean;
  /**
   * The harm that edits have done to a text beside what they are for.
   *
   * @param before without some of the edits
   * @param after with all of them
   */
  damage(change: TextChange<Model>): Damage | undefined;
  /**
   * The stretches of a file in which edits may bring errors to light that were there before: an instruction that was wrong did not do
   * what it says. In order of their start.
   */
  uncoveredBy(file: Model, edits: readonly Span[]): readonly Span[];
}

/** What cannot be read of a text. */
export interface TextProblem extends Span {
  readonly code: string;
}

/** What edits make of a file. */
export interface TextChange<Model> {
  /** The file that all of the edits are about. */
  readonly origin: Model;
  /** With some of them. */
  readonly before: Model;
  /** With all of them. */
  readonly after: Model;
  /** In order of place. */
  readonly edits: readonly Edit[];
}

/** What is broken: the file, a script in it, or what another part of it says. */
export type Damage = 'syntax' | 'script' | 'meaning';

/** A kind of which it is not known which; it is given what it has made itself. */
// biome-ignore lint/suspicious/noExplicitAny: kinds of all models are in one list
export type AnyKind = Kind<string, any>;
