/** The environments of an Azure ML YAML with what uses them. */

import { dockerfileOf } from '../../kinds/azureml-yaml/built-dockerfile.ts';
import { environmentOf } from '../../kinds/azureml-yaml/definitions.ts';
import type { AzuremlYaml, Deployment, EnvironmentDefinition } from '../../kinds/azureml-yaml/model.ts';
import type { DockerfileModel, Stage } from '../../model/model.ts';
import { memoized } from '../../text/memoized.ts';

/** An environment, where it is described, and the deployment that uses it. */
export interface EnvironmentUse {
  readonly environment: EnvironmentDefinition;
  /** The YAML that describes it. */
  readonly yaml: AzuremlYaml;
  /** `undefined`: none in the YAML that was asked. */
  readonly deployment: Deployment | undefined;
  /** The Dockerfile from which it is built, if that is known. */
  readonly dockerfile: DockerfileModel | undefined;
  /** The stage that becomes its image. */
  readonly stage: Stage | undefined;
}

/** The environments that a YAML describes, and those of its deployments in other files. */
export const environmentUses = memoized((yaml: AzuremlYaml): readonly EnvironmentUse[] => {
  const deployed = deployedEnvironments(yaml);
  const own = yaml.environments
    .filter((environment) => !deployed.some((use) => use.environment === environment))
    .map((environment) => useOf(yaml, environment, undefined));
  return [...deployed, ...own];
});

/** The environments of the deployments of a YAML, as far as they are described. */
export const deployedEnvironments = memoized(
  (yaml: AzuremlYaml): readonly (EnvironmentUse & { readonly deployment: Deployment })[] =>
    yaml.deployments.flatMap((deployment) => {
      const used = environmentOf(yaml, deployment);
      return used ? [{ ...useOf(used.yaml, used.environment, deployment), deployment }] : [];
    }),
);

function useOf(
  yaml: AzuremlYaml,
  environment: EnvironmentDefinition,
  deployment: Deployment | undefined,
): EnvironmentUse {
  const dockerfile = dockerfileOf({ yaml, environment });
  return { environment, yaml, deployment, dockerfile, stage: dockerfile?.finalStage };
}
