import type { AzuremlYaml, Deployment } from '../../kinds/azureml-yaml/model.ts';
import type { Stage } from '../../model/model.ts';
import type { Span } from '../../text/fragment.ts';
import { isAbsolute } from '../../text/paths.ts';
import type { Location } from '../../text/source.ts';
import { textOf } from '../../yaml-tree/tree.ts';
import { type BakedFiles, bakedCode, bakedModel } from '../azureml/baked-files.ts';
import { deployedEnvironments } from './uses.ts';

/** What an image brings, and a deployment replaces with its own. */
export interface Shadowed {
  /** `model` or `code_configuration` of the deployment. */
  readonly key: Span;
  /** Where it lies in the image. */
  readonly directory: string;
  /** The instruction that puts it there. */
  readonly copy: Location;
}

/**
 * The models of images that the deployments of a YAML replace with a model of their own.
 *
 * @example
 * shadowedModels(readAzuremlYaml('name: a\nendpoint_name: b\nmodel: azureml:c:1\nenvironment: azureml:d:1\n')); // => []
 */
export function shadowedModels(yaml: AzuremlYaml): readonly Shadowed[] {
  return shadowed(yaml, ({ model, modelMountPath }, stage) => {
    if (!model) return undefined;
    const written = textOf(modelMountPath?.value);
    // A path that is not known may be any.
    if (modelMountPath && (written === undefined || !isAbsolute(written))) return undefined;
    return { key: model.key, baked: bakedModel(stage, written) };
  });
}

/**
 * The code of images that the deployments of a YAML replace with code of their own.
 *
 * @example
 * shadowedCode(readAzuremlYaml('name: a\nendpoint_name: b\nenvironment: azureml:d:1\n')); // => []
 */
export function shadowedCode(yaml: AzuremlYaml): readonly Shadowed[] {
  return shadowed(yaml, ({ code }, stage) => code && { key: code.key, baked: bakedCode(stage) });
}

function shadowed(
  yaml: AzuremlYaml,
  find: (
    deployment: Deployment,
    stage: Stage,
  ) => { readonly key: Span; readonly baked: BakedFiles | undefined } | undefined,
): readonly Shadowed[] {
  return deployedEnvironments(yaml).flatMap(({ deployment, stage, dockerfile }) => {
    if (deployment.kind !== 'online' || !stage || !dockerfile) return [];
    if (stage.family === 'training' && !stage.serves) return [];
    const found = find(deployment, stage);
    if (!found?.baked) return [];
    const { directory, copy } = found.baked;
    return [{ key: found.key, directory, copy: { file: dockerfile.source, span: copy } }];
  });
}
