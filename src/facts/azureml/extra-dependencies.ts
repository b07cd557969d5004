/**
 * Packages that the boot script of the inference images installs before it starts the server. Source: azureml-assets,
 * `mlflow-model-inference/context/runit/gunicorn/run`.
 */
import { knownText } from '../../dockerfile/value.ts';
import { DEFAULT_APP_ROOT } from '../../image/contract.ts';
import type { EnvSetting, Stage } from '../../model/model.ts';
import { isAbsolute, normalizePath, resolvePath } from '../../text/paths.ts';
import { appRootOf } from './app-root.ts';
import { isStartedByServices } from './server.ts';

/** What a variable names, and where the boot script looks for it. */
export interface ExtraDependencies {
  readonly setting: EnvSetting;
  /** As it is written. */
  readonly value: string;
  /** Absolute. */
  readonly path: string;
  /** The directory to which the value is relative, which is that of the entry script; `undefined` for a value that is absolute. */
  readonly directory: string | undefined;
  /** A directory is looked for, not a file. */
  readonly isDirectory: boolean;
  /** With this status the container ends if it is not there. */
  readonly exitStatus: number;
}

/** The first that is set is the only one that is looked at. */
const VARIABLES = [
  { name: 'AZUREML_EXTRA_PYTHON_LIB_PATH', exitStatus: 97 },
  { name: 'AZUREML_EXTRA_CONDA_YAML_ABS_PATH', exitStatus: 98 },
  { name: 'AZUREML_EXTRA_CONDA_YAML', exitStatus: 98 },
  { name: 'AZUREML_EXTRA_REQUIREMENTS_TXT', exitStatus: 99 },
] as const;

/**
 * What the boot script of a stage looks for. `undefined`: nothing, or it is not known; the curated images install nothing, and
 * those for MLflow what the model says.
 */
export function extraDependenciesOf(stage: Stage): ExtraDependencies | undefined {
  const root = appRootOf(stage);
  const { image } = stage;
  if (root === undefined || image?.installsExtraDependencies !== true || image.appRoot !== DEFAULT_APP_ROOT)
    return undefined;
  if (!isStartedByServices(stage)) return undefined;
  const wanted = VARIABLES.find(({ name }) => stage.atEnd.env(name));
  const setting = wanted && stage.envSetting(wanted.name);
  const value = setting && knownText(setting.value);
  if (!wanted || !setting || !value || isSwitchedOff(wanted.name, stage)) return undefined;
  const { name, exitStatus } = wanted;
  const isPath = name === 'AZUREML_EXTRA_CONDA_YAML_ABS_PATH';
  const directory = isPath ? undefined : scriptDirectoryOf(stage, root);
  if (isPath ? !isAbsolute(value) : directory === undefined) return undefined;
  // The boot script puts the directory before any value, even before an absolute one.
  const path = directory === undefined ? normalizePath(value) : resolvePath(directory, `./${value}`);
  return {
    setting,
    value,
    path,
    directory,
    isDirectory: name === 'AZUREML_EXTRA_PYTHON_LIB_PATH',
    exitStatus,
  };
}

/** `undefined` if it is not known, or the script has an absolute path: that is another rule's. */
function scriptDirectoryOf(stage: Stage, root: string): string | undefined {
  const binding = stage.atEnd.env('AZUREML_ENTRY_SCRIPT');
  if (!binding) return root;
  const script = knownText(binding.value);
  return script === undefined || isAbsolute(script)
    ? undefined
    : resolvePath(resolvePath(root, script), '..');
}

function isSwitchedOff(name: string, { atEnd }: Stage): boolean {
  const dynamic = atEnd.env('DYNAMIC_DEP_INSTALLATION');
  return name.includes('CONDA_YAML') && dynamic !== undefined && knownText(dynamic.value) !== 'true';
}
