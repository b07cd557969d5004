import { knownText } from '../../dockerfile/value.ts';
import type { CopiedSource } from '../../model/model.ts';
import { baseName } from '../../text/paths.ts';

/** Extensions of files that hold a trained model, and nothing else. */
const MODEL_FILE =
  /\.(?:onnx|pkl|pickle|joblib|pt|pth|h5|hdf5|keras|tflite|safetensors|gguf|ckpt|mar|cbm|pmml|mlmodel)$/i;

/** `model`, `models`, `model-v2`, `my_model`: the whole word, not a part of another (`modelling`). */
const MODEL_DIRECTORY = /^(?:[a-z0-9.]+[-_])*models?(?:[-_][a-z0-9.]+)*$/i;

/** Names that contain "model" but mean something else. */
const NO_MODEL =
  /\.(?:py|ipynb|md|txt|json|ya?ml|sh|proto)$|(?:^|[-_])(?:code|src|source|config|scripts?|server?|serving|utils?|lib|tests?|api|zoo)(?:[-_]|$)/i;

/** Whether a file holds a trained model, judging by its name. */
export function isModelFile(source: CopiedSource): boolean {
  return MODEL_FILE.test(nameOf(source));
}

/** Whether the copied files are a trained model, judging by the name: a directory for models or a file with one. */
export function isModelSource(source: CopiedSource): boolean {
  const name = nameOf(source);
  return isModelFile(source) || (MODEL_DIRECTORY.test(name) && !NO_MODEL.test(name));
}

/** The last part of its path; for `model/*` and `model/.` the directory. */
function nameOf({ value }: CopiedSource): string {
  const path = knownText(value)?.replace(/(?:\/(?:\*+|\.?))+$/, '') ?? '';
  return baseName(path);
}
