import { parseDockerfile } from './dockerfile/parse.ts';
import { withoutFixOfTorn } from './edits/torn.ts';
import type { ImageFault } from './image/image-fault.ts';
import { analyze } from './model/analyze.ts';
import type { DockerfileModel } from './model/model.ts';
import { findingsOf, isOn } from './rule/check.ts';
import type { Finding } from './rule/finding.ts';
import { ruleNames } from './rule/names.ts';
import type { SuppressionFacts } from './rule/rule.ts';
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
  readonly file: DockerfileModel;
}

/**
 * Lints the text of one Dockerfile. Pure: the same text and settings give the same findings, and nothing else is read.
 * Never throws: what cannot be parsed is a finding of `dockerfile/syntax-error`.
 *
 * @param path the file as shown to people, see {@link SourceFile}
 */
export function lintSource(text: string, settings: Settings, path?: string): LintResult {
  const { source, findings, suppressed } = examine(text, settings, path);
  return { source, findings, suppressed };
}

/** {@link lintSource}, for callers that need to know more about the file. */
export function examine(text: string, settings: Settings, path?: string): Examination {
  const dockerfile = parseDockerfile(text, { asMeant: true, path });
  const { source } = dockerfile;
  const { tellsPlaceholders, tellsOfImages, finders, judges, suppression } = dockerfile.template
    ? readied(settings, ofTemplates, ({ rule }) => rule.about === 'templates')
    : readied(settings, ofOthers, () => true);
  const comments = readSuppressions(dockerfile);
  const file = analyze(dockerfile, { ...settings, tellsPlaceholders, tellsOfImages });
  const hide = (findings: readonly Finding[]) =>
    applySuppressions(source, findings, comments.suppressions, suppression);

  const first = hide(run(finders, file));
  const second = hide(
    run(judges, file, {
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
    file,
    source,
    findings: [...first.kept, ...second.kept].sort(byPlace),
    suppressed: [...first.suppressed, ...second.suppressed].sort((a, b) => byPlace(a.finding, b.finding)),
  };
}

/** What settings say, as it is asked for in every file. */
interface Readied {
  readonly tellsPlaceholders: boolean;
  readonly tellsOfImages: ReadonlySet<ImageFault>;
  readonly finders: readonly RuleSetting[];
  /** They judge the effect of comments, so they run after the others. */
  readonly judges: readonly RuleSetting[];
  readonly suppression: SuppressionSettings;
}

/** The final text of a template is unknown; only that it is one can be reported. */
const ofTemplates = new WeakMap<Settings, Readied>();
const ofOthers = new WeakMap<Settings, Readied>();

function readied(
  settings: Settings,
  known: WeakMap<Settings, Readied>,
  isWanted: (setting: RuleSetting) => boolean,
): Readied {
  const before = known.get(settings);
  if (before !== undefined) return before;
  const on = settings.rules.filter(isOn).filter(isWanted);
  const finders = on.filter(({ rule }) => rule.about !== 'suppressions');
  const fresh: Readied = {
    tellsPlaceholders: on.some(({ rule }) => rule.about === 'placeholders'),
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
  known.set(settings, fresh);
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
  file: DockerfileModel,
  comments?: SuppressionFacts,
): readonly Finding[] {
  return settings
    .flatMap((setting) => findingsOf(setting, file, comments))
    .map((finding) => withoutFixOfTorn(finding, file))
    .sort(placeOrder(file.source));
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
