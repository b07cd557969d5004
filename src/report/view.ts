/**
 * The basis of all reports: a run without secrets, whose text is as safe as its destination requires. Reports get
 * nothing else, so none of them can forget this.
 */
import { type Finding, type Fix, isOfOneFile, type MessageData, type Severity } from '../rule/finding.ts';
import { helpOf, helpUri } from '../rule/links.ts';
import type { FamilyLevels } from '../rule/rule.ts';
import type { AnyRule } from '../rule/settings.ts';
import { type Range, rangeOf, type SourceFile } from '../text/source.ts';
import type { FixPart } from './changes.ts';
import { type Change, Code } from './code.ts';
import { type HiddenFinding, hiddenIn } from './hidden.ts';
import { isLinkable } from './hyperlink.ts';
import { PrintedText, printedName } from './printed-text.ts';
import type { FileReport, Run, RunError } from './run.ts';
import {
  arePublic,
  jointMasker,
  type Masker,
  maskData,
  maskerFor,
  plainMasker,
  type TextMasker,
} from './secrets.ts';
import { type Summary, summaryOf } from './summary.ts';

/** A whole run. `Words` is the type of prose: {@link PrintedText}, or a string that is yet to be written as JSON. */
export interface RunView<Words> {
  /** Version of azml-lint. */
  readonly version: string;
  /** In order of path. Files without findings are listed too. */
  readonly files: readonly FileView<Words>[];
  readonly errors: readonly ErrorView<Words>[];
  /** Every rule, including disabled ones, in order of id. */
  readonly rules: readonly RuleView[];
  readonly summary: Summary;
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
  /** The kinds of file that it looks at. */
  readonly kinds: readonly string[];
}

/** One linted file. */
export interface FileView<Words> {
  /** As shown to people. */
  readonly path: string;
  readonly code: Code;
  /** By place; those in other files come last. */
  readonly findings: readonly FindingView<Words>[];
  /** The findings that comments and the baseline hide, by place. */
  readonly hidden: readonly HiddenView<Words>[];
  /** The changes that the fixes of some findings make, by the file that they change. */
  changes(findings: readonly FindingView<Words>[]): ReadonlyMap<Code, readonly Change[]>;
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
    | { readonly kind: 'comment'; readonly range: Range; readonly reason: Words | undefined }
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

/** For JSON, whose writer escapes control characters. */
export const json: Medium<string> = {
  words: (text, masker) => masker.mask(text),
  name: (text, masker) => masker.mask(text),
};

/** The view of a whole run. */
export function viewOf<Words>(run: Run, medium: Medium<Words>): RunView<Words> {
  const fileView = fileViewer(run.rules, medium);
  return {
    version: run.version,
    files: run.files.map(fileView),
    errors: errorViews(run.errors, medium),
    rules: ruleViews(run.rules, medium),
    summary: summaryOf(run),
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
      return (rule.aliases ?? []).map(name);
    },
    get title() {
      return name(rule.title);
    },
    get help() {
      return name(rule.url ?? helpUri(rule.id));
    },
    levels: rule.level,
    security: rule.security,
    kinds: rule.kinds ?? ['dockerfile'],
  }));
}

/** Makes the function that gives the view of each file of a run. */
export function fileViewer<Words>(
  rules: readonly AnyRule[],
  medium: Medium<Words>,
): (file: FileReport) => FileView<Words> {
  const aliases = new Map(rules.map((rule) => [rule.id, rule.aliases ?? []]));
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
  const files = new FilesInView(medium);
  const originals = new WeakMap<FindingView<Words>, Finding>();
  const viewed = (finding: Finding): FindingView<Words> => {
    const view = findingView(finding, file.source, files, namesOf(finding.rule), medium);
    originals.set(view, finding);
    return view;
  };
  return {
    path: medium.name(file.path, plainMasker),
    code: files.code(file.source),
    findings: file.findings.map(viewed),
    get hidden() {
      return hiddenIn(file).map((hidden) => hiddenView(hidden, viewed, file.source, files, medium));
    },
    changes(findings) {
      const byFile = new Map<Code, FixPart[]>();
      for (const finding of findings) {
        for (const [source, part] of partsOf(originals.get(finding)!, file.source)) {
          const parts = byFile.get(files.code(source));
          if (parts) parts.push(part);
          else byFile.set(files.code(source), [part]);
        }
      }
      const sources = findings.flatMap((finding) => sourcesOf(originals.get(finding)!, file.source));
      const masker = files.masker(sources);
      return new Map([...byFile].map(([code, parts]) => [code, code.changes(parts, masker)]));
    },
  };
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

/** Expensive parts are worked out when a report uses them. */
function findingView<Words>(
  finding: Finding,
  own: SourceFile,
  files: FilesInView,
  names: Names,
  medium: Medium<Words>,
): FindingView<Words> {
  const { rule, severity, messageId, message, data, range, related, fix, help } = finding;
  const masker = files.masker(sourcesOf(finding, own));
  const name = (text: string) => medium.name(text, plainMasker);
  return {
    ...{ code: files.code(finding.file), span: finding.span, range, severity },
    rule: names.id,
    aliases: names.aliases,
    get messageId() {
      return name(messageId);
    },
    get message() {
      return medium.words(message, masker);
    },
    get data() {
      return Object.fromEntries(
        Object.entries(maskData(data, message, masker)).map(([key, value]) => [
          key,
          typeof value === 'string' ? name(value) : value,
        ]),
      );
    },
    get related() {
      return related.map((one) => ({
        ...{ code: files.code(one.file), span: one.span, range: one.range },
        message: medium.words(one.message, masker),
      }));
    },
    get fix() {
      return fix && fixView(fix, own, files, masker, medium);
    },
    get help() {
      return help === undefined ? helpUri(rule) : medium.name(help, masker);
    },
    hasOwnHelp: help !== undefined,
    get link() {
      const address = helpOf(finding);
      return isLinkable(address) && masker.find(address).length === 0 ? address : undefined;
    },
    isInternal: finding.internal === true,
  };
}

function fixView<Words>(
  fix: Fix,
  own: SourceFile,
  files: FilesInView,
  masker: TextMasker,
  medium: Medium<Words>,
): FixView<Words> {
  const all = [{ file: own, edits: fix.edits }, ...(fix.elsewhere ?? [])];
  return {
    safety: fix.safety,
    isByHand: !isOfOneFile(fix),
    title: medium.words(fix.title, masker),
    get edits() {
      if (!all.every((one) => arePublic(one.edits, masker))) return undefined;
      return all.map((one) => ({
        code: files.code(one.file),
        edits: one.edits.map((edit) => ({
          range: rangeOf(one.file, edit),
          text: medium.name(edit.text, masker),
        })),
      }));
    },
  };
}

function hiddenView<Words>(
  { finding, by }: HiddenFinding,
  viewed: (finding: Finding) => FindingView<Words>,
  own: SourceFile,
  files: FilesInView,
  medium: Medium<Words>,
): HiddenView<Words> {
  if (by.kind === 'baseline') return { finding: viewed(finding), by };
  const { kind, span, reason } = by;
  const words = reason === undefined ? undefined : medium.words(reason, files.masker([own]));
  return { finding: viewed(finding), by: { kind, range: rangeOf(own, span), reason: words } };
}
