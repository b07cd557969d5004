import { knownText, type Value } from '../../dockerfile/value.ts';
import type { AzuremlYaml } from '../../kinds/azureml-yaml/model.ts';
import { containerStartOf } from '../../model/container-start.ts';
import type { Span } from '../../text/fragment.ts';
import type { Location } from '../../text/source.ts';
import type { YamlNode } from '../../yaml-tree/tree.ts';
import { isForServer } from '../azureml/server.ts';
import { deployedEnvironments } from './uses.ts';

const WORKERS = 'WORKER_COUNT';
const REQUESTS = 'max_concurrent_requests_per_instance';
/** What Azure ML assumes. Source: Microsoft docs, reference-yaml-deployment-managed-online. */
const USUAL_REQUESTS = 1;

/** A deployment that sends a container another number of requests at a time than it has workers. */
export interface WorkerMismatch {
  readonly workers: number;
  /** The ENV or the variable that says how many. */
  readonly workersAt: Location;
  readonly requests: number;
  /** `undefined`: the deployment does not say. */
  readonly requestsAt: Span | undefined;
  /** The deployment has `request_settings`. */
  readonly hasSettings: boolean;
  /** The first key of the deployment. */
  readonly at: Span;
}

/**
 * The mismatches of the online deployments of a YAML. A number that is not known agrees with any other.
 *
 * @example
 * const yaml = readAzuremlYaml('name: a\nendpoint_name: b\ninstance_type: c\nenvironment_variables: {WORKER_COUNT: 4}\n');
 * workerMismatches(yaml).map(({ workers, requests }) => [workers, requests]); // => [[4, 1]]
 */
export function workerMismatches(yaml: AzuremlYaml): readonly WorkerMismatch[] {
  return yaml.deployments.flatMap((deployment): readonly WorkerMismatch[] => {
    if (deployment.kind !== 'online') return [];
    const stage = deployedEnvironments(yaml).find((use) => use.deployment === deployment)?.stage;
    // A server of one's own may have another use for the variable.
    if (stage && (!isForServer(stage) || containerStartOf(stage).kind === 'other')) return [];
    const variable = deployment.variables.get(WORKERS);
    const setting = variable ? undefined : stage?.envSetting(WORKERS);
    const workers = variable ? numberIn(variable.value) : setting && numberOf(setting.value);
    const entry = deployment.requestSettings.get(REQUESTS);
    const requests = entry ? numberIn(entry.value) : USUAL_REQUESTS;
    if (workers === undefined || workers < 1 || requests === undefined || workers === requests) return [];
    const workersAt = variable
      ? { file: yaml.source, span: variable.value }
      : { file: stage!.file.source, span: setting!.pair };
    const hasSettings = deployment.requestSettings.size > 0;
    return [{ workers, workersAt, requests, requestsAt: entry?.value, hasSettings, at: deployment.at }];
  });
}

function numberIn(node: YamlNode): number | undefined {
  return node.type === 'scalar' && node.data !== 'unknown' ? numberOf(node.value) : undefined;
}

function numberOf(value: Value): number | undefined {
  const text = knownText(value)?.trim() ?? '';
  return /^\d{1,6}$/.test(text) ? Number(text) : undefined;
}
