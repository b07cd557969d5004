/**
 * The basis of all reports: a run without secrets, whose text is as safe as its destination requires. Reports get
 * nothing else, so none of them can forget this.
 */

import type { InventoryEntry } from '../inventory/entry.ts';
import { aliasesOf } from '../rule/aliases.ts';
import { type Finding, type Fix, isOfOneFile, type MessageData, type Severity } from '../rule/finding.ts';
import { helpOf, helpUri } from '../rule/links.ts';
import { type FamilyLevels, kindsOf } from '../rule/rule.ts';
import type { AnyRule } from '../rule/settings.ts';
import { asOneEdit } from '../text/edit.ts';
import { jointMasker, type Masker, maskerFor, plainMasker, type TextMasker } from '../text/masker.ts';
import { pushTo } from '../text/multimap.ts';
import { type Range, rangeOf, type SourceFile } from '../text/source.ts';
import type { FixPart } from './changes.ts';
import { type Change, Code } from './code.ts';
import { type HiddenFinding, hiddenIn } from './hidden.ts';
import { isLinkable } from './hyperlink.ts';
import { PrintedText, printedName } from './printed-text.ts';
import type { FileReport, Repository, Run, RunError } from './run.ts';
import { arePublic, maskData } from './secrets.ts';
import { type Summary, summaryOf } from './summary.ts';

/** A whole run. `Words` is the type of prose: {@link PrintedText}, or a string that is yet to be written as JSON or XML. */
export interface RunView<Words> {
  /** Version of azml-lint. */
  readonly version: string;
  /** The day with which ages are compared, `YYYY-MM-DD`. */
  readonly day: string;
  /** In order of path. Files without findings are listed too. */
  readonly files: readonly FileView<Words>[];
  readonly errors: readonly ErrorView<Words>[];
  /** Every rule, including disabled ones, in order of id. */
  readonly rules: readonly RuleView[];
  readonly summary: Summary;
  /** Where the files come from, if the report wants that. */
  readonly repository: Repository | undefined;
}

/** A failure that is not a finding. */
export interface ErrorView<Words> {
  readonly message: Words;
  readonly path: string | undefined;
  /** The configuration has failed, not the run. */
  readonly isConfiguration: boolean;
}

/** A rule, in the words of its author. */
export interface RuleView {
  readonly id: string;
  readonly aliases: readonly string[];
  readonly title: string;
  readonly levels: FamilyLevels;
  /** An address with more information about it. */
  readonly help: string;
  /** Score from 0.1 to 10, only for rules about security. */
  readonly security: number | undefined;
  /** The kinds of file that it examines. */
  readonly kinds: readonly string[];
}

/** One linted file. */
export interface FileView<Words> {
  /** As shown to people. */
  readonly path: string;
  readonly code: Code;
  /** The build context of a Dockerfile. */
  readonly context: ContextView | undefined;
  /** By place; those in other files come last. */
  readonly findings: readonly FindingView<Words>[];
  /** What its stages and environments are built on, if the report wants that. */
  readonly inventory: readonly InventoryEntry[] | undefined;
  /** Its path from the root of the repository, if that is known. */
  readonly repositoryPath: string | undefined;
  /** The findings that comments and the baseline hide, by place. */
  readonly hidden: readonly HiddenView<Words>[];
  /** The changes that the fixes of some findings make, by the file that they change. */
  changes(findings: readonly FindingView<Words>[]): ReadonlyMap<Code, readonly Change[]>;
}

/** Which folder was taken as the build context of a Dockerfile, and why. */
interface ContextView {
  readonly certainty: string;
  /** Not there while it is not known. */
  readonly path: string | undefined;
  readonly source: string | undefined;
}

/** One finding. */
export interface FindingView<Words> extends PlaceView {
  readonly rule: string;
  /** Names of the same rule in other linters. */
  readonly aliases: readonly string[];
  readonly severity: Severity;
  readonly messageId: string;
  readonly message: Words;
  readonly data: MessageData;
  readonly related: readonly RelatedView<Words>[];
  readonly fix: FixView<Words> | undefined;
  /** An address with more information about it. */
  readonly help: string;
  /** The organization or the plugin has set that address: it is not the page of the rule. */
  readonly hasOwnHelp: boolean;
  /** The same address if it can be the target of a link; otherwise `undefined`. */
  readonly link: string | undefined;
  /** The rule itself failed. */
  readonly isInternal: boolean;
}

/** A place in the code of the linted file, or of another. */
interface PlaceView {
  readonly code: Code;
  readonly span: { readonly start: number; readonly end: number };
  readonly range: Range;
}

/** Another place that explains a finding. */
export interface RelatedView<Words> extends PlaceView {
  readonly message: Words;
}

export interface FixView<Words> {
  readonly safety: 'safe' | 'unsafe';
  /** It changes other files too, so `--fix` does not apply it. */
  readonly isByHand: boolean;
  readonly title: Words;
  /** The edits by file, the linted one first; `undefined` if they would repeat a secret. */
  readonly edits: readonly FileEditsView[] | undefined;
  /**
   * All edits as one, which repeats what is between them; `undefined` if they are in several files, or if it would repeat
   * a secret.
   */
  readonly asOne: FileEditsView['edits'][number] | undefined;
}

/** Edits of one file, to be applied: given to programs, not printed. */
interface FileEditsView {
  readonly code: Code;
  readonly edits: readonly { readonly range: Range; readonly text: string }[];
}

/** A finding that is not reported, and what hides it. */
export interface HiddenView<Words> {
  readonly finding: FindingView<Words>;
  readonly by:
    | {
        readonly kind: 'comment';
        readonly range: Range;
        readonly reason: Words | undefined;
        readonly until: string | undefined;
      }
    | { readonly kind: 'baseline'; readonly since: string };
}

/** How text is made safe for its destination. */
export interface Medium<Words> {
  words(text: string, masker: TextMasker): Words;
  /** A name on one line: a path, an id, an address. */
  name(text: string, masker: TextMasker): string;
}

/** For a terminal or a log. */
export const print: Medium<PrintedText> = {
  words: (text, masker) => new PrintedText(text, masker),
  name: printedName,
};

/** For a document of data, whose writer escapes characters that act. */
export const data: Medium<string> = {
  words: (text, masker) => masker.mask(text),
  name: (text, masker) => masker.mask(text),
};

/** The view of a whole run. */
export function viewOf<Words>(run: Run, medium: Medium<Words>): RunView<Words> {
  const fileView = fileViewer(run.rules, medium);
  return {
    version: run.version,
    day: run.now,
    files: run.files.map(fileView),
    errors: errorViews(run.errors, medium),
    rules: ruleViews(run.rules, medium),
    summary: summaryOf(run),
    repository: run.repository && namesIn(run.repository, (text) => medium.name(text, plainMasker)),
  };
}

/** The views of what went wrong with the run itself. */
export function errorViews<Words>(
  errors: readonly RunError[],
  medium: Medium<Words>,
): readonly ErrorView<Words>[] {
  return errors.map(({ message, path, configuration }) => ({
    message: medium.words(message, plainMasker),
    path: path === undefined ? undefined : medium.name(path, plainMasker),
    isConfiguration: configuration === true,
  }));
}

/** The views of rules. Their contents are worked out only when a report uses them. */
export function ruleViews(rules: readonly AnyRule[], medium: Medium<unknown>): readonly RuleView[] {
  const name = (text: string) => medium.name(text, plainMasker);
  return rules.map((rule) => ({
    get id() {
      return name(rule.id);
    },
    get aliases() {
      return aliasesOf(rule).map(name);
    },
    get title() {
      return name(rule.title);
    },
    get help() {
      return name(rule.url ?? helpUri(rule.id));
    },
    levels: rule.level,
    security: rule.security,
    kinds: kindsOf(rule),
  }));
}

/** Makes the function that gives the view of each file of a run. */
export function fileViewer<Words>(
  rules: readonly AnyRule[],
  medium: Medium<Words>,
): (file: FileReport) => FileView<Words> {
  const aliases = new Map(rules.map((rule) => [rule.id, aliasesOf(rule)]));
  const names = new Map<string, Names>();
  const namesOf = (rule: string): Names => {
    const known = names.get(rule);
    if (known !== undefined) return known;
    const [id, ...others] = [rule, ...(aliases.get(rule) ?? [])].map((name) =>
      medium.name(name, plainMasker),
    );
    const made = { id: id!, aliases: others };
    names.set(rule, made);
    return made;
  };
  return (file) => fileView(file, namesOf, medium);
}

/** The names of a rule as shown to people. */
type Names = Pick<RuleView, 'id' | 'aliases'>;

function fileView<Words>(
  file: FileReport,
  namesOf: (rule: string) => Names,
  medium: Medium<Words>,
): FileView<Words> {
  return new FileInView(file, namesOf, medium);
}

class FileInView<Words> implements FileView<Words> {
  readonly path: string;
  readonly code: Code;
  readonly repositoryPath: string | undefined;
  readonly context: ContextView | undefined;
  readonly findings: readonly FindingView<Words>[];
  readonly #file: FileReport;
  readonly #namesOf: (rule: string) => Names;
  readonly #medium: Medium<Words>;
  readonly #files: FilesInView;
  readonly #originals = new Map<FindingView<Words>, Finding>();

  constructor(file: FileReport, namesOf: (rule: string) => Names, medium: Medium<Words>) {
    this.#file = file;
    this.#namesOf = namesOf;
    this.#medium = medium;
    this.#files = new FilesInView(medium);
    this.path = medium.name(file.path, plainMasker);
    this.code = this.#files.code(file.source);
    this.repositoryPath =
      file.repositoryPath === undefined ? undefined : medium.name(file.repositoryPath, plainMasker);
    this.context = file.context && contextView(file.context, medium);
    this.findings = file.findings.map((finding) => this.#viewed(finding));
  }

  #viewed(finding: Finding): FindingView<Words> {
    const names = this.#namesOf(finding.rule);
    const view = new FindingInView(finding, this.#file.source, this.#files, names, this.#medium);
    this.#originals.set(view, finding);
    return view;
  }

  get inventory(): readonly InventoryEntry[] | undefined {
    const { inventory, source } = this.#file;
    const masker = this.#files.masker([source]);
    return inventory?.map((entry) => namesIn(entry, (text) => this.#medium.name(text, masker)));
  }

  get hidden(): readonly HiddenView<Words>[] {
    const viewed = (finding: Finding) => this.#viewed(finding);
    return hiddenIn(this.#file).map((hidden) =>
      hiddenView(hidden, viewed, this.#file.source, this.#files, this.#medium),
    );
  }

  changes(findings: readonly FindingView<Words>[]): ReadonlyMap<Code, readonly Change[]> {
    const own = this.#file.source;
    const originals = findings.map((finding) => this.#originals.get(finding)!);
    const byFile = new Map<Code, FixPart[]>();
    for (const [source, part] of originals.flatMap((finding) => partsOf(finding, own))) {
      const code = this.#files.code(source);
      pushTo(byFile, code, part);
    }
    const masker = this.#files.masker(originals.flatMap((finding) => sourcesOf(finding, own)));
    return new Map([...byFile].map(([code, parts]) => [code, code.changes(parts, masker)]));
  }
}

/** Plain data with every text in it as a name. */
export function namesIn<T extends object>(data: T, name: (text: string) => string): T {
  const named = (value: unknown): unknown => {
    if (typeof value === 'string') return name(value);
    return typeof value === 'object' && value !== null ? namesIn(value, name) : value;
  };
  return Object.fromEntries(Object.entries(data).map(([key, value]) => [key, named(value)])) as T;
}

function contextView(
  { certainty, folder, reason }: NonNullable<FileReport['context']>,
  medium: Medium<unknown>,
): ContextView {
  const name = (text: string | undefined) =>
    text === undefined ? undefined : medium.name(text, plainMasker);
  return { certainty, path: name(folder), source: name(reason) };
}

/** The files whose words a finding may repeat. */
function sourcesOf({ file, related, fix }: Finding, own: SourceFile): readonly SourceFile[] {
  return [own, file, ...related.map((one) => one.file), ...(fix?.elsewhere ?? []).map((one) => one.file)];
}

/** The changes of a finding's fix, file by file. */
function partsOf({ fix }: Finding, own: SourceFile): readonly (readonly [SourceFile, FixPart])[] {
  if (fix === undefined) return [];
  const { safety, edits, elsewhere = [] } = fix;
  return [
    ...(edits.length > 0 ? [[own, { safety, edits }] as const] : []),
    ...elsewhere.map((one) => [one.file, { safety, edits: one.edits }] as const),
  ];
}

/** The files that the findings of one file refer to, by path: usually only that file. */
class FilesInView {
  readonly #medium: Medium<unknown>;
  readonly #maskers = new Map<string, Masker>();
  readonly #codes = new Map<string, Code>();

  constructor(medium: Medium<unknown>) {
    this.#medium = medium;
  }

  code(source: SourceFile): Code {
    const known = this.#codes.get(source.path);
    if (known !== undefined) return known;
    const code = new Code(source, this.#maskerOf(source), this.#medium.name(source.path, plainMasker));
    this.#codes.set(source.path, code);
    return code;
  }

  /** Hides the secrets of all given files. */
  masker(sources: Iterable<SourceFile>): TextMasker {
    return jointMasker([...new Set([...sources].map((source) => this.#maskerOf(source)))]);
  }

  #maskerOf(source: SourceFile): Masker {
    const known = this.#maskers.get(source.path);
    if (known !== undefined) return known;
    const masker = maskerFor(source.text);
    this.#maskers.set(source.path, masker);
    return masker;
  }
}

/** A finding of a file. Expensive parts are worked out when a report uses them. */
class FindingInView<Words> implements FindingView<Words> {
  readonly code: Code;
  readonly span: Finding['span'];
  readonly range: Range;
  readonly severity: Severity;
  readonly rule: string;
  readonly aliases: readonly string[];
  readonly hasOwnHelp: boolean;
  readonly isInternal: boolean;
  readonly #finding: Finding;
  readonly #own: SourceFile;
  readonly #files: FilesInView;
  readonly #masker: TextMasker;
  readonly #medium: Medium<Words>;
  #message: Words | undefined;
  #related: readonly RelatedView<Words>[] | undefined;
  #fix: FixView<Words> | undefined;

  constructor(finding: Finding, own: SourceFile, files: FilesInView, names: Names, medium: Medium<Words>) {
    this.code = files.code(finding.file);
    this.span = finding.span;
    this.range = finding.range;
    this.severity = finding.severity;
    this.rule = names.id;
    this.aliases = names.aliases;
    this.hasOwnHelp = finding.help !== undefined;
    this.isInternal = finding.internal === true;
    this.#finding = finding;
    this.#own = own;
    this.#files = files;
    this.#masker = files.masker(sourcesOf(finding, own));
    this.#medium = medium;
  }

  get messageId(): string {
    return this.#name(this.#finding.messageId);
  }

  get message(): Words {
    this.#message ??= this.#medium.words(this.#finding.message, this.#masker);
    return this.#message;
  }

  get data(): MessageData {
    const { data, message } = this.#finding;
    return Object.fromEntries(
      Object.entries(maskData(data, message, this.#masker)).map(([key, value]) => [
        key,
        typeof value === 'string' ? this.#name(value) : value,
      ]),
    );
  }

  get related(): readonly RelatedView<Words>[] {
    this.#related ??= this.#finding.related.map(({ file, span, range, message }) => ({
      ...{ code: this.#files.code(file), span, range },
      message: this.#medium.words(message, this.#masker),
    }));
    return this.#related;
  }

  get fix(): FixView<Words> | undefined {
    const { fix } = this.#finding;
    if (fix !== undefined)
      this.#fix ??= new FixInView(fix, this.#own, this.#files, this.#masker, this.#medium);
    return this.#fix;
  }

  get help(): string {
    const { help, rule } = this.#finding;
    return help === undefined ? helpUri(rule) : this.#medium.name(help, this.#masker);
  }

  get link(): string | undefined {
    const address = helpOf(this.#finding);
    return isLinkable(address) && this.#masker.find(address).length === 0 ? address : undefined;
  }

  #name(text: string): string {
    return this.#medium.name(text, plainMasker);
  }
}

class FixInView<Words> implements FixView<Words> {
  readonly safety: Fix['safety'];
  readonly isByHand: boolean;
  readonly title: Words;
  readonly #fix: Fix;
  readonly #own: SourceFile;
  readonly #files: FilesInView;
  readonly #masker: TextMasker;
  readonly #medium: Medium<Words>;

  constructor(fix: Fix, own: SourceFile, files: FilesInView, masker: TextMasker, medium: Medium<Words>) {
    this.safety = fix.safety;
    this.isByHand = !isOfOneFile(fix);
    this.title = medium.words(fix.title, masker);
    this.#fix = fix;
    this.#own = own;
    this.#files = files;
    this.#masker = masker;
    this.#medium = medium;
  }

  get edits(): FixView<Words>['edits'] {
    const all = [{ file: this.#own, edits: this.#fix.edits }, ...(this.#fix.elsewhere ?? [])];
    if (!all.every(({ edits }) => arePublic(edits, this.#masker))) return undefined;
    return all.map(({ file, edits }) => ({
      code: this.#files.code(file),
      edits: edits.map((edit) => ({
        range: rangeOf(file, edit),
        text: this.#medium.name(edit.text, this.#masker),
      })),
    }));
  }

  get asOne(): FixView<Words>['asOne'] {
    const { edits } = this.#fix;
    if (this.isByHand || edits.length === 0) return undefined;
    const edit = asOneEdit(this.#own.text, edits);
    if (!arePublic([edit], this.#masker)) return undefined;
    return { range: rangeOf(this.#own, edit), text: this.#medium.name(edit.text, this.#masker) };
  }
}

function hiddenView<Words>(
  { finding, by }: HiddenFinding,
  viewed: (finding: Finding) => FindingView<Words>,
  own: SourceFile,
  files: FilesInView,
  medium: Medium<Words>,
): HiddenView<Words> {
  if (by.kind === 'baseline') return { finding: viewed(finding), by };
  const { kind, span, reason, until } = by;
  const words = reason === undefined ? undefined : medium.words(reason, files.masker([own]));
  return { finding: viewed(finding), by: { kind, range: rangeOf(own, span), reason: words, until } };
}
