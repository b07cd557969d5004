import type { KeyValue } from '../dockerfile/tree.ts';
import { knownText } from '../dockerfile/value.ts';
import { appRootOf } from '../facts/azureml/app-root.ts';
import { MOST_PLACES, readersOf } from '../facts/azureml/variable-readers.ts';
import { copiesInto } from '../facts/image-files/copied-into.ts';
import { DEFAULT_ENTRY_SCRIPT } from '../image/contract.ts';
import type { Stage } from '../model/model.ts';
import type { ProposedFix } from '../rule/rule.ts';
import { isAbsolute, isWithin, normalizePath, resolvePath } from '../text/paths.ts';

const ROOT = 'AML_APP_ROOT';
const SCRIPT = 'AZUREML_ENTRY_SCRIPT';

/** Variables whose value is a path; the server, or its boot script, fails if nothing exists there. */
const PATHS: ReadonlySet<string> = new Set([
  SCRIPT,
  'AZUREML_SOURCE_DIRECTORY',
  'AZUREML_MODEL_DIR',
  'AZUREML_CONFIG_FILE',
  'AZUREML_EXTRA_PYTHON_LIB_PATH',
  'AZUREML_EXTRA_CONDA_YAML',
  'AZUREML_EXTRA_CONDA_YAML_ABS_PATH',
  'AZUREML_EXTRA_REQUIREMENTS_TXT',
  'AZUREML_MDC_CONFIG_PATH',
]);
/** Variables that change what runs, or that make it wait for somebody. */
const RISKY: ReadonlySet<string> = new Set([
  'AZUREML_CONDA_ENVIRONMENT_PATH',
  'AZUREML_DEBUG_PORT',
  'AML_LOGGER_ROOT',
]);

/**
 * The fix that renames an ENV to the intended variable of the inference server, wherever the file names it; there is no
 * fix for a name that occurs a hundred times.
 *
 * It is safe if nothing reads either name, and if the server, which will then use the value, finds there what the file
 * copies.
 */
export function renameVariable(stage: Stage, pair: KeyValue, meant: string): ProposedFix | undefined {
  const { file } = stage;
  const { places, perhaps } = readersOf(file, pair.name.text, pair);
  if (places.length >= MOST_PLACES) return undefined;
  const isFree = places.length === 0 && !perhaps && readersOf(file, meant, pair).places.length === 0;
  const value = stage.atEnd.env(pair.name.text)?.value;
  const text = value && knownText(value);
  const isSafe = isFree && text !== undefined && leadsToFiles(file.finalStage ?? stage, meant, text);
  const spans = [pair.name, ...places];
  return {
    title: `Rename it to \`${meant}\``,
    edits: spans.map(({ start, end }) => ({ start, end, text: meant })),
    safety: isSafe ? 'safe' : 'unsafe',
  };
}

/** Whether the server still finds its files after a variable gets a value. */
function leadsToFiles(stage: Stage, variable: string, value: string): boolean {
  if (RISKY.has(variable)) return false;
  const root = appRootOf(stage);
  if (variable === ROOT)
    return root !== undefined && isAbsolute(value) && movesAlong(stage, root, normalizePath(value));
  if (!PATHS.has(variable)) return true;
  if (root === undefined && !isAbsolute(value)) return false;
  const path = resolvePath(root ?? '/', value);
  const copied = stage.ancestors.flatMap(({ copies }) => copies.flatMap((copy) => copy.destinationPaths));
  if (variable === SCRIPT && copied.includes(resolvePath(root ?? '/', DEFAULT_ENTRY_SCRIPT)))
    return path === resolvePath(root ?? '/', DEFAULT_ENTRY_SCRIPT);
  const { inside, perhaps, named } = copiesInto(stage, path, variable);
  return inside.length > 0 || perhaps.length > 0 || named || copied.includes(path);
}

/**
 * Whether everything that is copied to the current directory of the server is also in its new one, and something is.
 */
function movesAlong(stage: Stage, from: string, to: string): boolean {
  if (from === to) return true;
  const { inside } = copiesInto(stage, from, ROOT);
  const isCopiedTo = copiesInto(stage, to, ROOT).inside.length > 0;
  return isCopiedTo && inside.every((copy) => isWithin(knownText(copy.destination) ?? '/', to));
}
