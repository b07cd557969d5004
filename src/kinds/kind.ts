import type { ImageFamily } from '../image/family.ts';
import type { AnalysisOptions } from '../model/analysis-options.ts';
import type { ScriptUse } from '../model/definitions.ts';
import type { FileModel } from '../model/model.ts';
import type { Edit } from '../text/edit.ts';
import type { Span } from '../text/fragment.ts';
import type { SourceFile } from '../text/source.ts';
import type { FileNames } from './file-names.ts';

/** What a suppression covers: what comes next, the stage or document around it, or the file. */
export type CommentScope = 'next' | 'stage' | 'file';

/** The place of a directive among those of its file: another comment ends them, so only the last can become one. */
export type DirectivePlace = 'last' | 'earlier';

/** A comment, or something else that may hide findings. */
export interface CommentPlace extends Span {
  /** It is a directive, which is about the whole file. */
  readonly directive?: DirectivePlace;
  /** The text after the `#`. */
  readonly text: string;
  /** BuildKit reads `check=skip=…` in it. */
  readonly isForBuildKit?: true;
  /** Findings that begin here would be hidden; `undefined` when nothing follows the comment. */
  covers(scope: CommentScope): Span | undefined;
}

/**
 * A kind of file that is linted: how its files are recognized and read, and how the parts of the engine that are the
 * same for all kinds (levels, comments that hide findings, baseline, fixes) work on them. All functions are pure.
 *
 * A new kind is a folder beside this file, and one line in `all.ts`. Its rules say `kinds: ['…']`.
 */
export interface Kind<Id extends string = string, Model extends FileModel = FileModel> {
  readonly id: Id;
  /** Its name: `Dockerfile`. */
  readonly title: string;
  /** The language of its text, as a fence of Markdown names it: `dockerfile`, `yaml`. */
  readonly language: string;
  readonly names: FileNames;
  /** A file of this kind is linted only where another one reaches it: no search looks for it, and nobody can name it. */
  readonly isReachedOnly?: true;
  /** Whether a text is of this kind. It must not parse anything: a search asks for every file with such a name. */
  recognizes(text: string): boolean;
  /** What a text with such a name is instead, as the rest of a sentence that begins with the name. */
  describeOther(text: string): string;
  /**
   * Reads a text; every text gives a model.
   *
   * @param path the file as shown to people; by default the most usual name of such files
   * @param optionsFor called when it is known whether a program must generate the file from this text first
   */
  analyze(
    text: string,
    path: string | undefined,
    optionsFor: (isTemplate: boolean) => AnalysisOptions,
  ): Model;
  /**
   * The family whose level a rule has at a place; without a place, in the file as a whole.
   *
   * @param offset `undefined`: the file as a whole
   * @param isServing the rule is about serving, see `RuleMeta.serving`
   */
  familyAt(file: Model, offset: number | undefined, isServing: boolean): ImageFamily;
  /** The families in a file: a rule that is off for all of them need not examine it. */
  familiesIn(file: Model, isServing: boolean): readonly ImageFamily[];
  /** The files that are linted along with one of this kind, because it says how they are used: entry scripts. */
  reached?(file: Model): readonly ReachedFile[];
  /** The comments of a file, in order. */
  commentsIn(file: Model): readonly CommentPlace[];
  /**
   * Makes the function that gives the surroundings of a place of a text, in a form that does not change with other
   * parts of the file or with its layout: the baseline recognizes findings by it. Blanks do not count. `undefined`:
   * only the line.
   */
  anchorsIn(text: string): (offset: number) => string | undefined;
  /** The parts of a text that cannot be read, in order of place. */
  problemsIn(file: Model): readonly TextProblem[];
  /** Whether a fix may edit a place. */
  mayEdit(file: Model, place: Span): boolean;
  /**
   * The harm that edits have done to a text, beyond their purpose.
   *
   * @param before without some of the edits
   * @param after with all of them
   */
  damage(change: TextChange<Model>): Damage | undefined;
  /**
   * The stretches of a file in which edits may reveal errors that existed before: a wrong instruction did not do what
   * it says. In order of their start.
   */
  uncoveredBy(file: Model, edits: readonly Span[]): readonly Span[];
}

/** A file that is linted along with the one that leads to it. */
export interface ReachedFile {
  readonly kind: AnyKind;
  readonly source: SourceFile;
  readonly use: ScriptUse;
}

/** A part of a text that cannot be read. */
export interface TextProblem extends Span {
  readonly code: string;
}

/** A text before and after edits. */
export interface TextChange<Model> {
  /** The file to which all edits refer. */
  readonly origin: Model;
  /** With some of the edits. */
  readonly before: Model;
  /** With all of them. */
  readonly after: Model;
  /** In order of place. */
  readonly edits: readonly Edit[];
}

/** What is broken: the file, a script in it, or the meaning of another part. */
export type Damage = 'syntax' | 'script' | 'meaning';

/** Any kind; it receives only models that it made itself. */
// biome-ignore lint/suspicious/noExplicitAny: kinds of all models are in one list
export type AnyKind = Kind<string, any>;
