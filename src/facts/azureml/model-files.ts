import { knownText } from '../../dockerfile/value.ts';
import type { CopiedSource } from '../../model/model.ts';
import { baseName } from '../../text/paths.ts';

/** Endings of files that hold a trained model, and nothing else. */
const MODEL_FILE =
  /\.(?:onnx|pkl|pickle|joblib|pt|pth|h5|hdf5|keras|tflite|safetensors|gguf|ckpt|mar|cbm|pmml|mlmodel)$/i;

/** `model`, `models`, `model-v2`, `my_model`: the whole word, not a part of another (`modelling`). */
const MODEL_DIRECTORY = /^(?:[a-z0-9.]+[-_])*models?(?:[-_][a-z0-9.]+)*$/i;

/** Names that speak of a model and are something else. */
const NO_MODEL =
  /\.(?:py|ipynb|md|txt|json|ya?ml|sh|proto)$|(?:^|[-_])(?:code|src|source|config|scripts?|server?|serving|utils?|lib|tests?|api|zoo)(?:[-_]|$)/i;

/** Whether a file holds a trained model, by its name. */
export function isModelFile(source: CopiedSource): boolean {
  return MODEL_FILE.test(nameOf(source));
}

/** Whether what is copied is a trained model, by its name: a directory for models or a file that holds one. */
export function isModelSource(source: CopiedSource): boolean {
  const name = nameOf(source);
  return isModelFile(source) || (MODEL_DIRECTORY.test(name) && !NO_MODEL.test(name));
}

/** The last part of its path; that of the directory for `model/*` and `model/.`. */
function nameOf({ value }: CopiedSource): string {
  const path = knownText(value)?.replace(/(?:\/(?:\*+|\.?))+$/, '') ?? '';
  return baseName(path);
}
