/**
 * The environment variables that the inference server, its boot script and the Azure ML platform read.
 *
 * There are two kinds: variables with an effect in an image, each with a description, and names that Microsoft's own
 * material uses for jobs, samples and tools. The latter are not misspellings of the former, and nothing else is said
 * about them.
 */
import { matchesWithin } from '../text/closest-match.ts';

export interface ImageVariable {
  readonly name: string;
  /** The value that applies when it is not set. */
  readonly byDefault: string | undefined;
  /** What it does, for a person who set it. */
  readonly effect: string;
  readonly source: VariableSource;
}

/** Where a variable is read or set; the full names of the sources are below. */
export type VariableSource = keyof typeof VARIABLE_SOURCES;

const VARIABLE_SOURCES = {
  server:
    'microsoft/azureml-inference-server @4a7ea9b: constants.py, server/config.py, amlserver.py, server/entry.py',
  boot: 'Azure/azureml-assets @4b41f8c: assets/training/model_management/environments/mlflow-model-inference/context/',
  image: 'Azure/azureml-assets @4b41f8c: Dockerfiles of assets/inference and assets/training',
  monitoring: 'Azure/azureml-assets @4b41f8c: mlmonitoring/config/config.py of mlflow-model-inference',
  sdk: 'Azure/azure-sdk-for-python: azure/ai/ml/_local_endpoints/azureml_image_context.py',
} as const;

/** The variables with an effect in an image. */
export const IMAGE_VARIABLES: readonly ImageVariable[] = [
  variable(
    'AML_APP_ROOT',
    '/var/azureml-app',
    'the directory in which the server runs and looks for the entry script',
    'boot',
  ),
  variable('AZUREML_ENTRY_SCRIPT', 'main.py', 'the entry script, relative to AML_APP_ROOT', 'boot'),
  variable(
    'AZUREML_SOURCE_DIRECTORY',
    undefined,
    'a directory below AML_APP_ROOT that is added to the Python path',
    'server',
  ),
  variable(
    'AZUREML_MODEL_DIR',
    undefined,
    'where the entry script finds the model; the platform sets it when a model is attached to the deployment',
    'server',
  ),
  variable(
    'AZUREML_CONFIG_FILE',
    undefined,
    'absolute path of a JSON file with settings of the server',
    'server',
  ),
  variable('AZUREML_LOG_LEVEL', 'INFO', 'the level of the log', 'server'),
  variable(
    'AZUREML_DEBUG_PORT',
    undefined,
    'makes the server wait for a debugger; not for production',
    'server',
  ),
  variable('AML_APP_INSIGHTS_ENABLED', 'false', 'exactly `true` switches Application Insights on', 'server'),
  variable(
    'AML_APP_INSIGHTS_KEY',
    undefined,
    'the instrumentation key of Application Insights, a UUID and a secret',
    'server',
  ),
  variable('AML_MODEL_DC_STORAGE_ENABLED', 'false', 'switches the collection of model data on', 'server'),
  variable('AML_CORS_ORIGINS', undefined, 'the origins that may call the server from a browser', 'server'),
  variable(
    'AML_FLASK_ONE_COMPATIBILITY',
    'true',
    'kept scripts for Flask 1 working; gone since server 1.4.0',
    'server',
  ),
  variable(
    'AML_DBG_MODEL_INFO',
    undefined,
    'none: the debugging help that it switched on is gone; the server warns',
    'server',
  ),
  variable(
    'AML_DBG_RESOURCE_INFO',
    undefined,
    'none: the debugging help that it switched on is gone; the server warns',
    'server',
  ),
  variable('WORKER_COUNT', '1', 'how many workers serve requests', 'server'),
  variable('WORKER_TIMEOUT', '300', 'seconds after which a silent worker is restarted', 'server'),
  variable('WORKER_PRELOAD', 'false', 'loads the entry script once, before the workers start', 'server'),
  variable('SCORING_TIMEOUT_MS', '3600000', 'milliseconds that one call of run() may take', 'server'),
  variable(
    'SERVER_PORT',
    '5001',
    'none: the server overwrites it with the port of its command line',
    'server',
  ),
  variable(
    'HEALTH_PORT',
    '5001',
    'none: the server overwrites it with the port of its command line',
    'server',
  ),
  variable(
    'SEPERATE_HEALTH_ENDPOINT',
    undefined,
    '`true` gives the health check a port of its own; spelled like this',
    'server',
  ),
  variable('SERVICE_NAME', 'ML service', 'the name in the Swagger document', 'server'),
  variable('SERVICE_PATH_PREFIX', undefined, 'the path prefix in the Swagger document', 'server'),
  variable('SERVICE_VERSION', '1.0', 'the version in the Swagger document', 'server'),
  variable(
    'APP_INSIGHTS_LOG_RESPONSE_ENABLED',
    'true',
    'whether responses are logged to Application Insights',
    'server',
  ),
  variable(
    'SERVER_VERSION_LOG_RESPONSE_ENABLED',
    'true',
    'whether responses include the version of the server',
    'server',
  ),
  variable(
    'AZUREML_CONDA_ENVIRONMENT_PATH',
    undefined,
    'the Python environment of the server; goes together with PATH and LD_LIBRARY_PATH',
    'boot',
  ),
  variable(
    'AZUREML_CONDA_DEFAULT_ENVIRONMENT',
    undefined,
    'the Python environment that the image came with',
    'image',
  ),
  variable(
    'AZUREML_EXTRA_PYTHON_LIB_PATH',
    undefined,
    'a directory of packages that is added at start, relative to the entry script',
    'boot',
  ),
  variable(
    'AZUREML_EXTRA_CONDA_YAML',
    undefined,
    'a conda file that is installed at start, relative to the entry script',
    'boot',
  ),
  variable(
    'AZUREML_EXTRA_CONDA_YAML_ABS_PATH',
    undefined,
    'absolute path of a conda file that is installed at start',
    'boot',
  ),
  variable(
    'AZUREML_EXTRA_REQUIREMENTS_TXT',
    undefined,
    'a requirements file that is installed at start, relative to the entry script',
    'boot',
  ),
  variable(
    'DYNAMIC_DEP_INSTALLATION',
    'true',
    '`false` keeps the conda file from being installed at start',
    'boot',
  ),
  variable(
    'AZUREML_INFERENCE_SERVER_HTTP_ENABLED',
    undefined,
    'set to `True` by images that boot this server',
    'image',
  ),
  variable('AZUREML_INFERENCE_PYTHON_PATH', undefined, 'set by the SDK for local deployments', 'sdk'),
  variable('AML_LOGGER_ROOT', '/var/azureml-logger', 'the directory of the log forwarder', 'boot'),
  variable('SVDIR', '/var/runit', 'the directory of the services that runit starts', 'image'),
  variable(
    'MLFLOW_MODEL_FOLDER',
    'mlflow_model_folder',
    'the folder of the MLflow model below AZUREML_MODEL_DIR',
    'boot',
  ),
  variable('AZUREML_MDC_CONFIG_PATH', undefined, 'the configuration file of model monitoring', 'monitoring'),
  variable('AZUREML_MDC_ENABLED', 'false', 'switches model monitoring on', 'monitoring'),
  variable('AZUREML_MDC_HOST', '127.0.0.1', 'the host of the collector', 'monitoring'),
  variable('AZUREML_MDC_PORT', '50011', 'the port of the collector', 'monitoring'),
  variable('AZUREML_MDC_DEBUG', undefined, 'debugging of model monitoring', 'monitoring'),
  variable('AZUREML_MDC_FORMAT_COMPACT', undefined, 'the format of model monitoring', 'monitoring'),
  variable('AZUREML_MDC_LOCAL_CAPTURE', undefined, 'keeps collected data in the container', 'monitoring'),
  variable('AZUREML_MDC_QUEUE_CAPACITY', undefined, 'the queue of model monitoring', 'monitoring'),
  variable('AZUREML_MDC_SAMPLE_RATE', undefined, 'how much of the data is collected', 'monitoring'),
  variable('AZUREML_MDC_WORKER_COUNT', undefined, 'the workers of model monitoring', 'monitoring'),
  variable(
    'AZUREML_MDC_WORKER_DISABLED',
    undefined,
    'switches the workers of model monitoring off',
    'monitoring',
  ),
];

/** Names with no effect in current images, by where they are used. */
const OTHER_NAMES: readonly string[] = [
  // Seen in images from before the server became a package.
  'AML_SERVER_ROOT',
  // Set by the platform in jobs; azureml-core and the AutoML SDK read them.
  'AZUREML_ARM_PROJECT_NAME',
  'AZUREML_ARM_RESOURCEGROUP',
  'AZUREML_ARM_SUBSCRIPTION',
  'AZUREML_ARM_WORKSPACE_NAME',
  'AZUREML_AUTOML_RUN_HISTORY_DATA_PATH',
  'AZUREML_DISCOVERY_SERVICE_ENDPOINT',
  'AZUREML_EXPERIMENTATION_HOST',
  'AZUREML_EXPERIMENT_ID',
  'AZUREML_EXPERIMENT_NAME',
  'AZUREML_ROOT_RUN_ID',
  'AZUREML_RUN_ID',
  'AZUREML_RUN_TOKEN',
  'AZUREML_RUN_TOKEN_EXPIRY',
  'AZUREML_SERVICE_ENDPOINT',
  'AZUREML_WORKSPACE_ID',
  // Azure/azureml-assets @4b41f8c: scripts of the curated environments and components.
  'AML_MODEL',
  'AML_PORT',
  'AML_TENSOR_PARALLEL_SIZE',
  'AZUREML_OBO_ENABLED',
  // Azure/azureml-examples @085cd6e: jobs, batch endpoints, shell scripts and notebooks.
  'AML_APP_INSIGHTS_ENDPOINT',
  'AML_LIGHTGBM_MODEL_NAME',
  'AML_LOG_ANALYTICS_WORKSPACE_ID',
  'AML_MODEL_NAME',
  'AML_REGISTERED_MODEL_NAME',
  'AML_REGISTERED_MODEL_VERSION',
  'AML_RESOURCE_GROUP',
  'AML_SKLEARN_MODEL_NAME',
  'AML_SUBSCRIPTION',
  'AML_USER_MANAGED_ID',
  'AML_USER_MANAGED_ID_OID',
  'AML_WORKSPACE_NAME',
  'AML_WORKSPACE_PATH_MODEL_SOURCE',
  'AZUREML_COMMON_RUNTIME_USE_APPINSIGHTS_CAPABILITY',
  'AZUREML_COMMON_RUNTIME_USE_INTERACTIVE_CAPABILITY',
  'AZUREML_COMPUTE_USE_COMMON_RUNTIME',
  'AZUREML_DATASET_HTTP_RETRY_COUNT',
  'AZUREML_DEFAULT_CONTAINER',
  'AZUREML_DEFAULT_DATASTORE',
  'AZUREML_ENDPOINT_API_KEY',
  'AZUREML_ENDPOINT_API_TYPE',
  'AZUREML_ENDPOINT_URL',
  'AZUREML_MLFLOW_URI',
  'AZUREML_NOTEBOOKS_PYTHON_VERSION',
  'AZUREML_PARALLEL_EXAMPLE',
  'AZUREML_PROCESS_NAME',
  'AZUREML_PROFILER_RUN_DURATION_MILLISECOND',
  'AZUREML_PROFILER_WAIT_DURATION_SECOND',
  'AZUREML_SSH_KEY',
  'AZUREML_WORKSPACE_NAME',
];

/**
 * Prefixes of names: batch endpoints, the job runtime, and names that the platform makes from inputs and connections.
 */
const FAMILIES_OF_NAMES: readonly string[] = [
  'AZUREML_BI_',
  'AZUREML_CR_',
  'AZUREML_DATAREFERENCE_',
  'AZUREML_PARAMETER_',
  'AZUREML_WORKSPACE_CONNECTION_ID_',
];

/**
 * Names that have no effect, with the variable that was meant. They occur in Microsoft's documentation and scripts, or
 * only their prefix is wrong.
 */
const WRONG_NAMES: ReadonlyMap<string, string> = new Map([
  ['AZUREML_APP_ROOT', 'AML_APP_ROOT'],
  ['AML_ENTRY_SCRIPT', 'AZUREML_ENTRY_SCRIPT'],
  ['AML_SOURCE_DIRECTORY', 'AZUREML_SOURCE_DIRECTORY'],
  ['AML_MODEL_DIR', 'AZUREML_MODEL_DIR'],
  ['AML_APPINSIGHTS_ENABLED', 'AML_APP_INSIGHTS_ENABLED'],
  ['AZUREML_APP_INSIGHTS_ENABLED', 'AML_APP_INSIGHTS_ENABLED'],
  ['AZUREML_APP_INSIGHTS_KEY', 'AML_APP_INSIGHTS_KEY'],
  ['AZUREML_EXTRA_REQUIRMENTS_TXT', 'AZUREML_EXTRA_REQUIREMENTS_TXT'],
  ['AZUREML_CONDA_ENVIRONMENT', 'AZUREML_CONDA_ENVIRONMENT_PATH'],
  ['SEPARATE_HEALTH_ENDPOINT', 'SEPERATE_HEALTH_ENDPOINT'],
]);

const PREFIXED = /^(?:AZUREML|AML)_/;

/** In how many letters a name may differ from the one that was meant. */
const NEAR = 2;

const variables = new Map(IMAGE_VARIABLES.map((known) => [known.name, known]));
const prefixedNames = [...variables.keys()].filter((name) => PREFIXED.test(name));
const otherNames = new Set(OTHER_NAMES);

/** The variable with a name, if it has an effect in an image. */
export function findVariable(name: string): ImageVariable | undefined {
  return variables.get(name);
}

/**
 * The variable that the writer of a name probably meant.
 *
 * @returns `undefined` for a name that is right, that is in use elsewhere, or that resembles none: it is then the
 * writer's own. Only names with the prefixes `AZUREML_` and `AML_` are taken as misspellings.
 */
export function nearestVariable(name: string): ImageVariable | undefined {
  const meant = WRONG_NAMES.get(name);
  if (meant !== undefined) return variables.get(meant);
  if (!PREFIXED.test(name) || isKnownName(name)) return undefined;
  const [nearest] = matchesWithin(name, prefixedNames, NEAR);
  return nearest && variables.get(nearest.candidate);
}

function isKnownName(name: string): boolean {
  return (
    variables.has(name) || otherNames.has(name) || FAMILIES_OF_NAMES.some((start) => name.startsWith(start))
  );
}

function variable(
  name: string,
  byDefault: string | undefined,
  effect: string,
  source: VariableSource,
): ImageVariable {
  return { name, byDefault, effect, source };
}

/** Where it is said what a variable does: repository, commit and files. */
export function sourceOfVariable({ source }: ImageVariable): string {
  return VARIABLE_SOURCES[source];
}
