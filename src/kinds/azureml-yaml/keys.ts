/**
 * The keys that `az ml` accepts: it refuses any other with "Unknown field". They are those of the schemas of its package azure-ai-ml,
 * taken by `scripts/azureml-schemas.py`.
 */
import data from './schemas.json' with { type: 'json' };

/** What a schema wants of the value of each key; see `scripts/azureml-schemas.py`. */
export type SchemaKeys = Readonly<Record<string, string>>;

const DOCUMENTS: Readonly<Record<string, SchemaKeys>> = data.documents;
const SCHEMAS: Readonly<Record<string, SchemaKeys>> = data.schemas;

/** The keys of a kind of document: `managed-online-deployment`. */
export function keysOfDocument(name: string): SchemaKeys | undefined {
  return DOCUMENTS[name];
}

/** The keys of a mapping in a document. */
export function keysOfSchema(name: string): SchemaKeys | undefined {
  return SCHEMAS[name];
}

/** The keys of an environment that people use. */
const USUAL = [
  'name',
  'version',
  'description',
  'tags',
  'image',
  'build',
  'conda_file',
  'inference_config',
  'os_type',
  'datastore',
];

/** The keys that people use come first; the last ones are accepted but unused. */
export const ENVIRONMENT_KEYS: readonly string[] = [
  ...new Set([...USUAL, ...Object.keys(data.documents.environment)]),
];

/** The keys of online and batch deployments. */
export const DEPLOYMENT_KEYS: readonly string[] = [
  ...new Set(
    ['managed-online-deployment', 'kubernetes-online-deployment', 'batch-deployment'].flatMap((name) =>
      Object.keys(DOCUMENTS[name] ?? {}),
    ),
  ),
];

export const BUILD_KEYS: readonly string[] = ['path', 'dockerfile_path'];

/** All of them are required. */
export const INFERENCE_CONFIG_KEYS: readonly string[] = [
  'liveness_route',
  'readiness_route',
  'scoring_route',
];

/** Both are required. */
export const ROUTE_KEYS: readonly string[] = ['port', 'path'];
