/**
 * What belongs together among some files: a Dockerfile, its build context, the Azure ML YAML that names it. It is found when
 * somebody asks, and once.
 */

import type { BuildContext } from '../context/context.ts';
import type { Files } from '../context/files.ts';
import { folderContext } from '../context/folder.ts';
import { catalogDate } from '../image/catalog.ts';
import { namesNothing, probablyNamed } from '../kinds/azureml-yaml/broken-names.ts';
import type { AzuremlYaml } from '../kinds/azureml-yaml/model.ts';
import { dockerfileKind } from '../kinds/dockerfile/kind.ts';
import { kindByName } from '../kinds/index.ts';
import type { AnyKind } from '../kinds/kind.ts';
import type { AnalysisOptions } from '../model/analysis-options.ts';
import type { ImageDefinition } from '../model/definitions.ts';
import type { FileModel, Surroundings } from '../model/model.ts';
import { LateModule } from '../text/late-module.ts';
import { pushTo } from '../text/multimap.ts';
import { resolvePath } from '../text/paths.ts';
import { isBuildScript } from './build-scripts.ts';
import { findContext } from './context-chain.ts';
import { limitedContext } from './limited-context.ts';
import { localSourcesOf } from './local-sources.ts';
import { namingKindOf } from './naming-files.ts';
import { type Extent, Namings } from './namings.ts';
import { directoryOf, resolveBelowRoot } from './places.ts';
import type { FolderIndex } from './walk.ts';

/** A folder that is given as a build context. It may lie outside of the project. */
export interface GivenContext {
  readonly files: Files;
  /** From the root of these files. */
  readonly path: string;
  /** As shown to people. */
  readonly shown: string;
  /** `given with --context`. */
  readonly reason: string;
}

/** What is known of a project besides its files. */
export interface ProjectOptions {
  /** The context that is given for a Dockerfile. */
  readonly given?: ((path: string) => GivenContext | undefined) | undefined;
  /** Contexts with names of their own. */
  readonly namedContexts?: ReadonlyMap<string, GivenContext> | undefined;
  /** See {@link Surroundings.managedBuild}. By default `auto`. */
  readonly managedBuild?: ((path: string) => boolean | 'auto') | undefined;
  /** A folder as people see it; by default its path from the root. */
  readonly shown?: ((folder: string) => string) | undefined;
  /** What the root is; by default that of a repository. */
  readonly extent?: Extent | undefined;
  /** What is known of folders that have been looked through before; others are added. */
  readonly indexes?: Map<string, FolderIndex> | undefined;
  /** Azure ML YAML that is known to be there. */
  readonly known?: (() => readonly string[]) | undefined;
  /** Called with a folder that is too large to be looked through. */
  readonly onCut?: ((folder: string) => void) | undefined;
  /** Called with a build context, as people see it, that is too large. */
  readonly onLimit?: ((folder: string) => void) | undefined;
}

/** What the model of a file depends on besides its text and its surroundings. */
export type Circumstances = Omit<AnalysisOptions, 'surroundings'>;

/** Files that belong together. All paths are from the root. */
export interface Project {
  /**
   * What surrounds a file.
   *
   * @param circumstances those of the models of other files; the same object gives the same models
   */
  surroundingsOf(path: string, circumstances?: Circumstances): Surroundings;
  /**
   * The files that are linted along with one: of a Dockerfile the Azure ML YAML that names it, of a YAML the Dockerfiles
   * and the YAML that it names.
   */
  partnersOf(path: string): readonly string[];
  /**
   * Drops what has been found out so far, because the text of a file has changed.
   *
   * @param path the file, if it is one of the project
   */
  forget(path?: string): void;
}

/** Beside a file, so many folders are looked into for YAML that means it. */
const MOST_FOLDERS = 50;

const plainCircumstances: Circumstances = { buildArgs: {}, now: catalogDate };

/** The project that some files are. */
export function projectOf(files: Files, options: ProjectOptions = {}): Project {
  const { given = () => undefined, managedBuild = () => 'auto', extent = 'repository' } = options;
  const { shown = (folder) => folder.slice(1) || '.', known = () => [] } = options;
  const { onCut = () => undefined, onLimit = () => undefined } = options;
  let models = new WeakMap<Circumstances, Map<string, FileModel | undefined>>();
  let loads = LateModule.loads;
  const indexes = options.indexes ?? new Map<string, FolderIndex>();
  const search = { files, extent, indexes, known, onCut, yamlAt };
  let namings = new Namings(search);

  function modelAt(path: string, circumstances: Circumstances): FileModel | undefined {
    if (loads !== LateModule.loads) {
      // What a model has found out without a parser that is there now is not known.
      models = new WeakMap();
      loads = LateModule.loads;
    }
    const found = models.get(circumstances) ?? new Map<string, FileModel | undefined>();
    models.set(circumstances, found);
    if (!found.has(path)) found.set(path, analyzed(path, circumstances));
    return found.get(path);
  }

  function analyzed(path: string, circumstances: Circumstances): FileModel | undefined {
    const source = files.read(path);
    const kind = kindAt(path);
    if (source === undefined || !kind.recognizes(source.text)) return undefined;
    const surroundings = surroundingsOf(path, circumstances);
    return kind.analyze(source.text, source.path, () => ({ ...circumstances, surroundings }));
  }

  function yamlAt(path: string): AzuremlYaml | undefined {
    const model = modelAt(path, plainCircumstances);
    return model?.kind === 'azureml-yaml' ? (model as AzuremlYaml) : undefined;
  }

  /** What a Dockerfile takes from its context; nothing is known of the words of one that is not there. */
  function sourcesOf(path: string): readonly string[] {
    const model = modelAt(path, plainCircumstances);
    return model?.kind === 'dockerfile' ? localSourcesOf(model as Parameters<typeof localSourcesOf>[0]) : [];
  }

  function contextAt(path: string, sources: readonly string[]): BuildContext {
    const one = given(path);
    if (one !== undefined) return givenContext(one, path, files);
    return findContext({
      files,
      shown,
      isRepository: extent === 'repository',
      path,
      sources,
      named: () => namings.of(path, sources.length > 0),
      buildLines: () => namings.linesFor(path),
    });
  }

  function surroundingsOf(path: string, circumstances = plainCircumstances): Surroundings {
    const folder = directoryOf(path);
    const seen = <Answer>(relative: string, answer: (at: string) => Answer): Answer | undefined => {
      const at = resolveBelowRoot(folder, relative);
      return at === undefined ? undefined : answer(at);
    };
    let definitions: { of: Namings; found: readonly ImageDefinition[] } | undefined;
    return {
      managedBuild: managedBuild(path),
      contextOf(file) {
        const context = contextAt(path, localSourcesOf(file));
        return limitedContext(context, () => onLimit(context.folder ?? ''));
      },
      namedContext(name) {
        const context = options.namedContexts?.get(name);
        return context && givenContext(context);
      },
      definitions() {
        if (definitions?.of !== namings) definitions = { of: namings, found: definitionsOf(path) };
        return definitions.found;
      },
      stat: (relative) => seen(relative, (at) => files.stat(at)) ?? 'unknown',
      list: (relative) => seen(relative, (at) => files.list(at)),
      read: (relative) => seen(relative, (at) => files.read(at)),
      model: (relative) => seen(relative, (at) => modelAt(at, circumstances)),
      scriptUses: [],
    };
  }

  function definitionsOf(path: string): readonly ImageDefinition[] {
    const builds = namings.of(path, sourcesOf(path).length > 0);
    return withoutRepeated(builds.flatMap(({ definition }) => definition ?? []));
  }

  function partnersOf(path: string): readonly string[] {
    const found = kindAt(path) === dockerfileKind ? namingYaml(path) : namedBy(path);
    return [...new Set(found)].filter((one) => one !== path && isLinted(one));
  }

  /** Whether a file is of the kind that its name belongs to. */
  function isLinted(path: string): boolean {
    const text = files.read(path)?.text;
    return text !== undefined && kindAt(path).recognizes(text);
  }

  function namingYaml(dockerfile: string): readonly string[] {
    const builds = namings.of(dockerfile, sourcesOf(dockerfile).length > 0);
    const naming = builds.flatMap(({ by, definition }) => (definition ? [by] : []));
    const own = directoryOf(dockerfile);
    return [
      ...naming,
      ...namelessYaml(own, naming.length > 0),
      ...[dockerfile, ...naming].flatMap((named) => misnamingYaml(named)),
    ];
  }

  /**
   * Azure ML YAML in a folder, and in the one above, that names what is not there: perhaps it means the Dockerfile of the folder, or,
   * for a deployment, the environment that names it.
   */
  function namelessYaml(folder: string, isNamed: boolean): readonly string[] {
    return yamlIn([folder, directoryOf(folder)]).filter((path) => {
      const yaml = yamlAt(path);
      return (!isNamed || yaml?.deployments.length === 1) && yaml !== undefined && namesNothing(yaml);
    });
  }

  /** Azure ML YAML in folders beside a file that means it, and names it in a wrong way. */
  function misnamingYaml(named: string): readonly string[] {
    const folder = directoryOf(named);
    const folders = (files.list(folder) ?? [])
      .map((name) => resolvePath(folder, name))
      .filter((path) => files.stat(path) === 'directory')
      .slice(0, MOST_FOLDERS);
    return yamlIn(folders).filter((path) => {
      const yaml = yamlAt(path);
      return yaml && probablyNamed(yaml).some((one) => resolveBelowRoot(directoryOf(path), one) === named);
    });
  }

  function yamlIn(folders: readonly string[]): readonly string[] {
    return [...new Set(folders)].flatMap((folder) =>
      (files.list(folder) ?? [])
        .filter((name) => /\.ya?ml$/i.test(name))
        .map((name) => resolvePath(folder, name)),
    );
  }

  function namedBy(path: string): readonly string[] {
    const yaml = yamlAt(path);
    const references = yaml?.references.map((one) => resolveBelowRoot(directoryOf(path), one.path)) ?? [];
    return [
      ...namings.by(path).map(({ dockerfile }) => dockerfile),
      ...references.filter((one) => one !== undefined),
    ];
  }

  function forget(path?: string): void {
    models = new WeakMap();
    // What a Dockerfile says changes nothing about which files name it.
    if (path === undefined || kindAt(path) !== dockerfileKind || isBuildScript(path) || namingKindOf(path))
      namings = new Namings(search);
  }

  return { surroundingsOf, partnersOf, forget };
}

/** The kind of a file, judging by its name. */
function kindAt(path: string): AnyKind {
  return kindByName(path) ?? dockerfileKind;
}

/** Of what several files say of one environment, that of the deployments which use it; without any, that of a job, or the most. */
function withoutRepeated(definitions: readonly ImageDefinition[]): readonly ImageDefinition[] {
  const placeOf = ({ at: { file, span } }: ImageDefinition) => `${file.path}\n${span.start}`;
  const byPlace = new Map<string, ImageDefinition[]>();
  for (const one of definitions) pushTo(byPlace, placeOf(one), one);
  return [...byPlace.values()].flatMap((same) => {
    const used = same.filter(({ deployment }) => deployment !== undefined);
    if (used.length > 0) return used;
    return same.find((one) => one.isForJob) ?? same.find((one) => one.inferenceConfig) ?? same[0]!;
  });
}

function givenContext(
  { files, path, shown, reason }: GivenContext,
  dockerfile?: string,
  around?: Files,
): BuildContext {
  return folderContext(files, { path, shown, certainty: 'given', reason, dockerfile, around });
}
