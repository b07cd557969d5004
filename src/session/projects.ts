import { dirname, join } from 'node:path';
import type { Configuration } from '../config/configuration.ts';
import { originText } from '../config/origin.ts';
import { slashed } from '../config/paths.ts';
import type { ManagedBuild } from '../config/schema.ts';
import { isDockerfilePath } from '../kinds/dockerfile/names.ts';
import type { Surroundings } from '../model/model.ts';
import { surroundingsWith } from '../model/surroundings.ts';
import { mostListed, mostWalked } from '../project/limits.ts';
import { namingFilesNear } from '../project/naming-files.ts';
import type { Extent } from '../project/namings.ts';
import type { Circumstances, GivenContext, Project } from '../project/project.ts';
import type { FolderIndex } from '../project/walk.ts';
import { DiskFiles, type OpenText } from './disk-files.ts';
import { type ProjectRoot, projectRoot } from './project-root.ts';

/** The files of one root, and what is found out about them. */
interface Known {
  readonly files: DiskFiles;
  readonly extent: Extent;
  /** The contexts that are given, by Dockerfile. */
  readonly given: Map<string, GivenContext>;
  readonly namedContexts: Map<string, GivenContext>;
  readonly managedBuild: Map<string, ManagedBuild>;
  readonly indexes: Map<string, FolderIndex>;
  readonly yaml: readonly string[];
  readonly onCut: (folder: string) => void;
  readonly onLimit: (folder: string) => void;
  project: Project | undefined;
}

/** A file of a run. */
interface Member {
  /** Absolute. */
  readonly file: string;
  readonly configuration: Configuration;
  /** Those of the models of other files. */
  readonly circumstances: Circumstances;
  /** Gives the text of what is not on the disk. */
  readonly text: (() => Promise<string>) | undefined;
}

/** What is around a file. */
export interface Around {
  readonly surroundings: Surroundings;
  /** The files that are linted along with it, absolute. */
  partners(): readonly string[];
}

/** What a run knows of its projects beforehand: plain data, so that other threads need not find it again. */
export interface ProjectsBefore {
  /** Azure ML YAML of the run, absolute. */
  readonly yaml: readonly string[];
  /** What is in folders, by root. */
  readonly indexes: ReadonlyMap<string, ReadonlyMap<string, FolderIndex>>;
}

/** What belongs to the files of a run. A Dockerfile that neither copies nor is named costs a look into the folders above it. */
export class Projects {
  readonly #cwd: string;
  readonly #yaml: readonly string[];
  readonly #before: ProjectsBefore['indexes'];
  readonly #roots = new Map<string, ProjectRoot>();
  readonly #byRoot = new Map<string, Known>();
  readonly #notes = new Set<string>();
  /** All files that are looked at, those of given contexts too. */
  readonly #files: DiskFiles[] = [];
  readonly #openText: OpenText | undefined;
  readonly #givenFiles = new Map<string, DiskFiles>();

  /** @param openText the text of a file that counts before what is on the disk */
  constructor(
    cwd: string,
    { yaml = [], indexes = new Map() }: Partial<ProjectsBefore> = {},
    openText?: OpenText,
  ) {
    this.#openText = openText;
    this.#cwd = cwd;
    this.#yaml = yaml;
    this.#before = indexes;
  }

  /** What was not looked at, in words. */
  get notes(): readonly string[] {
    return [...this.#notes];
  }

  /** Takes note of what another thread did not look at. */
  add(note: string): void {
    this.#notes.add(note);
  }

  /** What is known so far. */
  get found(): ProjectsBefore {
    const indexes = new Map([...this.#byRoot].map(([root, known]) => [root, known.indexes]));
    return { yaml: this.#yaml, indexes };
  }

  /** What is around a file; `undefined` if nothing is, or it is not to be looked at. */
  async around({ file, configuration, circumstances, text }: Member): Promise<Around | undefined> {
    const context = configuration.contextOf(file);
    const { origins, buildContexts } = configuration;
    const managedBuild = origins(file).managedBuild?.value;
    if (context?.value === false)
      return managedBuild === undefined
        ? undefined
        : { surroundings: surroundingsWith(undefined, managedBuild), partners: () => [] };
    const { path: root, extent } = this.#rootOf(dirname(file));
    const known = this.#byRoot.get(root) ?? this.#openAt(root, extent);
    const path = known.files.pathOf(file);
    if (path === undefined) return undefined;
    const content = text ? await text() : known.files.read(path)?.text;
    const isAlone = !context && managedBuild === undefined && !mayHaveMore(known.files, path, content ?? '');
    if (content === undefined || isAlone) return undefined;
    if (context?.value) known.given.set(path, this.#given(known, context.value, originText(context.origin)));
    for (const [name, folder] of buildContexts)
      known.namedContexts.set(name, this.#given(known, folder, '--build-context'));
    known.managedBuild.set(path, managedBuild ?? 'auto');
    const project = await projectIn(known);
    return {
      surroundings: project.surroundingsOf(path, circumstances),
      partners: () => project.partnersOf(path).map((partner) => join(root, partner)),
    };
  }

  /** A folder that is given, among the files of the project if it lies there. */
  #given({ files }: Known, folder: string, origin: string): GivenContext {
    const inside = files.pathOf(folder);
    const own = inside === undefined ? this.#filesGiven(folder) : files;
    return { files: own, path: inside ?? '/', shown: own.shown(inside ?? '/'), reason: `given by ${origin}` };
  }

  /** Drops what is known of a file, because its text has changed. */
  forget(file: string): void {
    for (const files of this.#files) {
      const path = files.pathOf(file);
      if (path !== undefined) files.forget(path);
    }
    for (const { files, project } of this.#byRoot.values()) project?.forget(files.pathOf(file));
  }

  #filesAt(root: string): DiskFiles {
    const files = new DiskFiles(root, this.#cwd, (note) => this.#notes.add(note), this.#openText);
    this.#files.push(files);
    return files;
  }

  #filesGiven(folder: string): DiskFiles {
    const files = this.#givenFiles.get(folder) ?? this.#filesAt(folder);
    this.#givenFiles.set(folder, files);
    return files;
  }

  #rootOf(folder: string): ProjectRoot {
    const known = this.#roots.get(folder) ?? projectRoot(folder);
    this.#roots.set(folder, known);
    return known;
  }

  #openAt(root: string, extent: Extent): Known {
    const files = this.#filesAt(root);
    const known: Known = {
      files,
      extent,
      given: new Map(),
      namedContexts: new Map(),
      managedBuild: new Map(),
      indexes: new Map(this.#before.get(root)),
      yaml: this.#yaml.flatMap((file) => files.pathOf(file) ?? []),
      onCut: (folder) =>
        this.#notes.add(
          `\`${files.shown(folder)}\` has more than ${mostWalked} entries: not all of them are searched for what names a Dockerfile`,
        ),
      onLimit: (folder) =>
        this.#notes.add(`\`${folder}\` has more than ${mostListed} entries: not all of them are looked at`),
      project: undefined,
    };
    this.#byRoot.set(root, known);
    return known;
  }
}

/** The YAML among some files, absolute. */
export function yamlAmong(targets: readonly { readonly file: string }[]): readonly string[] {
  return targets.flatMap(({ file }) => (YAML.test(file) ? [file] : []));
}

const YAML = /\.(?:ya?ml|json)$/i;

/** Loaded only for files to which something may belong. */
async function projectIn(known: Known): Promise<Project> {
  const { projectOf } = await import('../project/project.ts');
  const { files, given, managedBuild, yaml, ...others } = known;
  known.project ??= projectOf(files, {
    ...others,
    given: (path) => given.get(path),
    managedBuild: (path) => managedBuild.get(path) ?? 'auto',
    known: () => yaml,
    shown: (folder) => files.shown(folder),
  });
  return known.project;
}

/** Instructions that may take something from the build context. */
const READS_CONTEXT = /^[ \t]*(?:onbuild[ \t]+)?(?:copy|add)\b|--mount\b/im;

/** Whether something may belong to a file: it takes or names other files, or one nearby may name it. */
function mayHaveMore(files: DiskFiles, path: string, text: string): boolean {
  return READS_CONTEXT.test(text) || !isDockerfile(path) || namingFilesNear(files, path).length > 0;
}

function isDockerfile(path: string): boolean {
  return isDockerfilePath(slashed(path)) || !YAML.test(path);
}
