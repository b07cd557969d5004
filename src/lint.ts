import type { ImageFault } from './image/image-fault.ts';
import { dockerfileKind } from './kinds/dockerfile/kind.ts';
import type { AnyKind } from './kinds/kind.ts';
import type { FileModel } from './model/model.ts';
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
  /** By place; those in other files come last. */
  readonly findings: readonly Finding[];
  /** The findings that comments hide, by place. */
  readonly suppressed: readonly SuppressedFinding[];
}

/** The result with everything that is known about the file. */
export interface Examination extends LintResult {
  readonly kind: AnyKind;
  readonly file: FileModel;
}

/**
 * Lints the text of one file. Pure: the same text and settings give the same findings, and nothing else is read.
 * Never throws: what cannot be parsed is a finding of `dockerfile/syntax-error`.
 *
 * @param path how the file is shown, see {@link SourceFile}
 * @param kind the kind of the file
 */
export function lintSource(
  text: string,
  settings: Settings,
  path?: string,
  kind: AnyKind = dockerfileKind,
): LintResult {
  const { source, findings, suppressed } = examine(text, settings, path, kind);
  return { source, findings, suppressed };
}

/** {@link lintSource}, for callers that need to know more about the file. */
export function examine(
  text: string,
  settings: Settings,
  path?: string,
  kind: AnyKind = dockerfileKind,
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

  const first = hide(run(finders, file, kind));
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
  const byPlace = placeOrder(source);
  return {
    kind,
    file,
    source,
    findings: [...first.kept, ...second.kept].sort(byPlace),
    suppressed: [...first.suppressed, ...second.suppressed].sort((a, b) => byPlace(a.finding, b.finding)),
  };
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

const known = new WeakMap<Settings, Map<string, Readied>>();

/** @param isTemplate the final text is unknown; only that it is a template can be reported */
function readied(settings: Settings, { id }: AnyKind, isTemplate: boolean): Readied {
  const ofSettings = known.get(settings) ?? new Map<string, Readied>();
  known.set(settings, ofSettings);
  const key = isTemplate ? `${id} template` : id;
  const before = ofSettings.get(key);
  if (before !== undefined) return before;
  const on = settings.rules
    .filter(isOn)
    .filter(({ rule }) => isAboutKind(rule, id) && (!isTemplate || rule.about === 'templates'));
  const finders = on.filter(({ rule }) => rule.about !== 'suppressions');
  const fresh: Readied = {
    tellsPlaceholders: on.some(({ rule }) => rule.about === 'placeholders'),
    tellsUnusedStages: on.some(({ rule }) => rule.about === 'unused-stages'),
    tellsOfImages: new Set(on.flatMap(({ rule }) => rule.tellsOfImages ?? [])),
    finders,
    judges: on.filter(({ rule }) => rule.about === 'suppressions'),
    suppression: {
      names: ruleNames(settings.rules.map(({ rule }) => rule)),
      // The judges have not run yet when they look at the effect of a comment.
      ran: new Set(finders.map(idOf)),
      leftOut: new Set(settings.leftOut),
      now: settings.now,
      locked: new Set([...(settings.locked ?? []), ...settings.rules.filter(isUnsuppressible).map(idOf)]),
    },
  };
  ofSettings.set(key, fresh);
  return fresh;
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
