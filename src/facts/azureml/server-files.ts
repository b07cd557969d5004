/**
 * The JSON files that the inference server reads on its own, if they lie where it looks. Source:
 * azureml-inference-server-http 1.5.1, `server/config.py`, `log_config.py`, `server/swagger.py`, and runs of it.
 */
import type { Stage } from '../../model/model.ts';
import { type JsonEntry, type JsonText, readJson } from '../../text/json.ts';
import { resolvePath } from '../../text/paths.ts';
import { type FileTree, type ImageFile, isFile } from '../image-files/file-tree.ts';
import { imageTree } from '../image-files/image-tree.ts';
import { appRootOf } from './app-root.ts';
import { entryScriptOf } from './entry-script.ts';

/** A JSON file that the server reads. */
export interface ServerFile {
  /** `settings` as variables of the environment are, the configuration of `logging`, or a description of the service. */
  readonly role: 'settings' | 'logging' | 'swagger';
  /** Absolute. */
  readonly path: string;
  readonly file: ImageFile;
  readonly json: JsonText;
}

/** The files that the server of a stage certainly reads. */
export function serverFilesOf(stage: Stage): readonly ServerFile[] {
  const root = appRootOf(stage);
  if (root === undefined) return [];
  const tree = imageTree(stage);
  const places = [...new Set([root, entryScriptOf(stage)?.directory ?? root])];
  return [
    ...firstOf('settings', 'config.json', stage.atEnd.env('AZUREML_CONFIG_FILE') ? [] : places, tree),
    ...firstOf('logging', 'logging.json', places, tree),
    ...swaggerIn(root, tree),
  ];
}

/** The server looks in one directory after the other, and reads the first file; it passes over settings that are empty. */
function firstOf(
  role: ServerFile['role'],
  name: string,
  directories: readonly string[],
  tree: FileTree,
): readonly ServerFile[] {
  for (const directory of directories) {
    const found = fileAt(role, resolvePath(directory, name), tree);
    if (found === 'unknown') return [];
    if (found !== undefined && !(role === 'settings' && found.file.size === 0)) return [found];
  }
  return [];
}

/** `swagger2.json` is read where `swagger.json` is not there, or holds nothing. */
function swaggerIn(root: string, tree: FileTree): readonly ServerFile[] {
  const at = (name: string) => fileAt('swagger', resolvePath(root, name), tree);
  const first = at('swagger.json');
  const second =
    first === undefined || (first !== 'unknown' && isNothing(first.json)) ? at('swagger2.json') : undefined;
  return [first, second, at('swagger3.json'), at('swagger3.1.json')].filter(
    (one) => one !== undefined && one !== 'unknown',
  );
}

function isNothing(json: JsonText): boolean {
  if (json.kind === 'object') return json.entries.length === 0;
  return json.kind === 'other' && /^(?:null|false|""|-?0(?:\.0*)?|\[\s*\])$/.test(json.text);
}

/** A file and what is in it; `undefined` if there is none. */
function fileAt(role: ServerFile['role'], path: string, tree: FileTree): ServerFile | 'unknown' | undefined {
  const file = tree.at(path);
  if (file === 'absent' || file === 'directory') return undefined;
  if (!isFile(file) || file.text === undefined) return 'unknown';
  return { role, path, file, json: readJson(file.text) };
}

/** What a setting of the server must be. */
export type SettingType = 'a text' | 'a whole number' | 'true or false';

/**
 * The settings that the server takes from `config.json`. Left out are those that it reads from the environment alone
 * (AML_APP_ROOT and others), and HOSTNAME, which the environment of a container always has.
 */
const SETTINGS: ReadonlyMap<string, SettingType> = new Map([
  ['AZUREML_ENTRY_SCRIPT', 'a text'],
  ['AZUREML_SOURCE_DIRECTORY', 'a text'],
  ['SERVICE_NAME', 'a text'],
  ['WORKSPACE_NAME', 'a text'],
  ['SERVICE_PATH_PREFIX', 'a text'],
  ['SERVICE_VERSION', 'a text'],
  ['SCORING_TIMEOUT_MS', 'a whole number'],
  ['AZUREML_LOG_LEVEL', 'a text'],
  ['APP_INSIGHTS_LOG_RESPONSE_ENABLED', 'true or false'],
  ['AZUREML_MODEL_DIR', 'a text'],
  ['AZUREML_DEBUG_PORT', 'a whole number'],
]);

/** A key of a `config.json` that the server takes for a setting of its own. */
export interface TakenSetting {
  readonly entry: JsonEntry;
  /** What it must be, if it is something else: the server then ends. */
  readonly wanted: SettingType | undefined;
}

/** The keys that the server takes for its settings. Variables of the environment are stronger, and `null` is no value. */
export function settingsTaken({ json }: ServerFile, { atEnd }: Stage): readonly TakenSetting[] {
  if (json.kind !== 'object') return [];
  return json.entries.flatMap((entry) => {
    const { key, value } = entry;
    const type = SETTINGS.get(key);
    if (type === undefined || value === null || atEnd.env(key)) return [];
    return [{ entry, wanted: fits(type, value) ? undefined : type }];
  });
}

/** As pydantic 2 decides. */
function fits(type: SettingType, value: JsonEntry['value']): boolean {
  if (type === 'a text') return typeof value === 'string';
  if (type === 'true or false')
    return /^(?:true|false|1|0|t|f|y|n|yes|no|on|off)$/i.test(String(value)) && value !== undefined;
  if (typeof value === 'string') return /^\s*[+-]?\d+(?:_\d+)*(?:\.0+)?\s*$/.test(value);
  return typeof value === 'boolean' || Number.isInteger(value);
}

/** Whether a `logging.json` says `version: 1`, without which Python's logging refuses it. */
export function hasLoggingVersion({ json }: ServerFile): boolean {
  if (json.kind !== 'object') return false;
  const version = json.entries.find(({ key }) => key === 'version')?.value;
  return version === 1 || version === true;
}
