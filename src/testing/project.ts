/** Cases of several files: a Dockerfile with its context, its entry script, the Azure ML YAML that names it. */
import '../late-modules.ts';
import { filesOf } from '../context/files.ts';
import { type FixChoice, fixSource } from '../fix/fix.ts';
import { dockerfileKind } from '../kinds/dockerfile/kind.ts';
import { isDockerfilePath } from '../kinds/dockerfile/names.ts';
import { kindOf } from '../kinds/index.ts';
import type { AnyKind } from '../kinds/kind.ts';
import { type LintResult, lintSource } from '../lint.ts';
import { projectOf } from '../project/project.ts';
import type { Finding } from '../rule/finding.ts';
import type { Settings } from '../rule/settings.ts';
import type { SourceFile } from '../text/source.ts';

/** The texts of a project, by path from its root. */
export type ProjectTexts = Readonly<Record<string, string>>;

/** What is found in a file of a project. */
export interface FoundIn {
  readonly path: string;
  readonly findings: readonly Finding[];
}

/** A file of a project that was linted, or in which something was found. */
export interface LintedFile extends FoundIn {
  readonly source: SourceFile;
}

/** Lints all that is linted in a project: Dockerfiles by their names, Azure ML YAML, and after them what they lead to. */
export function lintedFiles(texts: ProjectTexts, settings: Settings): readonly LintedFile[] {
  const linted = new Map<string, { source: SourceFile; findings: Finding[] }>();
  const add = ({ source, findings }: Pick<LintResult, 'source' | 'findings'>) => {
    const known = linted.get(source.path) ?? { source, findings: [] };
    linted.set(source.path, known);
    known.findings.push(...findings.filter((one) => !known.findings.some((other) => isSame(other, one))));
  };
  const results = targetsIn(texts, settings).map(({ path, text, kind, surrounded }) =>
    lintSource(text, surrounded, path, kind),
  );
  for (const result of results) add(result);
  for (const { others } of results) for (const other of others) add(other);
  return [...linted].map(([path, { source, findings }]) => ({
    path,
    source,
    findings: findings.sort(byPlace),
  }));
}

/** The same for every file that there is, in the order in which they are given. */
export function lintProject(texts: ProjectTexts, settings: Settings): readonly FoundIn[] {
  const linted = lintedFiles(texts, settings);
  const others = linted.filter(({ path }) => !Object.hasOwn(texts, path));
  const own = Object.keys(texts).map(
    (path) => linted.find((one) => one.path === path) ?? { path, findings: [] },
  );
  return [...own, ...others];
}

/** The texts after all fixes of a project. */
export function fixProject(texts: ProjectTexts, settings: Settings, choice: FixChoice): ProjectTexts {
  let fixed = texts;
  for (const { path } of targetsIn(texts, settings)) {
    const now = targetsIn(fixed, settings).find((one) => one.path === path)!;
    const { text, others } = fixSource(now.text, now.surrounded, choice, path, now.kind);
    const around = others.flatMap((other) =>
      other.fixed ? [[other.source.path, other.fixed.text] as const] : [],
    );
    fixed = { ...fixed, [path]: text, ...Object.fromEntries(around) };
  }
  return fixed;
}

interface Target {
  readonly path: string;
  readonly text: string;
  readonly kind: AnyKind;
  readonly surrounded: Settings;
}

function targetsIn(texts: ProjectTexts, settings: Settings): readonly Target[] {
  const managedBuild = settings.surroundings?.managedBuild ?? 'auto';
  const project = projectOf(filesOf(texts), { managedBuild: () => managedBuild });
  return Object.entries(texts).flatMap(([path, text]) => {
    const kind = kindOf(text, path);
    if (kind === dockerfileKind && !isDockerfilePath(path)) return [];
    const surroundings = project.surroundingsOf(`/${path}`, settings);
    return [{ path, text, kind, surrounded: { ...settings, surroundings } }];
  });
}

function isSame(a: Finding, b: Finding): boolean {
  return a.rule === b.rule && a.span.start === b.span.start && a.message === b.message;
}

function byPlace(a: Finding, b: Finding): number {
  return a.span.start - b.span.start || a.span.end - b.span.end;
}
