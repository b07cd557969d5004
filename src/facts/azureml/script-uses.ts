/** Which Python files the inference server of an image loads, and how. */
import { knownText } from '../../dockerfile/value.ts';
import { containerStartOf, serverOverride } from '../../model/container-start.ts';
import type { ScriptUse } from '../../model/definitions.ts';
import type { DockerfileModel, Stage } from '../../model/model.ts';
import type { Span } from '../../text/fragment.ts';
import { memoized } from '../../text/memoized.ts';
import { isAbsolute, normalizePath, resolvePath } from '../../text/paths.ts';
import type { SourceFile } from '../../text/source.ts';
import { type FileTree, isFile } from '../image-files/file-tree.ts';
import { scriptSource } from '../image-files/heredoc-source.ts';
import { imageTree } from '../image-files/image-tree.ts';
import { appRootOf } from './app-root.ts';
import { isScriptBrought } from './brought.ts';
import { entryScriptOf } from './entry-script.ts';
import { isForServer, mayHaveBeside, serverOf } from './server.ts';

/** A script that the inference server loads. */
export interface LoadedScript {
  readonly source: SourceFile;
  readonly use: ScriptUse;
}

/** The script that the server loads without AZUREML_ENTRY_SCRIPT. Source: `server/user_script.py`, `import main`. */
const DEFAULT_SCRIPT = 'main.py';

/**
 * The scripts that the server of an image loads, as far as they are known: none where something else is started, where a
 * deployment brings its own code, and where the file is not in what is copied.
 */
export const scriptsLoadedBy = memoized((file: DockerfileModel): readonly LoadedScript[] => {
  const stage = file.finalStage;
  if (!stage || isScriptBrought(file)) return [];
  const tree = imageTree(stage);
  const named = startedScript(stage) ?? scriptOfServices(stage, tree);
  const entry = named && tree.at(named.path);
  if (!named || !entry || !isFile(entry)) return [];
  const { root } = named;
  const source = scriptSource(file.source, entry);
  if (!source) return [];
  const { at, name, path } = named;
  const use: ScriptUse = {
    at: { file: file.source, span: at },
    name,
    root,
    path,
    searchPath: searchPathOf(stage, named),
    mayHavePackage: (name) => mayHavePackage(stage, name),
    entryAt: (path) => {
      const found = tree.at(path);
      return isFile(found) ? 'file' : found === 'absent' ? 'missing' : found;
    },
  };
  return [{ source, use }];
});

/** A server runs in a container of the stage, or AZUREML_ENTRY_SCRIPT, which nothing else reads, is set on an unknown base. */
export function startsServer(stage: Stage): boolean {
  if (containerStartOf(stage).kind === 'server') return false;
  if (isForServer(stage)) return serverOf(stage) !== undefined;
  const isUnknownBase = stage.family === 'other' || stage.family === 'unknown';
  return isUnknownBase && entryScriptOf(stage) !== undefined && !serverOverride(stage);
}

interface NamedScript {
  readonly at: Span;
  readonly name: string;
  /** AML_APP_ROOT. */
  readonly root: string;
  /** The working directory of the server. */
  readonly directory: string;
  readonly path: string;
}

/**
 * The script of `CMD ["azmlinfsrv", "--entry_script", "score.py"]`, as seen from the WORKDIR, which is AML_APP_ROOT too unless that is
 * set. Source: azureml-inference-server-http 1.5.1, `amlserver.py`.
 */
function startedScript(stage: Stage): NamedScript | undefined {
  const start = containerStartOf(stage);
  const at = start.kind === 'server' ? start.entryScript : undefined;
  const directory = knownText(stage.atEnd.workdir);
  // Only a shell fills in variables.
  if (!at || at.text.includes('$') || start.kind !== 'server' || directory === undefined) return undefined;
  const name = knownText(start.step.value(at));
  const isSet = stage.atEnd.env('AML_APP_ROOT') !== undefined || stage.family === 'inference';
  const root = isSet ? appRootOf(stage) : directory;
  if (name === undefined || root === undefined || !/^[^\s"'=\\$]+\.py$/.test(name)) return undefined;
  return { at, name, root, directory, path: resolvePath(directory, name) };
}

function scriptOfServices(stage: Stage, tree: FileTree): NamedScript | undefined {
  const root = appRootOf(stage);
  if (root === undefined || !startsServer(stage)) return undefined;
  return namedScript(stage, root) ?? defaultScript(stage, root, tree);
}

function namedScript(stage: Stage, root: string): NamedScript | undefined {
  const script = entryScriptOf(stage);
  if (!script) return undefined;
  const { at, script: name } = script;
  return { at, name, root, directory: root, path: resolvePath(root, name) };
}

function defaultScript(stage: Stage, root: string, tree: FileTree): NamedScript | undefined {
  if (stage.atEnd.env('AZUREML_ENTRY_SCRIPT') !== undefined || !isForServer(stage)) return undefined;
  const path = resolvePath(root, DEFAULT_SCRIPT);
  const entry = tree.at(path);
  if (!isFile(entry)) return undefined;
  const at = entry.copy.instruction.destination;
  return { at, name: DEFAULT_SCRIPT, root, directory: root, path };
}

/**
 * Where Python looks for modules besides the installed ones; `undefined`: not known. Source: azureml-inference-server-http 1.5.1,
 * `server/aml_blueprint.py`.
 */
function searchPathOf(stage: Stage, { root, directory: own }: NamedScript): readonly string[] | undefined {
  const directory = textOf(stage, 'AZUREML_SOURCE_DIRECTORY');
  const more = textOf(stage, 'PYTHONPATH');
  if (directory === undefined || more === undefined) return undefined;
  return [
    ...new Set([root, own]),
    ...(directory === '' ? [] : [resolvePath(root, directory)]),
    ...more.split(':').flatMap((path) => (isAbsolute(path) ? [normalizePath(path)] : [])),
  ];
}

/** The text of a variable, empty if it is not set; `undefined` if it is not known. */
function textOf({ atEnd }: Stage, name: string): string | undefined {
  const binding = atEnd.env(name);
  return binding ? knownText(binding.value) : '';
}

/** Whether a Python package may be in the environment of a server, or a file of the image may install it. */
export function mayHavePackage(stage: Stage, name: string): boolean {
  const server = serverOf(stage);
  return (
    server === undefined || installsOwnCode(stage) || mayHaveBeside(server, (each) => each.name === name)
  );
}

/** `pip install -e app`. */
function installsOwnCode({ ancestors }: Stage): boolean {
  return ancestors.some(({ runs }) =>
    runs.some((run) =>
      run.commandsNamed('pip', 'install').some((command) => command.flag('-e', '--editable')),
    ),
  );
}
