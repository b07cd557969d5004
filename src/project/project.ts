/**
 * What belongs together among some files: a Dockerfile, its build context, the Azure ML YAML that names it. It is found when
 * somebody asks, and once.
 */
import { type BuildContext, unknownContext } from '../context/context.ts';
import type { Files } from '../context/files.ts';
import { folderContext } from '../context/folder.ts';
import { catalogDate } from '../image/catalog.ts';
import type { AzuremlYaml } from '../kinds/azureml-yaml/model.ts';
import { dockerfileKind } from '../kinds/dockerfile/kind.ts';
import { kindByName } from '../kinds/index.ts';
import type { AnalysisOptions } from '../model/analysis-options.ts';
import type { ImageDefinition } from '../model/definitions.ts';
import type { FileModel, Surroundings } from '../model/model.ts';
import { buildsIn, environmentFilesIn } from './azureml-builds.ts';
import { findContext } from './context-chain.ts';
import { localSourcesOf } from './local-sources.ts';
import type { NamedBuild } from './named-build.ts';
import { namingFilesNear } from './naming-files.ts';
import { directoryOf, resolveBelowRoot } from './places.ts';

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
  /** The context that is given for a Dockerfile; `false`: it is not to be looked for. */
  readonly given?: ((path: string) => GivenContext | false | undefined) | undefined;
  /** Contexts with names of their own. */
  readonly namedContexts?: ReadonlyMap<string, GivenContext> | undefined;
  /** See {@link Surroundings.managedBuild}. By default `auto`. */
  readonly managedBuild?: ((path: string) => boolean | 'auto') | undefined;
  /** A folder as people see it; by default its path from the root. */
  readonly shown?: ((folder: string) => string) | undefined;
  /** The root is that of a repository. By default it is. */
  readonly isRepository?: boolean | undefined;
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
   * and the environment files that it names.
   */
  partnersOf(path: string): readonly string[];
}

const plainCircumstances: Circumstances = { buildArgs: {}, now: catalogDate };

/** The project that some files are. */
export function projectOf(files: Files, options: ProjectOptions = {}): Project {
  const models = new Map<Circumstances, Map<string, FileModel | undefined>>();
  const { given = () => undefined, managedBuild = () => 'auto', isRepository = true } = options;
  const { shown = (folder) => folder.slice(1) || '.' } = options;

  function modelAt(path: string, circumstances: Circumstances): FileModel | undefined {
    const known = models.get(circumstances) ?? new Map<string, FileModel | undefined>();
    models.set(circumstances, known);
    if (!known.has(path)) known.set(path, analyzed(path, circumstances));
    return known.get(path);
  }

  function analyzed(path: string, circumstances: Circumstances): FileModel | undefined {
    const source = files.read(path);
    const kind = kindByName(path) ?? dockerfileKind;
    if (source === undefined || !kind.recognizes(source.text)) return undefined;
    const surroundings = surroundingsOf(path, circumstances);
    return kind.analyze(source.text, source.path, () => ({ ...circumstances, surroundings }));
  }

  function yamlAt(path: string, circumstances = plainCircumstances): AzuremlYaml | undefined {
    const model = modelAt(path, circumstances);
    return model?.kind === 'azureml-yaml' ? (model as AzuremlYaml) : undefined;
  }

  /** The Azure ML YAML that names a Dockerfile: the builds, and the files. */
  function buildsOf(dockerfile: string): readonly (NamedBuild & { readonly by: string })[] {
    return namingFilesNear(files, dockerfile).flatMap((by) => {
      const yaml = yamlAt(by);
      return yaml === undefined
        ? []
        : buildsIn(yaml, by)
            .filter((build) => build.dockerfile === dockerfile)
            .map((build) => ({ ...build, by }));
    });
  }

  function contextAt(path: string, sources: readonly string[]): BuildContext {
    const one = given(path);
    if (one === false) return unknownContext;
    if (one !== undefined) return givenContext(one, one.files === files ? path : undefined);
    return findContext({
      files,
      shown,
      isRepository,
      path,
      sources,
      named: () => buildsOf(path),
      buildLines: () => [],
    });
  }

  function surroundingsOf(path: string, circumstances = plainCircumstances): Surroundings {
    const folder = directoryOf(path);
    const at = (relative: string) => resolveBelowRoot(folder, relative);
    let definitions: readonly ImageDefinition[] | undefined;
    return {
      managedBuild: managedBuild(path),
      contextOf: (file) => contextAt(path, localSourcesOf(file)),
      namedContext(name) {
        const context = options.namedContexts?.get(name);
        return context && givenContext(context, undefined);
      },
      definitions() {
        definitions ??= buildsOf(path).map((build) => ({
          at: build.at,
          inferenceConfig: undefined,
          deployment: undefined,
        }));
        return definitions;
      },
      stat(relative) {
        const found = at(relative);
        return found === undefined ? 'unknown' : files.stat(found);
      },
      list(relative) {
        const found = at(relative);
        return found === undefined ? undefined : files.list(found);
      },
      read(relative) {
        const found = at(relative);
        return found === undefined ? undefined : files.read(found);
      },
      model(relative) {
        const found = at(relative);
        return found === undefined ? undefined : modelAt(found, circumstances);
      },
      scriptUses: [],
    };
  }

  function partnersOf(path: string): readonly string[] {
    const isDockerfile = (kindByName(path) ?? dockerfileKind) === dockerfileKind;
    const yaml = isDockerfile ? undefined : yamlAt(path);
    const found = isDockerfile ? buildsOf(path).map(({ by }) => by) : yaml ? namedBy(yaml, path) : [];
    return [...new Set(found)].filter((one) => one !== path && files.stat(one) === 'file');
  }

  function namedBy(yaml: AzuremlYaml, path: string): readonly string[] {
    const own = buildsIn(yaml, path).map(({ dockerfile }) => dockerfile);
    const others = environmentFilesIn(yaml, path).flatMap((file) => {
      const environment = yamlAt(file);
      return [file, ...(environment ? buildsIn(environment, file).map(({ dockerfile }) => dockerfile) : [])];
    });
    return [...own, ...others];
  }

  return { surroundingsOf, partnersOf };
}

function givenContext(
  { files, path, shown, reason }: GivenContext,
  dockerfile: string | undefined,
): BuildContext {
  return folderContext(files, { path, shown, certainty: 'given', reason, dockerfile });
}
