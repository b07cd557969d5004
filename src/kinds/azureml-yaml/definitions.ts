/** Which Dockerfiles an Azure ML YAML builds from, and what it says about their images. */
import type { DeploymentUse, ImageDefinition, InferenceConfig } from '../../model/definitions.ts';
import type { FileModel, Surroundings } from '../../model/model.ts';
import { folderOf, pathFrom } from '../../text/paths.ts';
import type { Location } from '../../text/source.ts';
import { entryOf, type YamlEntry } from '../../yaml-tree/tree.ts';
import type {
  AzuremlYaml,
  Deployment,
  EnvironmentBuild,
  EnvironmentDefinition,
  YamlReference,
} from './model.ts';

/** A Dockerfile from which an Azure ML YAML, or one that it names, builds an image. Paths are as seen from its folder. */
export interface BuiltImage {
  /** The build context. */
  readonly folder: string;
  readonly dockerfile: string;
  readonly definition: ImageDefinition;
}

/** An environment, and the YAML that describes it, with the folder of that YAML as seen from the YAML that was asked. */
export interface UsedEnvironment {
  readonly yaml: AzuremlYaml;
  readonly folder: string;
  readonly environment: EnvironmentDefinition;
}

/**
 * The images that an Azure ML YAML has built, with what it says about each: environments, those that its deployments and jobs
 * describe or take from another file, and the image of an asset of azureml-assets. One that is described here and used here is there
 * once. The Dockerfiles need not exist.
 *
 * @example
 * const yaml = readAzuremlYaml('name: scoring\nbuild:\n  path: docker\n');
 * definitionsIn(yaml).map(({ dockerfile }) => dockerfile); // => ['docker/Dockerfile']
 */
export function definitionsIn(yaml: AzuremlYaml): readonly BuiltImage[] {
  const used = yaml.deployments.flatMap((deployment) => {
    const use = environmentOf(yaml, deployment);
    return use ? [{ ...use, deployment }] : [];
  });
  const inUse = new Set<unknown>(
    used.map(({ deployment }) => entryOf(deployment.mapping, 'environment')?.value),
  );
  const ofJobs = (one: UsedEnvironment) => ({ ...one, isForJob: true });
  const others = [
    ...yaml.environments
      .filter(({ mapping }) => !inUse.has(mapping))
      .map((environment) => ({ yaml, folder: '.', environment, isForJob: environment.inline })),
    ...yaml.references
      .filter(({ of, word }) => of === 'environment' && !inUse.has(word))
      .flatMap((reference) => environmentIn(yaml, reference) ?? [])
      .map(ofJobs),
  ];
  return [
    ...used.flatMap(({ deployment, ...one }) => builtImage(one, { deployment: useOf(yaml, deployment) })),
    ...others.flatMap(({ isForJob, ...one }) => builtImage(one, { isForJob })),
    ...assetImages(yaml, '.', undefined),
    ...imagesOfAsset(yaml),
  ];
}

/** The environment of a deployment, if it is described there or in a file that is known. */
export function environmentOf(yaml: AzuremlYaml, { environment }: Deployment): UsedEnvironment | undefined {
  if (environment?.kind === 'inline') return { yaml, folder: '.', environment: environment.definition };
  return environment?.kind === 'file' ? environmentIn(yaml, environment.reference) : undefined;
}

/** The environment that another file describes. */
function environmentIn(yaml: AzuremlYaml, { path }: YamlReference): UsedEnvironment | undefined {
  const other = yamlAt(yaml.surroundings, path);
  const environment = other?.environments.find(({ inline }) => !inline);
  return other && environment && { yaml: other, folder: folderOf(path), environment };
}

function yamlAt(surroundings: Surroundings, path: string): AzuremlYaml | undefined {
  const model: FileModel | undefined = surroundings.model(path);
  return model?.kind === 'azureml-yaml' ? (model as AzuremlYaml) : undefined;
}

/** What uses an environment. */
type Use = Partial<Pick<ImageDefinition, 'deployment' | 'isForJob'>>;

function builtImage({ yaml, folder, environment }: UsedEnvironment, use: Use): readonly BuiltImage[] {
  const { build, inferenceConfig } = environment;
  return build ? imageOf(yaml, folder, build, inferenceConfig, use) : [];
}

function imageOf(
  { source }: AzuremlYaml,
  seenFrom: string,
  { key, path, dockerfilePath, folder, dockerfile }: EnvironmentBuild,
  inferenceConfig: InferenceConfig | undefined,
  { deployment, isForJob = false }: Use = {},
): readonly BuiltImage[] {
  if (folder === undefined || dockerfile === undefined) return [];
  const at = { file: source, span: dockerfilePath?.text ?? path?.text ?? key };
  return [
    {
      folder: pathFrom(seenFrom, folder),
      dockerfile: pathFrom(seenFrom, dockerfile),
      definition: { at, inferenceConfig, deployment, isForJob },
    },
  ];
}

/** The image that `environment.yaml` of an asset describes. */
function assetImages(
  yaml: AzuremlYaml,
  seenFrom: string,
  inferenceConfig: InferenceConfig | undefined,
): readonly BuiltImage[] {
  return yaml.assetBuilds.flatMap((build) => imageOf(yaml, seenFrom, build, inferenceConfig));
}

/** What `asset.yaml` has built: the image of one of its files, with the routes of the other. */
function imagesOfAsset(yaml: AzuremlYaml): readonly BuiltImage[] {
  const named = (of: YamlReference['of']) => yaml.references.find((reference) => reference.of === of);
  const image = named('image');
  const spec = named('spec');
  const described = image && yamlAt(yaml.surroundings, image.path);
  if (!image || !described) return [];
  const environment = spec && environmentIn(yaml, spec)?.environment;
  return assetImages(described, folderOf(image.path), environment?.inferenceConfig);
}

/** What a deployment says besides its environment. */
function useOf({ source }: AzuremlYaml, deployment: Deployment): DeploymentUse {
  const at = (span: Location['span']): Location => ({ file: source, span });
  const { kind, model, modelMountPath, code, variables } = deployment;
  return {
    kind,
    at: at(deployment.at),
    model: model && at(model.key),
    modelMountPath: modelMountPath && { at: at(modelMountPath.value), text: plainText(modelMountPath) },
    code: code && at(code.key),
    scoringScript: code?.script?.value,
    variables: new Map(
      [...variables].flatMap(([name, { value }]) =>
        value.type === 'scalar' ? [[name, { at: at(value.text), value: value.value }]] : [],
      ),
    ),
  };
}

function plainText({ value }: YamlEntry): string | undefined {
  return value.type === 'scalar' && value.data === 'string' ? value.text.text : undefined;
}
