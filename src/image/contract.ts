/**
 * What an image must keep so that the inference server starts in it: the contract of the images that boot the server.
 *
 * Sources: [boot] Azure/azureml-assets @4b41f8c, assets/training/model_management/environments/mlflow-model-inference/
 * context (Dockerfile, runit/, configs/app); [docs] Microsoft docs,
 * how-to-troubleshoot-prebuilt-docker-image-inference; [server] microsoft/azureml-inference-server @4a7ea9b.
 */

/** The account under which the server runs. [docs] */
export const SERVER_USER = 'dockeruser';

/** The directories that any user other than `SERVER_USER` must own for the server to start. [docs] */
export const SERVER_USER_DIRECTORIES: readonly string[] = [
  '/var/runit',
  '/var/log',
  '/var/lib/nginx',
  '/run',
  '/opt/miniconda',
  '/var/azureml-app',
];

/** Where runit finds the services; `CMD ["runsvdir", "/var/runit"]` starts them. [boot] */
export const SERVICE_DIRECTORY = '/var/runit';

/** The command that starts the services; any other CMD or ENTRYPOINT replaces the server. [boot] */
export const BOOT_COMMAND = 'runsvdir';

/** The server itself, as its runit service calls it. [boot] */
export const SERVER_COMMAND = 'azmlinfsrv';

/** The module that this command runs. [server, setup.py] */
export const SERVER_MODULE = 'azureml_inference_server_http';

/** The port of nginx, for scoring and for health. [boot] */
export const PUBLIC_PORT = 5001;

/**
 * The ports that the training images expose together, as do copies of their Dockerfiles: nothing listens on the last
 * two. Source: Azure/AzureML-Containers at 1cce496^, base/**; azureml-assets,
 * training/general/environments/tensorflow-2.16-cuda12.
 */
export const TRAINING_PORTS: readonly number[] = [5001, 8883, 8888];

/** The port of the server behind nginx, which must not be called from outside. [boot] */
export const INTERNAL_PORT = 31311;

/** Where the server runs and looks for the entry script, unless AML_APP_ROOT says otherwise. [boot] */
export const DEFAULT_APP_ROOT = '/var/azureml-app';

/** The entry script when AZUREML_ENTRY_SCRIPT is not set. [boot] */
export const DEFAULT_ENTRY_SCRIPT = 'main.py';
