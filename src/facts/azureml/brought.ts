/** What the deployments of an image bring along, in place of what is baked into it. */
import type { DeploymentUse } from '../../model/definitions.ts';
import type { DockerfileModel } from '../../model/model.ts';

/** Variables that decide which script is loaded, and what it can import. */
const OF_SCRIPT = ['AZUREML_ENTRY_SCRIPT', 'AML_APP_ROOT', 'AZUREML_SOURCE_DIRECTORY', 'PYTHONPATH'];

/**
 * Whether all that are known to use an image load another script than its AZUREML_ENTRY_SCRIPT names: code of the deployment, or batch
 * jobs. Without a deployment that is known, it is not so.
 */
export function isScriptBrought(file: DockerfileModel): boolean {
  return isOfAll(file, ({ code, variables }) => code !== undefined || hasAny(variables, OF_SCRIPT));
}

/**
 * Whether all that are known to use an image set AZUREML_MODEL_DIR: Azure ML does, to where it mounts the model of the
 * deployment.
 */
export function isModelBrought(file: DockerfileModel): boolean {
  return isOfAll(
    file,
    ({ model, variables }) => model !== undefined || hasAny(variables, ['AZUREML_MODEL_DIR']),
  );
}

function isOfAll({ surroundings }: DockerfileModel, brings: (use: DeploymentUse) => boolean): boolean {
  const uses = surroundings.definitions().flatMap(({ deployment }) => deployment ?? []);
  return uses.length > 0 && uses.every((use) => use.kind === 'batch' || brings(use));
}

function hasAny(variables: DeploymentUse['variables'], names: readonly string[]): boolean {
  return names.some((name) => variables.has(name));
}
