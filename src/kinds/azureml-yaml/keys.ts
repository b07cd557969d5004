/**
 * The keys that `az ml` takes, as the schemas of azure-ai-ml 1.35.2 have them; any other one it refuses with "Unknown field".
 * Sources: `_schema/assets/environment.py`, `_schema/core/schema.py`, `_schema/_deployment/` of that package.
 */

/** What Azure ML itself writes when it shows something; on the way in it is passed over. */
const SHOWN_ONLY = ['$schema', 'creation_context'];

/** Keys that people look up when they write one, first; those at the end are taken and left unused. */
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
