import type { ContextFound } from './context/context.ts';
import type { ImageFault } from './image/image-fault.ts';
import { dockerfileKind } from './kinds/dockerfile/kind.ts';
import type { AnyKind, ReachedFile } from './kinds/kind.ts';
import { textKind } from './kinds/text/kind.ts';
import type { ScriptUse } from './model/definitions.ts';
import type { DockerfileModel, FileModel } from './model/model.ts';
import { unknownSurroundings } from './model/surroundings.ts';
import { findingsOf, isOn } from './rule/check.ts';
import type { Finding } from './rule/finding.ts';
import { ruleNames } from './rule/names.ts';
import { isAboutKind, type SuppressionFacts } from './rule/rule.ts';
import type { RuleSetting, Settings } from './rule/settings.ts';
import type { SuppressedFinding } from './rule/suppression.ts';
import { applySuppressions, type SuppressionSettings } from './suppress/apply.ts';
import { readSuppressions } from './suppress/read.ts';
import type { SourceFile } from './text/source.ts';

/** The result of linting one file. */
export interface LintResult {
  /** The file that was linted. */
  readonly source: SourceFile;
  /** Those in this file, by place. */
  readonly findings: readonly Finding[];
  /** Which build context a Dockerfile has, and why; only there if what is around it was given. */
  readonly context?: ContextFound;
  /** The findings that comments hide, by place. */
  readonly suppressed: readonly SuppressedFinding[];
  /**
   * The results of the files around it: those that are linted along with it, such as the entry script, and others in which
   * findings are, such as a requirements file. In order of path.
   */
  readonly others: readonly OtherResult[];
}

/** The result of a file that another one leads to. */
export interface OtherResult extends Omit<LintResult, 'others'> {
  /** The id of its kind: `python`; `text` for a file without a model. */
  readonly kind: string;
}

/** The result with everything that is known about the file. */
export interface Examination extends LintResult {
  readonly kind: AnyKind;
  readonly file: FileModel;
  readonly others: readonly ExaminedOther[];
}

/** The result of a file that another one leads to, with what it takes to examine another text of it. */
export interface ExaminedOther extends OtherResult {
  readonly again: {
    readonly settings: Settings;
    readonly kind: AnyKind;
    readonly brought: readonly Finding[];
  };
}

/**
 * Lints the text of one file. Pure: the same text and settings give the same findings, and nothing else is read.
 * Never throws: what cannot be parsed is a finding of `dockerfile/syntax-error`.
 *
 * @param path how the file is shown, see {@link SourceFile}
 * @param kind the kind of the file
 * @param look is given what is known of the file, which the result has not
 */
export function lintSource(
  text: string,
  settings: Settings,
  path?: string,
  kind: AnyKind = dockerfileKind,
  look?: (file: FileModel) => void,
): LintResult {
  const { file, source, findings, suppressed, others } = examine(text, settings, path, kind);
  look?.(file);
  const context = contextFound(file, settings);
  return {
    source,
    ...(context && { context }),
    findings,
    suppressed,
    others: others.map(({ again: _, ...plain }) => plain),
  };
}

/** The build context of a Dockerfile, if one was looked for. */
export function contextFound(file: FileModel, { surroundings }: Settings): ContextFound | undefined {
  if (surroundings === undefined || file.kind !== 'dockerfile') return undefined;
  const { certainty, folder, reason } = (file as DockerfileModel).context;
  return reason === undefined ? undefined : { certainty, folder, reason };
}

/**
 * {@link lintSource}, for callers that need to know more about the file.
 *
 * @param brought findings in this file that came up in another
 */
export function examine(
  text: string,
  settings: Settings,
  path?: string,
  kind: AnyKind = dockerfileKind,
  brought: readonly Finding[] = [],
): Examination {
  let ready = readied(settings, kind, false);
  const file: FileModel = kind.analyze(text, path, (isTemplate) => {
    if (isTemplate) ready = readied(settings, kind, true);
    const { tellsPlaceholders, tellsUnusedStages, tellsOfImages } = ready;
    return { ...settings, tellsPlaceholders, tellsUnusedStages, tellsOfImages };
  });
  const { source } = file;
  const { finders, judges, suppression } = ready;
  const comments = readSuppressions(kind.commentsIn(file));
  const hide = (findings: readonly Finding[]) =>
    applySuppressions(source, findings, comments.suppressions, suppression);

  const byPlace = placeOrder(source);
  const reached = kind.reached?.(file) ?? [];
  const inside = examinedInside(file, reached, settings);
  const found = [
    ...run(finders, file, kind),
    ...[...brought, ...inside.flatMap(({ findings }) => findings)].map((one) => ({ ...one, file: source })),
  ];
  const first = hide(found.sort(byPlace));
  const second = hide(
    run(judges, file, kind, {
      suppressions: first.applied,
      malformed: comments.malformed,
      names: {
        all: suppression.names.all,
        idsOf: (name) => suppression.names.find(name).map(({ id }) => id),
      },
    }),
  );
  const kept = [...first.kept, ...second.kept].sort(byPlace);
  return {
    kind,
    file,
    source,
    findings: kept.filter((finding) => finding.file === source),
    others: othersOf(file, reached, kept, settings),
    suppressed: [...first.suppressed, ...second.suppressed, ...suppressedInside(inside, source)].sort(
      (a, b) => byPlace(a.finding, b.finding),
    ),
  };
}

/** The results of scripts that are part of a file itself, as here-documents: they have its path, and the places in it. */
function examinedInside(
  file: FileModel,
  reached: readonly ReachedFile[],
  settings: Settings,
): readonly Examination[] {
  return reached
    .filter(({ source }) => source.path === file.source.path)
    .map(({ source: { text, path }, kind, use }) => examine(text, usedBy([use], settings), path, kind));
}

/** The settings for a script that is loaded in some ways. */
function usedBy(scriptUses: readonly ScriptUse[], settings: Settings): Settings {
  return { ...settings, surroundings: { ...(settings.surroundings ?? unknownSurroundings), scriptUses } };
}

/** What the comments of such scripts hide. */
function suppressedInside(inside: readonly Examination[], source: SourceFile): readonly SuppressedFinding[] {
  return inside
    .flatMap(({ suppressed }) => suppressed)
    .map((one) => ({ ...one, finding: { ...one.finding, file: source } }));
}

/** The results of the files that a file leads to, and of those in which its findings are. */
function othersOf(
  file: FileModel,
  reached: readonly ReachedFile[],
  findings: readonly Finding[],
  settings: Settings,
): readonly ExaminedOther[] {
  const scripts = reached.filter(({ source }) => source.path !== file.source.path);
  const elsewhere = findings.filter((finding) => finding.file !== file.source);
  if (scripts.length + elsewhere.length === 0) return [];
  const others = new Map<
    string,
    { kind: AnyKind; source: SourceFile; uses: ScriptUse[]; brought: Finding[] }
  >();
  const otherAt = (source: SourceFile, kind: AnyKind) => {
    const other = others.get(source.path) ?? { kind, source, uses: [], brought: [] };
    others.set(source.path, other);
    return other;
  };
  for (const { source, kind, use } of scripts) otherAt(source, kind).uses.push(use);
  for (const finding of elsewhere)
    otherAt(finding.file, textKind).brought.push(ofOtherFile(finding, file.source));
  return [...others.values()]
    .sort((a, b) => compared(a.source.path, b.source.path))
    .map(({ kind, source: { text, path }, uses, brought }) => {
      const again = { settings: usedBy(uses, settings), kind, brought };
      const { source, findings, suppressed } = examine(text, again.settings, path, kind, brought);
      return { kind: kind.id, source, findings, suppressed, again };
    });
}

/** A finding without the fix that would change the file in which it came up. */
function ofOtherFile(finding: Finding, from: SourceFile): Finding {
  const { fix, ...rest } = finding;
  if (!fix || fix.edits.length === 0) return finding;
  const elsewhere = [{ file: from, edits: fix.edits }, ...(fix.elsewhere ?? [])];
  return { ...rest, fix: { ...fix, edits: [], elsewhere } };
}

/** What settings say, as it is asked for in every file. */
interface Readied {
  readonly tellsPlaceholders: boolean;
  readonly tellsUnusedStages: boolean;
  readonly tellsOfImages: ReadonlySet<ImageFault>;
  readonly finders: readonly RuleSetting[];
  /** They judge the effect of comments, so they run after the others. */
  readonly judges: readonly RuleSetting[];
  readonly suppression: SuppressionSettings;
}

/** By the rules: what is around a file differs from one to the next, and does not matter here. */
const known = new WeakMap<Settings['rules'], Map<string, Readied>>();

/** @param isTemplate the final text is unknown; only that it is a template can be reported */
function readied(settings: Settings, { id }: AnyKind, isTemplate: boolean): Readied {
  const ofSettings = known.get(settings.rules) ?? new Map<string, Readied>();
  known.set(settings.rules, ofSettings);
  const { now, leftOut = [], locked = [] } = settings;
  const key = [id, isTemplate, now, ...leftOut, '', ...locked].join('\n');
  const before = ofSettings.get(key);
  if (before !== undefined) return before;
  const enabled = settings.rules.filter(isOn);
  const on = enabled.filter(
    ({ rule }) => isAboutKind(rule, id) && (!isTemplate || rule.about === 'templates'),
  );
  const finders = on.filter(isFinder);
  const fresh: Readied = {
    tellsPlaceholders: on.some(({ rule }) => rule.about === 'placeholders'),
    tellsUnusedStages: on.some(({ rule }) => rule.about === 'unused-stages'),
    tellsOfImages: new Set(on.flatMap(({ rule }) => rule.tellsOfImages ?? [])),
    finders,
    judges: on.filter(({ rule }) => rule.about === 'suppressions'),
    suppression: {
      names: ruleNames(settings.rules.map(({ rule }) => rule)),
      // The judges have not run yet when they look at the effect of a comment. In a Dockerfile, a rule about files of another kind
      // finds nothing that a comment could hide.
      ran: new Set((id === dockerfileKind.id && !isTemplate ? enabled.filter(isFinder) : finders).map(idOf)),
      leftOut: new Set(leftOut),
      now,
      locked: new Set([...locked, ...settings.rules.filter(isUnsuppressible).map(idOf)]),
    },
  };
  ofSettings.set(key, fresh);
  return fresh;
}

function isFinder({ rule }: RuleSetting): boolean {
  return rule.about !== 'suppressions';
}

function isUnsuppressible({ rule }: RuleSetting): boolean {
  return rule.unsuppressible === true;
}

function idOf({ rule }: RuleSetting): string {
  return rule.id;
}

/** The findings of some rules, by place. */
function run(
  settings: readonly RuleSetting[],
  file: FileModel,
  kind: AnyKind,
  comments?: SuppressionFacts,
): readonly Finding[] {
  const findings: Finding[] = [];
  // Most rules find nothing in most files: only what one finds is gathered.
  for (const setting of settings)
    for (const finding of findingsOf(setting, file, kind, comments))
      findings.push(withPossibleFix(finding, file, kind));
  return findings.sort(placeOrder(file.source));
}

/** The finding without its fix if the fix cannot be applied at present. */
function withPossibleFix(finding: Finding, file: FileModel, kind: AnyKind): Finding {
  if (finding.fix?.edits.every((edit) => kind.mayEdit(file, edit)) ?? true) return finding;
  const { fix: _, ...rest } = finding;
  return rest;
}

/** The order of findings: first those in the linted file, then those in others by path; within a file by place. */
function placeOrder(own: SourceFile): (a: Finding, b: Finding) => number {
  const byFile = (a: SourceFile, b: SourceFile) =>
    Number(b === own) - Number(a === own) || compared(a.path, b.path);
  return (a, b) =>
    (a.file === b.file ? 0 : byFile(a.file, b.file)) ||
    a.span.start - b.span.start ||
    a.span.end - b.span.end ||
    compared(a.rule, b.rule);
}

function compared(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}
