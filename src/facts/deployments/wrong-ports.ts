import { PUBLIC_PORT } from '../../image/contract.ts';
import type { AzuremlYaml } from '../../kinds/azureml-yaml/model.ts';
import type { InferenceConfig, Route } from '../../model/definitions.ts';
import type { Location } from '../../text/source.ts';
import { isNameOfPort, type Listening, listeningIn } from '../azureml/listening-ports.ts';
import { type EnvironmentUse, environmentUses } from './uses.ts';

/** A port of `inference_config` on which nothing in the container listens. */
export interface WrongPort {
  readonly number: number;
  /** Where the routes have it; never empty. */
  readonly places: readonly Location[];
  readonly listening: Listening;
  /** The command that decides the port, in the Dockerfile; `undefined`: the base image does. */
  readonly command: Location | undefined;
}

/**
 * The wrong ports of the environments that a YAML describes.
 *
 * @example
 * const image = 'mcr.microsoft.com/azureml/minimal-py312-inference:latest';
 * const route = '  scoring_route: {port: 80, path: /score}\n';
 * const yaml = readAzuremlYaml(`name: scoring\nimage: ${image}\ninference_config:\n${route}`);
 * wrongPorts(yaml).map(({ number, listening }) => [number, listening.ports]); // => [[80, [5001]]]
 */
export function wrongPorts(yaml: AzuremlYaml): readonly WrongPort[] {
  return environmentUses(yaml).flatMap((use) => {
    const { environment, dockerfile } = use;
    const listening = use.yaml === yaml ? listeningAt(use) : undefined;
    if (!environment.inferenceConfig || !listening) return [];
    const { command } = listening;
    const place = command && dockerfile ? { file: dockerfile.source, span: command } : undefined;
    return [...byPort(environment.inferenceConfig, hasHealthPort(use))]
      .filter(([number]) => !listening.ports.includes(number))
      .map(([number, places]) => ({ number, places, listening, command: place }));
  });
}

/** Where the container of an environment listens, if nothing that the deployment sets may change that. */
function listeningAt({ environment, deployment, stage }: EnvironmentUse): Listening | undefined {
  if (stage) {
    const found = listeningIn(stage);
    const isOverridden = [...(deployment?.variables.keys() ?? [])].some(isNameOfPort);
    return found?.command && isOverridden ? undefined : found;
  }
  const image = environment.image?.base;
  const isKnown = image?.family === 'inference' && image.image?.bootsServer === true;
  return isKnown ? { ports: [PUBLIC_PORT], program: 'nginx', command: undefined } : undefined;
}

/**
 * The server may answer questions about its health on a port of their own. Source: azureml-inference-server-http 1.5.1, `amlserver.py`.
 */
function hasHealthPort({ deployment, stage }: EnvironmentUse): boolean {
  return deployment?.variables.has(HEALTH_VARIABLE) || stage?.atEnd.env(HEALTH_VARIABLE) !== undefined;
}

/** It is really spelled like this. */
const HEALTH_VARIABLE = 'SEPERATE_HEALTH_ENDPOINT';

function byPort(
  { liveness, readiness, scoring }: InferenceConfig,
  isHealthElsewhere: boolean,
): ReadonlyMap<number, readonly Location[]> {
  const found = new Map<number, Location[]>();
  const routes = isHealthElsewhere ? [scoring] : [liveness, readiness, scoring];
  for (const port of routes.flatMap((route?: Route) => route?.port ?? [])) {
    if (port.number === undefined) continue;
    const places = found.get(port.number) ?? [];
    found.set(port.number, places);
    if (!places.some(({ span }) => span.start === port.at.span.start)) places.push(port.at);
  }
  return found;
}
