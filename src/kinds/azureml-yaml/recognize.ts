/**
 * Recognizes Azure ML YAML from its text alone: nothing is parsed, so a folder of thousands of other YAML files costs
 * little more than reading them. Anything uncertain is left alone: compose files, workflows, charts and conda files
 * also have `image:` and `environment:`.
 */
import { closestMatch } from '../../text/closest-match.ts';
import { DEPLOYMENT_KEYS, ENVIRONMENT_KEYS } from './keys.ts';

/**
 * What a document describes. `asset` and `asset-image` are the files of azureml-assets that describe an environment together:
 * `asset.yaml`, and `environment.yaml` with the folder of the Dockerfile.
 */
export type AzuremlType =
  | 'environment'
  | 'online-deployment'
  | 'batch-deployment'
  | 'job'
  | 'component'
  | 'asset'
  | 'asset-image';

/** By the last part of `$schema`, in lower case. The host does not matter: many are in use. */
const BY_SCHEMA: ReadonlyMap<string, AzuremlType> = new Map(
  Object.entries({
    environment: 'environment',
    managedonlinedeployment: 'online-deployment',
    kubernetesonlinedeployment: 'online-deployment',
    onlinedeployment: 'online-deployment',
    batchdeployment: 'batch-deployment',
    modelbatchdeployment: 'batch-deployment',
    pipelinecomponentbatchdeployment: 'batch-deployment',
    commandjob: 'job',
    sweepjob: 'job',
    paralleljob: 'job',
    sparkjob: 'job',
    pipelinejob: 'job',
    commandcomponent: 'component',
    parallelcomponent: 'component',
    sparkcomponent: 'component',
    pipelinecomponent: 'component',
  }),
);

/** `$schema` of the document, in YAML or JSON. */
const SCHEMA = /^(?:\{\s*)?["']?\$schema["']?[ \t]*:[ \t]*["']?([^\s"',#}]+)/m;

/** The keys of the document: in a block mapping, only they can begin in the first column. */
const TOP_KEY = /^(?:"([^"\n]+)"|'([^'\n]+)'|([A-Za-z_][\w.-]*))[ \t]*:(?=\s|$)/gm;

/** Larger files are not recognized. In characters. */
const LARGEST = 256 * 1024;

/**
 * What a text describes for Azure ML; `undefined` for everything else.
 *
 * @param document one document; for a file with several, use {@link hasAzuremlType}
 */
export function azuremlTypeOf(document: string): AzuremlType | undefined {
  // The byte-order mark precedes the first column.
  const text = document.replace(/^\ufeff/, '');
  const schema = schemaOf(text);
  return schema === undefined ? typeByKeys(text) : BY_SCHEMA.get(schema.toLowerCase());
}

/** Whether one of the documents in a file is for Azure ML. */
export function hasAzuremlType(text: string): boolean {
  if (text.length > LARGEST || !MARKS.test(text.replace(/^\ufeff/, ''))) return false;
  return text.split(/^---.*$/m).some((document) => azuremlTypeOf(document) !== undefined);
}

/** A text without any of these is not for Azure ML. */
const MARKS = /\$schema|^(?:["']?(?:image|build|endpoint_name|environment|jobs|trial|spec)["']?)[ \t]*:/m;

/** `environment` of `https://azuremlschemas.azureedge.net/latest/environment.schema.json`. */
function schemaOf(text: string): string | undefined {
  const url = SCHEMA.exec(text)?.[1];
  const [, name] = /([^/]+)\.schema\.json$/i.exec(url ?? '') ?? [];
  return name ?? url;
}

function typeByKeys(text: string): AzuremlType | undefined {
  const keys = new Set(topKeys(text));
  const has = (...names: readonly string[]) => names.some((name) => keys.has(name));
  if (has(...FOREIGN)) return undefined;
  if (has('endpoint_name') && has('name', 'model', 'environment')) return deploymentType(keys);
  const [, type] = /^type[ \t]*:[ \t]*["']?(\w+)/m.exec(text) ?? [];
  if (type === 'pipeline' && has('jobs'))
    return has('inputs') && !has('compute', 'settings', 'experiment_name') ? 'component' : 'job';
  if (type === 'sweep' && has('trial')) return 'job';
  if (has('command') && namesEnvironment(text))
    return type === 'command' && !has('compute') ? 'component' : 'job';
  if (type === 'environment' && has('spec') && has('name') && has('version', 'extra_config')) return 'asset';
  if (has('image') && isAssetImage(text)) return 'asset-image';
  return isEnvironment(text, keys) ? 'environment' : undefined;
}

function deploymentType(keys: ReadonlySet<string>): AzuremlType | undefined {
  const has = (...names: readonly string[]) => names.some((name) => keys.has(name));
  if (isConfiguration(keys)) return undefined;
  if (has('compute', 'mini_batch_size', 'job_definition', 'component', 'output_action'))
    return 'batch-deployment';
  return has('model', 'environment', 'code_configuration', 'instance_type') ? 'online-deployment' : undefined;
}

/** What a script reads to deploy something has names of its own; of a deployment, one key may be wrong. */
function isConfiguration(keys: ReadonlySet<string>): boolean {
  const strangers = [...keys].filter((key) => closestMatch(key, DEPLOYMENT_KEYS, 2) === undefined);
  return strangers.length > 1 || strangers.some((key) => OF_SCRIPTS.test(key));
}

const OF_SCRIPTS = /^(?:deployment|endpoint|model|environment|workspace|subscription|resource_group)(?:_|$)/;

/** `image:` with a `context:` that names a folder. */
function isAssetImage(text: string): boolean {
  const [, below = ''] =
    /^image[ \t]*:[ \t]*(?:#.*)?\r?\n((?:(?:[ \t].*|[ \t]*#.*)?(?:\r?\n|$))*)/m.exec(text) ?? [];
  return /^([ \t]+)context[ \t]*:[ \t]*(?:#.*)?\r?\n(?:[ \t]*(?:#.*)?\r?\n)*\1[ \t]+(?:dir|dockerfile)[ \t]*:/m.test(
    below,
  );
}

/** Keys of compose files, workflows, manifests, charts, conda files, actions and other pipelines. */
const FOREIGN = [
  'apiVersion',
  'channels',
  'dependencies',
  'kind',
  'on',
  'pool',
  'runs',
  'runs-on',
  'script',
  'services',
  'stages',
  'steps',
  'tag',
  'trigger',
  'volumes',
];

/** `environment:` of the whole document, by reference or described. */
function namesEnvironment(text: string): boolean {
  return /^environment[ \t]*:(?:[ \t]*["']?(?:azureml:|file:)|[ \t]*(?:#.*)?\r?\n(?:[ \t]*(?:#.*)?\r?\n)*[ \t]+(?:image|build|conda_file|inference_config)[ \t]*:)/m.test(
    text,
  );
}

/** An image or a folder to build, beside nothing but keys of an environment or slips of them. */
function isEnvironment(text: string, keys: ReadonlySet<string>): boolean {
  // A picture is none.
  const hasImage = /^image[ \t]*:[ \t]*["']?(?!\S*\.(?:avif|gif|ico|jpe?g|png|svg|webp)\b)[\w{$<]/im.test(
    text,
  );
  const hasBuild =
    /^build[ \t]*:[ \t]*(?:#.*)?\r?\n(?:[ \t]*(?:#.*)?\r?\n)*[ \t]+(?:path|dockerfile_path)[ \t]*:/m.test(
      text,
    );
  if (!(hasImage || hasBuild) || !(keys.has('name') || keys.has('conda_file'))) return false;
  return [...keys].every((key) => closestMatch(key, ENVIRONMENT_KEYS, 2) !== undefined);
}

function topKeys(text: string): readonly string[] {
  return Array.from(text.matchAll(TOP_KEY), ([, double, single, plain]) => double ?? single ?? plain!);
}

/** Why a YAML is not for Azure ML, and what it seems to be, as the rest of a sentence that begins with its name. */
export function describeOther(text: string): string {
  if (text.length > LARGEST) return 'is not an Azure ML YAML: it is larger than 256 KB';
  const seems = seemsToBe(text);
  const guess = seems === undefined ? '' : ` (it looks like ${seems})`;
  return `is not an Azure ML YAML${guess}; environment files have \`image:\` or \`build:\``;
}

function seemsToBe(text: string): string | undefined {
  const schema = schemaOf(text)?.split('/').at(-1);
  if (schema !== undefined) return `another kind, ${schema}`;
  const keys = new Set(topKeys(text));
  const has = (...names: readonly string[]) => names.every((name) => keys.has(name));
  if (has('dependencies') || has('channels')) return 'a conda file';
  if (has('apiVersion', 'kind')) return 'a Kubernetes manifest';
  if (has('services')) return 'a compose file';
  if (has('jobs') && (has('on') || /^ +runs-on[ \t]*:/m.test(text))) return 'a GitHub workflow';
  if (has('trigger') || has('pool') || has('stages')) return 'a pipeline of a build server';
  return undefined;
}
