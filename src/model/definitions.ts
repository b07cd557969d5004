/** What other files say about an image or a script: the Azure ML YAML that names a Dockerfile, who loads an entry script. */
import type { FileEntry } from '../context/files.ts';
import type { Value } from '../dockerfile/value.ts';
import type { Location } from '../text/source.ts';

/** An environment of an Azure ML YAML that builds its image from a Dockerfile. */
export interface ImageDefinition {
  /** The words of the YAML that name the folder, or the Dockerfile. */
  readonly at: Location;
  /** The routes of the container. */
  readonly inferenceConfig: InferenceConfig | undefined;
  /** The deployment that uses the environment; `undefined` for jobs, and where none is known. */
  readonly deployment: DeploymentUse | undefined;
  /** A job or a component uses the environment, and runs a command of its own in it. */
  readonly isForJob: boolean;
}

/** `inference_config` of an environment. */
export interface InferenceConfig {
  readonly at: Location;
  readonly liveness: Route | undefined;
  readonly readiness: Route | undefined;
  readonly scoring: Route | undefined;
  /** It has all routes, each with port and path. */
  readonly isComplete: boolean;
}

/** A port and a path on which a container is asked. */
export interface Route {
  /** The key that it is below. */
  readonly at: Location;
  readonly port: { readonly at: Location; readonly number: number | undefined } | undefined;
  readonly path: { readonly at: Location; readonly text: string | undefined } | undefined;
}

/** What a deployment says besides its environment. */
export interface DeploymentUse {
  readonly kind: 'online' | 'batch';
  /** Its first key. */
  readonly at: Location;
  /** `model`, if it has one. */
  readonly model: Location | undefined;
  /** `model_mount_path`. */
  readonly modelMountPath: { readonly at: Location; readonly text: string | undefined } | undefined;
  /** `code_configuration`. */
  readonly code: Location | undefined;
  /** `scoring_script` in it. */
  readonly scoringScript: Value | undefined;
  /** `environment_variables`, which are stronger than ENV. */
  readonly variables: ReadonlyMap<string, { readonly at: Location; readonly value: Value }>;
}

/** How the inference server loads a script. */
export interface ScriptUse {
  /** Where the script is named: the value of AZUREML_ENTRY_SCRIPT, `--entry_script` of a CMD, or `scoring_script` of a deployment. */
  readonly at: Location;
  /** The script as it is named there. */
  readonly name: string;
  /** AML_APP_ROOT, mostly the working directory of the server. */
  readonly root: string;
  /** The path of the script in the container. */
  readonly path: string;
  /**
   * The directories in which Python looks for modules besides the installed ones: AML_APP_ROOT, AZUREML_SOURCE_DIRECTORY,
   * PYTHONPATH; not that of the script. `undefined`: not known.
   */
  readonly searchPath: readonly string[] | undefined;
  /** What is at a path of the container. */
  entryAt(path: string): FileEntry;
  /** Whether a Python package may be installed beside those that come with the image; its name in lower case, with dashes. */
  mayHavePackage(name: string): boolean;
}
