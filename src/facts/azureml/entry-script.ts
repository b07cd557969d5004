import { knownText } from '../../dockerfile/value.ts';
import { DEFAULT_APP_ROOT } from '../../image/contract.ts';
import type { Stage } from '../../model/model.ts';
import type { Span } from '../../text/fragment.ts';
import { isAbsolute, isWithin, resolvePath } from '../../text/paths.ts';
import { appRootOf } from './app-root.ts';

/** The variable that names the entry script, relative to AML_APP_ROOT. */
const VARIABLE = 'AZUREML_ENTRY_SCRIPT';

/** The script that a stage wants the inference server to load. */
export interface EntryScript {
  /** Where the variable is set. */
  readonly at: Span;
  /** As the variable has it. */
  readonly script: string;
  /** The directory of the server, or that of a script with an absolute path. */
  readonly root: string;
  /** Absolute and normalized. */
  readonly path: string;
  /** The directory that contains the script. */
  readonly directory: string;
}

/**
 * The script that AZUREML_ENTRY_SCRIPT names. `undefined` for a value that is not known or names no Python file, which
 * entry-script/not-python reports.
 */
export function entryScriptOf(stage: Stage): EntryScript | undefined {
  const setting = stage.envSetting(VARIABLE);
  const script = setting && knownText(setting.value);
  const isPath = script && /^[^\s"'=\\]+\.py$/.test(script) && !setting.pair.value?.text.includes('\\');
  const root = isPath ? rootOf(stage, script) : undefined;
  if (!setting || !script || root === undefined) return undefined;
  const path = resolvePath(root, script);
  const at = setting.pair.value ?? setting.pair;
  return { at, script, root, path, directory: resolvePath(path, '..') };
}

/** Where the server looks for the script. */
function rootOf(stage: Stage, script: string): string | undefined {
  return isAbsolute(script) ? resolvePath(script, '..') : appRootOf(stage);
}

/** Whether an image brings this script: those for MLflow have one of their own. */
export function isEntryScriptOfBase({ image }: Stage, path: string): boolean {
  const root = image?.appRoot;
  return root !== undefined && root !== DEFAULT_APP_ROOT && isWithin(path, root);
}
