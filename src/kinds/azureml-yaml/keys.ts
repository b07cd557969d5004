/**
 * The keys that `az ml` accepts, from the schemas of azure-ai-ml 1.35.2; it refuses any other key with "Unknown field".
 * Sources: `_schema/assets/environment.py`, `_schema/core/schema.py`, `_schema/_deployment/` of that package.
 */

/** Keys that Azure ML itself writes in its output; in input it ignores them. */
const SHOWN_ONLY = ['$schema', 'creation_context'];

/** The keys that people use come first; the last ones are accepted but unused. */
export const ENVIRONMENT_KEYS: readonly string[] = [
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
  ...SHOWN_ONLY,
  'id',
  'latest_version',
  'auto_delete_setting',
  'intellectual_property',
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
