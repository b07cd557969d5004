/** Cases of several files: a Dockerfile with its context, its entry script, the Azure ML YAML that names it. */
import '../late-modules.ts';
import { filesOf } from '../context/files.ts';
import { type FixChoice, fixSource } from '../fix/fix.ts';
import { dockerfileKind } from '../kinds/dockerfile/kind.ts';
import { isDockerfilePath } from '../kinds/dockerfile/names.ts';
import { kindOf } from '../kinds/index.ts';
import type { AnyKind } from '../kinds/kind.ts';
import { lintSource } from '../lint.ts';
import { projectOf } from '../project/project.ts';
import type { Finding } from '../rule/finding.ts';
import type { Settings } from '../rule/settings.ts';

/** The texts of a project, by path from its root. */
export type ProjectTexts = Readonly<Record<string, string>>;

/** What is found in a file of a project. */
export interface FoundIn {
  readonly path: string;
  readonly findings: readonly Finding[];
}

/**
 * Lints all that is linted in a project: Dockerfiles by their names, Azure ML YAML, and what they lead to. The files are in
 * the order in which they are given; all of them are there.
 */
export function lintProject(texts: ProjectTexts, settings: Settings): readonly FoundIn[] {
  const found = new Map<string, Finding[]>(Object.keys(texts).map((path) => [path, []]));
  for (const { path, text, kind, surrounded } of targetsIn(texts, settings)) {
    const { findings, others } = lintSource(text, surrounded, path, kind);
    for (const one of [...findings, ...others.flatMap((other) => other.findings)]) {
      const there = found.get(one.file.path) ?? [];
      found.set(one.file.path, there);
      if (!there.some((known) => isSame(known, one))) there.push(one);
    }
  }
  return [...found].map(([path, findings]) => ({ path, findings: findings.sort(byPlace) }));
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
  const project = projectOf(filesOf(texts));
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
