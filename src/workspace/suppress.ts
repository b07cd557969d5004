import type { DockerfileModel } from '../model/model.ts';
import type { Finding } from '../rule/finding.ts';
import type { Edit } from '../text/edit.ts';
import { lineAt, lineSpan, lineText, type SourceFile, sourceOf } from '../text/source.ts';
import { examinedWith, type Subject } from './subject.ts';

/** What a comment is about: what comes next, the stage or document, the file. */
export const suppressionScopes = ['line', 'stage', 'file'] as const;
export type SuppressionScope = (typeof suppressionScopes)[number];

const KEYWORDS: Readonly<Record<SuppressionScope, string>> = {
  line: 'ignore',
  stage: 'ignore-stage',
  file: 'ignore-file',
};

/** The insertion of a comment that hides a finding. */
export interface SuppressionEdit extends Edit {
  /** What comes before the reason in the inserted text. */
  readonly before: string;
  /** What comes after it: the end of the line. */
  readonly after: string;
}

/** So many lines above a finding are tried. */
const MOST_TRIES = 40;

/** Whether a comment may hide the findings of a rule at all. */
export function maySuppress({ settings }: Subject, { rule, internal }: Finding): boolean {
  const { locked = [], rules } = settings;
  const found = rules.find((one) => one.rule.id === rule)?.rule;
  return !internal && found !== undefined && found.unsuppressible !== true && !locked.includes(rule);
}

/** The scopes that differ from each other in a file. */
export function scopesFor({ kind, examination, text }: Subject): readonly SuppressionScope[] {
  const stages = kind.id === 'dockerfile' && examination && (examination.file as DockerfileModel).stages;
  const isParted = stages ? stages.length > 1 : kind.id === 'azureml-yaml' && /\n---[ \t]*\r?\n/.test(text);
  return suppressionScopes.filter((scope) => scope !== 'stage' || isParted);
}

/**
 * Where a comment goes that hides a finding: the nearest place above it at which it does, which is tried. `undefined` if there is
 * none.
 *
 * @param reason one line; without one, `suppression/no-reason` asks for it
 */
export function suppressionEdit(
  subject: Subject,
  finding: Finding,
  scope: SuppressionScope,
  reason = '',
): SuppressionEdit | undefined {
  const source = sourceOf(subject.text, subject.path);
  const count = countOf(subject, finding);
  const lineEnd = subject.text.includes('\r\n') ? '\r\n' : '\n';
  for (const line of linesFor(scope, subject, finding, source)) {
    const { start } = lineSpan(source, line);
    const indent = /^[ \t]*/.exec(lineText(source, line))![0];
    const before = `${indent}# azml-lint ${KEYWORDS[scope]}=${finding.rule} -- `;
    const insert = (why: string): Edit => ({ start, end: start, text: before + why + lineEnd });
    const after = examinedWith(subject, insert('tried'));
    const left = after.findings.filter(({ rule }) => rule === finding.rule).length;
    const isHidden = after.suppressed.some(
      (one) => one.finding.rule === finding.rule && one.suppression.reason === 'tried',
    );
    const damages = subject.kind.problemsIn(after.file).length > problemCount(subject);
    if (isHidden && left < count && !damages)
      return { ...insert(reason.replace(/\s+/g, ' ').trim()), before, after: lineEnd };
  }
  return undefined;
}

function countOf(subject: Subject, { rule }: Finding): number {
  const { findings } = subject.examination ?? examinedWith(subject, { start: 0, end: 0, text: '' });
  return findings.filter((one) => one.rule === rule).length;
}

function problemCount(subject: Subject): number {
  const { file } = subject.examination ?? examinedWith(subject, { start: 0, end: 0, text: '' });
  return subject.kind.problemsIn(file).length;
}

/** The lines before which the comment may go, the best first. */
function linesFor(
  scope: SuppressionScope,
  subject: Subject,
  { span }: Finding,
  source: SourceFile,
): readonly number[] {
  if (scope === 'file') return [firstFreeLine(source)];
  const stage =
    scope === 'stage' && subject.kind.id === 'dockerfile'
      ? (subject.examination?.file as DockerfileModel | undefined)?.stageAt(span.start)
      : undefined;
  const line = stage ? stage.from.startLine : lineAt(source, span.start);
  return Array.from({ length: Math.min(line, MOST_TRIES) }, (_, index) => line - index);
}

/** Comments that mean something at the top of a file only: directives of BuildKit, `#!`, the encoding of Python, `%YAML`. */
const AT_TOP = /^(?:#!|%|#\s*\w+\s*=|#.*\bcoding[:=])/;

/** The first line that is none of those. */
function firstFreeLine(source: SourceFile): number {
  let line = 1;
  while (line < source.lineStarts.length && AT_TOP.test(lineText(source, line))) line++;
  return line;
}
