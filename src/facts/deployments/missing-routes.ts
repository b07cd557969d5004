import { PUBLIC_PORT } from '../../image/contract.ts';
import type { AzuremlYaml } from '../../kinds/azureml-yaml/model.ts';
import { containerStartOf, startStepsOf } from '../../model/container-start.ts';
import type { DockerfileModel, Stage } from '../../model/model.ts';
import type { Fragment, Span } from '../../text/fragment.ts';
import { entryOf } from '../../yaml-tree/tree.ts';
import { listeningIn } from '../azureml/listening-ports.ts';
import { type EnvironmentUse, environmentUses } from './uses.ts';

/** An environment that Azure ML cannot ask for its health, because it does not say where. */
export interface MissingRoutes {
  /** `build` of the environment. */
  readonly key: Span;
  readonly dockerfile: DockerfileModel;
  /** The image that it builds on. */
  readonly from: Fragment;
  /** The server of its own that it starts; `undefined`: that of the inference image. */
  readonly command: Fragment | undefined;
}

/**
 * The environments that a YAML describes with an image of their own and without `inference_config`, though they are, or can only be,
 * for online deployments. Not those whose Dockerfile replaces the server of an inference image: there something else is wrong.
 *
 * @example
 * // The Dockerfile is not known of a text alone.
 * missingInferenceConfigs(readAzuremlYaml('name: a\nbuild:\n  path: b\n')); // => []
 */
export function missingInferenceConfigs(yaml: AzuremlYaml): readonly MissingRoutes[] {
  return environmentUses(yaml).flatMap((use): readonly MissingRoutes[] => {
    const { environment, stage, dockerfile } = use;
    const from = stage?.root.from.image;
    if (use.yaml !== yaml || !environment.build || !stage || !dockerfile || !from) return [];
    if (entryOf(environment.mapping, 'inference_config') || !mayBeDeployed(use)) return [];
    const found = { key: environment.build.key, dockerfile, from };
    if (stage.family === 'inference') return servesAsBase(stage) ? [{ ...found, command: undefined }] : [];
    const command = use.deployment && !use.deployment.code ? ownServer(stage) : undefined;
    return command ? [{ ...found, command }] : [];
  });
}

/** For an online deployment, or nothing else is known of it. */
function mayBeDeployed({ environment, deployment, yaml, dockerfile }: EnvironmentUse): boolean {
  if (deployment) return deployment.kind === 'online';
  if (environment.inline) return false;
  const others = (dockerfile?.surroundings.definitions() ?? []).filter(
    (one) => (one.deployment ?? one.isForJob) && one.at.file.path === yaml.source.path,
  );
  return others.length === 0 || others.some((one) => one.deployment?.kind === 'online');
}

/** Its container starts what the base starts, on the port of the base. */
function servesAsBase(stage: Stage): boolean {
  if (stage.image?.bootsServer === false) return false;
  const start = containerStartOf(stage);
  if (start.kind === 'server') return start.port === PUBLIC_PORT;
  return start.kind === 'base' || start.kind === 'services' || start.kind === 'unknown';
}

/** The command of a web server whose ports are known; another program may be for a job. */
function ownServer(stage: Stage): Fragment | undefined {
  if (stage.family === 'training' || !listeningIn(stage)?.command) return undefined;
  return startStepsOf(stage)[0]?.instruction.rest;
}
