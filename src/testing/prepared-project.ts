import type { AnyRule } from '../rule/settings.ts';
import type { InvalidProject, ValidProject } from './cases.ts';
import type { LintWith } from './lint-with.ts';
import { type Marker, readMarkers } from './markers.ts';
import type { ProjectTexts } from './project.ts';

/** The files of a project without their marks, and the marks. */
interface MarkedProject {
  readonly texts: ProjectTexts;
  readonly markers: ReadonlyMap<string, readonly Marker[]>;
}

/** A case of several files with its marks read. */
export interface PreparedProject<Given = ValidProject<unknown> | InvalidProject<unknown>>
  extends MarkedProject {
  readonly rule: AnyRule;
  readonly given: Given;
  readonly name: string;
  readonly settings: LintWith<unknown>;
  /** Reads other forms of some of the files. */
  readonly read: (texts: ProjectTexts) => MarkedProject;
}

/** Whether a case is a project. */
export function isProject(given: unknown): given is ValidProject<unknown> | InvalidProject<unknown> {
  return typeof given === 'object' && given !== null && 'project' in given;
}

/** Reads a case of several files. @throws for a case without files */
export function prepareProject<Given extends ValidProject<unknown> | InvalidProject<unknown>>(
  rule: AnyRule,
  given: Given,
): PreparedProject<Given> {
  const { project, options = {}, buildArgs, now, family, managedBuild } = given;
  const paths = Object.keys(project ?? {});
  if (paths.length === 0) throw new Error(`a project of \`${rule.id}\` must have files, texts by path`);
  const read = (texts: ProjectTexts): MarkedProject => {
    const all = Object.entries(texts).map(([path, text]) => [path, readMarkers(text)] as const);
    return {
      texts: Object.fromEntries(all.map(([path, { text }]) => [path, text])),
      markers: new Map(all.map(([path, { markers }]) => [path, markers])),
    };
  };
  const settings = {
    options,
    ...(buildArgs && { buildArgs }),
    ...(now && { now }),
    ...(family && { family }),
    ...(managedBuild !== undefined && { managedBuild }),
  };
  return {
    rule,
    given,
    name: given.name ?? `project of ${paths.join(', ')}`,
    settings,
    read,
    ...read(project),
  };
}
