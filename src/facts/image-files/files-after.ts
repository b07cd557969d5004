/**
 * The files that an image may hold when a command runs, as far as COPY and RUN show. That a file exists is never
 * certain; that it cannot exist often is.
 */

import { knownText, unknownValue, type Value } from '../../dockerfile/value.ts';
import { isCopy, isRun } from '../../model/dataflow.ts';
import type { CopyStep, RunStep, Stage, Step } from '../../model/model.ts';
import { packageAction, packageToolOf } from '../../model/package-actions.ts';
import { possiblePaths } from '../../model/possible-paths.ts';
import { emptyScope, extendScope, findInScope, type Scope } from '../../model/scope.ts';
import { resolvePathIn } from '../../model/workdir.ts';
import {
  ACCOUNTS,
  DIRECTORIES,
  FETCHING,
  NAMING,
  PERMISSIONS,
  QUIET,
  SYSTEM,
} from '../../programs/everyday.ts';
import type { Command, Script } from '../../shell/script.ts';
import { namesOf } from '../../text/names.ts';
import { baseName, directoriesAbove, isWithin, resolvePath } from '../../text/paths.ts';
import { startsWithUnknownFiles } from './copied-into.ts';

/** What has been put into an image so far. Immutable: each step creates a new one. */
export interface ImageFiles {
  /** Something with unknown effects on files was done. */
  readonly anything: boolean;
  /** The absolute paths of files. */
  readonly paths: Scope<true>;
  /** The absolute paths of directories with unknown content. */
  readonly trees: Scope<true>;
  /** The COPY of each file name. */
  readonly copies: Scope<CopyStep>;
  /** Names of files that may be anywhere. */
  readonly mentioned: Scope<true>;
}

/** The directory of a command when it is not known. */
const ELSEWHERE = unknownValue('unsupported', 'cd');

/** A command of a RUN with its working directory. */
export interface PlacedCommand {
  readonly command: Command;
  readonly directory: Value;
}

/** The same with the files that it finds. */
export interface CommandState extends PlacedCommand {
  readonly files: ImageFiles;
}

/** The files of an image at its beginning. */
export function filesOfBase(stage: Stage): ImageFiles {
  return {
    anything: mayHoldProject(stage),
    paths: emptyScope(),
    trees: emptyScope(),
    copies: emptyScope(),
    mentioned: emptyScope(),
  };
}

/** The files after an instruction. */
export function filesAfter(files: ImageFiles, step: Step): ImageFiles {
  if (isCopy(step)) return afterCopy(files, step);
  return isRun(step) ? step.scripts.reduce(afterScript, files) : files;
}

/** The commands of a RUN in order, each with its working directory and the files that exist. */
export function* commandStates(run: RunStep, before: ImageFiles): Iterable<CommandState> {
  let files = before;
  for (const script of run.scripts) {
    for (const place of placesIn(script, run)) {
      yield { ...place, files };
      files = afterCommand(files, place.command);
    }
    if (isUnreadable(script)) files = { ...files, anything: true };
  }
}

/** The commands of a RUN in order, each with its working directory. */
export function placedCommands(run: RunStep): readonly PlacedCommand[] {
  return run.scripts.flatMap((script) => [...placesIn(script, run)]);
}

function* placesIn({ commands }: Script, { before }: RunStep): Iterable<PlacedCommand> {
  let directory = before.workdir;
  for (const command of commands) {
    yield { command, directory: command.user === undefined ? directory : ELSEWHERE };
    directory = directoryAfter(command, directory);
  }
}

/** Whether a file may exist at a place in a RUN. The last part of a partly known path must be known. */
export function mayHaveFile(files: ImageFiles, path: Value, run: RunStep): boolean {
  const name = nameIn(path);
  if (files.anything || name === undefined || has(files.mentioned, name)) return true;
  const places = possiblePaths(path, run.stage);
  if (!places) {
    const isBound = run.mounts.some(({ type }) => type === 'bind');
    return isBound || !isEmpty(files.trees) || findInScope(files.copies, name) !== undefined;
  }
  return places.some((place) => {
    const isMounted = run.mounts.some(({ target }) => isWithin(place, knownText(target) ?? '/'));
    return (
      isMounted ||
      has(files.paths, place) ||
      [...directoriesAbove(place), place].some((path) => has(files.trees, path))
    );
  });
}

/** Whether a RUN may have made a file of this name, or anything. */
export function mayBeMade({ anything, mentioned }: ImageFiles, name: string): boolean {
  return anything || has(mentioned, name);
}

/** The COPY of a file with this name, to any place. */
export function copyThatBrings(files: ImageFiles, name: string): CopyStep | undefined {
  return findInScope(files.copies, name);
}

/** `python:3-onbuild` copies the project itself. */
export function mayHoldProject(stage: Stage): boolean {
  const { base } = stage.root;
  const tag = base.kind === 'image' ? base.reference.tag?.text.text : undefined;
  return startsWithUnknownFiles(stage) || (tag?.includes('onbuild') ?? false);
}

function afterCopy(files: ImageFiles, copy: CopyStep): ImageFiles {
  const { destination, intoDirectory } = copy;
  const places = possiblePaths(destination, copy.stage);
  const { names: sourceNames, isTree } = copy.content;
  const ownName = intoDirectory ? undefined : nameIn(destination);
  if (!places && (isTree || (!intoDirectory && ownName === undefined))) return opened(files);
  const names = ownName === undefined ? sourceNames : [...sourceNames, ownName];
  if (!places) return { ...files, mentioned: including(files.mentioned, names) };
  // Without a slash at its end, the destination may be the file, or an existing directory.
  const paths = places.flatMap((place) => sourceNames.map((name) => resolvePath(place, name)));
  if (!intoDirectory) paths.push(...places);
  return {
    ...files,
    paths: including(files.paths, paths),
    trees: including(files.trees, isTree ? places : []),
    copies: extendScope(files.copies, new Map(names.map((name) => [name, copy]))),
  };
}

function afterScript(files: ImageFiles, script: Script): ImageFiles {
  return isUnreadable(script) ? opened(files) : script.commands.reduce(afterCommand, files);
}

function isUnreadable({ kind, errors }: Script): boolean {
  return kind === 'other' || errors.length > 0;
}

function afterCommand(files: ImageFiles, command: Command): ImageFiles {
  if (files.anything) return files;
  const written = command.redirections.flatMap(({ operator, target }) =>
    operator.includes('>') && target ? [target] : [],
  );
  const named = isNaming(command) ? [...written, ...command.words] : written;
  if (!isNaming(command) && !leavesNoFiles(command)) return opened(files);
  const names = named.map(({ text }) =>
    text.slice(Math.max(text.lastIndexOf('/'), text.lastIndexOf('=')) + 1),
  );
  if (names.some((name) => /[$`]/.test(name))) return opened(files);
  return { ...files, mentioned: including(files.mentioned, names) };
}

const NAMES_ITS_FILES = namesOf(`${NAMING} ${FETCHING}`);

/** They leave nothing that is used by name later: accounts, permissions, output, files of the system. */
const SILENT = namesOf(
  `${QUIET} ${PERMISSIONS} ${ACCOUNTS} ${DIRECTORIES} ${SYSTEM} ` +
    'apt-key apt-mark dpkg-reconfigure update-ca-certificates update-alternatives update-locale virtualenv',
);

/** `uv pip compile -o requirements.txt` and `conda env export -f environment.yml` install nothing, and write a file. */
export function isNaming(command: Command): boolean {
  if (NAMES_ITS_FILES.has(command.name)) return true;
  const action = packageAction(command);
  return leavesNoFiles(command) && packageToolOf(command) !== undefined && (!action || action === 'show');
}

export function leavesNoFiles(command: Command): boolean {
  const { name, words } = command;
  const tool = packageToolOf(command);
  if (name === '' || SILENT.has(name) || (tool && !tool.project)) return true;
  if (name === '.' || name === 'source')
    return /^\/(?:opt|etc|root)\/|\/activate$/.test(words[0]?.text ?? '');
  if (command.is('find'))
    return !command.flag('-exec', '-execdir', '-ok', '-okdir', '-fprint', '-fprintf', '-fls');
  if (command.is('uv')) return command.is('uv', 'pip|venv|tool|python');
  return (
    command.is('python') && /^(?:venv|virtualenv|ensurepip)$/.test(command.flag('-m')?.value?.text ?? '')
  );
}

/** The working directory of the next command. */
function directoryAfter(command: Command, directory: Value): Value {
  if (command.is('pushd|popd')) return ELSEWHERE;
  if (!command.is('cd')) return directory;
  const [to] = command.operands;
  const isPlain = to?.literal && !/^[~-]/.test(to.text) && !command.context.inside.includes('subshell');
  return isPlain ? resolvePathIn(directory, to.text) : ELSEWHERE;
}

function opened(files: ImageFiles): ImageFiles {
  return { ...files, anything: true };
}

/** The last part of a path, if it is known. */
function nameIn(path: Value): string | undefined {
  const last = path.parts.at(-1);
  if (typeof last !== 'string' || (path.parts.length > 1 && !last.includes('/'))) return undefined;
  return baseName(last) || undefined;
}

function including(set: Scope<true>, names: readonly string[]): Scope<true> {
  return extendScope(set, new Map(names.map((name) => [name, true])));
}

function has(set: Scope<true>, name: string): boolean {
  return findInScope(set, name) !== undefined;
}

function isEmpty({ layer }: Scope<true>): boolean {
  return layer.size === 0;
}
