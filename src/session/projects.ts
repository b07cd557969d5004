import { dirname, join } from 'node:path';
import type { Configuration } from '../config/configuration.ts';
import { slashed } from '../config/paths.ts';
import { isDockerfilePath } from '../kinds/dockerfile/names.ts';
import type { Surroundings } from '../model/model.ts';
import { namingFilesNear } from '../project/naming-files.ts';
import type { Extent } from '../project/namings.ts';
import type { Circumstances, Project } from '../project/project.ts';
import { DiskFiles } from './disk-files.ts';
import { type ProjectRoot, projectRoot } from './project-root.ts';

/** The files of one root, and what is found out about them. */
interface Known {
  readonly files: DiskFiles;
  readonly extent: Extent;
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

/** What belongs to the files of a run. A Dockerfile that neither copies nor is named costs a look into the folders above it. */
export class Projects {
  readonly #cwd: string;
  readonly #roots = new Map<string, ProjectRoot>();
  readonly #byRoot = new Map<string, Known>();
  readonly #notes = new Set<string>();

  constructor(cwd: string) {
    this.#cwd = cwd;
  }

  /** What was not looked at, in words. */
  get notes(): readonly string[] {
    return [...this.#notes];
  }

  /** What is around a file; `undefined` if nothing is. */
  async around({ file, circumstances, text }: Member): Promise<Around | undefined> {
    const { path: root, extent } = this.#rootOf(dirname(file));
    const known = this.#byRoot.get(root) ?? this.#openAt(root, extent);
    const path = known.files.pathOf(file);
    if (path === undefined) return undefined;
    const content = text ? await text() : known.files.read(path)?.text;
    if (content === undefined || !mayHaveMore(known.files, path, content)) return undefined;
    const project = await projectIn(known);
    return {
      surroundings: project.surroundingsOf(path, circumstances),
      partners: () => project.partnersOf(path).map((partner) => join(root, partner)),
    };
  }

  #rootOf(folder: string): ProjectRoot {
    const known = this.#roots.get(folder) ?? projectRoot(folder);
    this.#roots.set(folder, known);
    return known;
  }

  #openAt(root: string, extent: Extent): Known {
    const files = new DiskFiles(root, this.#cwd, (note) => this.#notes.add(note));
    const known: Known = { files, extent, project: undefined };
    this.#byRoot.set(root, known);
    return known;
  }
}

/** Loaded only for files to which something may belong. */
async function projectIn(known: Known): Promise<Project> {
  const { projectOf } = await import('../project/project.ts');
  const { files, extent } = known;
  known.project ??= projectOf(files, { extent, shown: (folder) => files.shown(folder) });
  return known.project;
}

/** Instructions that may take something from the build context. */
const READS_CONTEXT = /^[ \t]*(?:onbuild[ \t]+)?(?:copy|add)\b|--mount\b/im;

/** Whether something may belong to a file: it takes or names other files, or one nearby may name it. */
function mayHaveMore(files: DiskFiles, path: string, text: string): boolean {
  return READS_CONTEXT.test(text) || !isDockerfile(path) || namingFilesNear(files, path).length > 0;
}

function isDockerfile(path: string): boolean {
  return isDockerfilePath(slashed(path)) || !/\.ya?ml$/i.test(path);
}
