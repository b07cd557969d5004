/** Which builds the files of a project ask for. Each file is read once. */
import type { Files } from '../context/files.ts';
import { definitionsIn } from '../kinds/azureml-yaml/definitions.ts';
import type { AzuremlYaml } from '../kinds/azureml-yaml/model.ts';
import { pushTo } from '../text/multimap.ts';
import { isWithin } from '../text/paths.ts';
import { buildLines } from './build-lines.ts';
import { isBuildScript } from './build-scripts.ts';
import { composeBuilds } from './compose.ts';
import { devcontainerBuilds } from './devcontainer.ts';
import type { NamedBuild } from './named-build.ts';
import { mayName, namingFilesNear, namingKindOf } from './naming-files.ts';
import { ancestorsOf, directoryOf, resolveBelowRoot } from './places.ts';
import { type FolderIndex, indexOf } from './walk.ts';
import { hasPathThatIsThere } from './written-paths.ts';

/**
 * What the root of a project is: that of a repository; a folder above its files; or the home directory, that for temporary files, the
 * root of the file system, where files come together that have nothing to do with each other.
 */
export type Extent = 'repository' | 'folder' | 'shared';

/** What the search for builds asks of a project. */
export interface NamingSearch {
  readonly files: Files;
  readonly extent: Extent;
  /** Folders that have been looked through before. */
  readonly indexes: Map<string, FolderIndex>;
  /** Azure ML YAML that is known to be there. */
  readonly known: () => readonly string[];
  readonly yamlAt: (path: string) => AzuremlYaml | undefined;
  /** Called with a folder that is too large. */
  readonly onCut: (folder: string) => void;
}

type ByDockerfile = ReadonlyMap<string, readonly NamedBuild[]>;

/** The builds of a Dockerfile. */
export class Namings {
  readonly #search: NamingSearch;
  readonly #builds = new Map<string, readonly NamedBuild[]>();
  readonly #lines = new Map<string, readonly NamedBuild[]>();
  readonly #ofIndex = new Map<FolderIndex, ByDockerfile>();
  /** The scripts of each folder that has been asked about. */
  readonly #scripts = new Map<string, readonly string[]>();
  #ofKnown: ByDockerfile | undefined;

  constructor(search: NamingSearch) {
    this.#search = search;
  }

  /**
   * The builds that Azure ML YAML, compose files and devcontainers ask for, in this order, the nearest first. YAML beside a
   * Dockerfile and above it is looked at; where none of it names the Dockerfile, or it may be used elsewhere, all of the repository.
   *
   * @param isWide whether more is looked at than what is beside and above
   */
  of(dockerfile: string, isWide: boolean): readonly NamedBuild[] {
    const near = namingFilesNear(this.#search.files, dockerfile);
    const found = this.#among(dockerfile, near, this.#known());
    if (!isWide && found.length === 0) return found;
    const above = found.map(({ by }) => directoryOf(by)).sort((one, other) => one.length - other.length);
    const folder = above.find((one) => isWithin(dockerfile, one)) ?? directoryOf(dockerfile);
    return this.#among(dockerfile, near, this.#known(), this.#allOf(this.#indexOf(folder)));
  }

  /** The builds of lines in workflows, Makefiles and scripts. */
  linesFor(dockerfile: string): readonly NamedBuild[] {
    const scripts = new Set([
      ...this.#scriptsNear(dockerfile),
      ...this.#indexOf(directoryOf(dockerfile)).building,
    ]);
    return [...scripts]
      .flatMap((path) => this.#linesOf(path))
      .filter((build) => build.dockerfile === dockerfile);
  }

  /** The builds that a file asks for. */
  by(path: string): readonly NamedBuild[] {
    const known = this.#builds.get(path);
    if (known !== undefined) return known;
    const found = this.#read(path);
    this.#builds.set(path, found);
    return found;
  }

  /** The builds of a Dockerfile that some files near it, and further ones, ask for: each file once. */
  #among(
    dockerfile: string,
    near: readonly string[],
    ...further: readonly ByDockerfile[]
  ): readonly NamedBuild[] {
    const files = new Set(near);
    const found = near.flatMap((path) => this.by(path)).filter((one) => one.dockerfile === dockerfile);
    for (const builds of further) {
      const fresh = (builds.get(dockerfile) ?? []).filter(({ by }) => !files.has(by));
      for (const { by } of fresh) files.add(by);
      found.push(...fresh);
    }
    // JSON is only looked at where it is given, as Azure ML's.
    return ORDER.flatMap((kind) => found.filter(({ by }) => (namingKindOf(by) ?? 'azureml') === kind));
  }

  #known(): ByDockerfile {
    this.#ofKnown ??= this.#byDockerfile(this.#search.known());
    return this.#ofKnown;
  }

  #allOf(index: FolderIndex): ByDockerfile {
    const builds = this.#ofIndex.get(index) ?? this.#byDockerfile(index.naming);
    this.#ofIndex.set(index, builds);
    return builds;
  }

  #byDockerfile(paths: readonly string[]): ByDockerfile {
    const builds = new Map<string, NamedBuild[]>();
    for (const one of paths.flatMap((path) => this.by(path))) pushTo(builds, one.dockerfile, one);
    return builds;
  }

  #read(path: string): readonly NamedBuild[] {
    const { files, yamlAt } = this.#search;
    const kind = namingKindOf(path);
    const source = files.read(path);
    if (source === undefined || !mayName(files, path)) return [];
    if (kind === 'compose') return composeBuilds(source, path);
    if (kind === 'devcontainer') return devcontainerBuilds(source, path);
    if (!hasPathThatIsThere(files, source.text, path)) return [];
    const yaml = yamlAt(path);
    return yaml === undefined ? [] : azuremlBuilds(yaml, path);
  }

  #linesOf(path: string): readonly NamedBuild[] {
    const known = this.#lines.get(path);
    if (known !== undefined) return known;
    const source = this.#search.files.read(path);
    const found = source?.text.includes('build') ? buildLines(source, path) : [];
    this.#lines.set(path, found);
    return found;
  }

  /** That of the repository or, without one, of a folder, unless all kinds of files come together there. */
  #indexOf(own: string): FolderIndex {
    const { extent, indexes, files, onCut } = this.#search;
    const folder = extent === 'repository' ? '/' : own;
    if (extent === 'shared' && folder === '/') return NOTHING;
    const known = indexes.get(folder);
    if (known !== undefined) return known;
    const index = indexOf(files, folder);
    if (index.isCut) onCut(folder);
    indexes.set(folder, index);
    return index;
  }

  #scriptsNear(dockerfile: string): readonly string[] {
    const own = directoryOf(dockerfile);
    return [own, ...ancestorsOf(own)].flatMap((folder) => this.#scriptsIn(folder));
  }

  #scriptsIn(folder: string): readonly string[] {
    const known = this.#scripts.get(folder);
    if (known !== undefined) return known;
    const names = this.#search.files.list(folder) ?? [];
    const found = names.map((name) => `${folder === '/' ? '' : folder}/${name}`).filter(isBuildScript);
    this.#scripts.set(folder, found);
    return found;
  }
}

const NOTHING: FolderIndex = { naming: [], building: [], isCut: false };

const ORDER = ['azureml', 'compose', 'devcontainer'] as const;

function azuremlBuilds(yaml: AzuremlYaml, by: string): readonly NamedBuild[] {
  return definitionsIn(yaml).flatMap(({ folder, dockerfile, definition }) => {
    const own = directoryOf(by);
    const [context, path] = [resolveBelowRoot(own, folder), resolveBelowRoot(own, dockerfile)];
    return context === undefined || path === undefined
      ? []
      : [{ dockerfile: path, context, at: definition.at, by, definition }];
  });
}
