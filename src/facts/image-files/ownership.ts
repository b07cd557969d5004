/** The owners of the files of an image, as far as COPY and chown show. */
import { knownText } from '../../dockerfile/value.ts';
import { DEFAULT_APP_ROOT, SERVER_USER_DIRECTORIES } from '../../image/contract.ts';
import { isSingleFile } from '../../model/copies.ts';
import { dataflow, isCopy, isRun } from '../../model/dataflow.ts';
import type { CopyStep, DockerfileModel, RunStep, Step } from '../../model/model.ts';
import { emptyScope, extendScope, findInScope, type Scope } from '../../model/scope.ts';
import { resolvePathIn } from '../../model/workdir.ts';
import type { Command, Word } from '../../shell/script.ts';
import {
  baseName,
  directoriesAbove,
  isAbsolute,
  isWithin,
  normalizePath,
  resolvePath,
} from '../../text/paths.ts';
import { classifyCommands, hasUnknownEffects } from '../commands/command-kind.ts';
import { isRecursive } from '../commands/deletions.ts';
import {
  type CommandState,
  commandStates,
  filesAfter,
  filesOfBase,
  type ImageFiles,
  type PlacedCommand,
} from './files-after.ts';

/** Whether a command gives a directory with all its content to somebody else, or may do so. */
export function changesOwner({ command, directory: workdir }: PlacedCommand, directory: string): boolean {
  if (!command.is('chown|chgrp|chmod|setfacl') || !reachesAll(command)) return false;
  if (command.wrappers.some(({ name }) => name === 'xargs' || name === 'find')) return true;
  return targetsOf(command).some(({ text, literal }) => {
    const path = literal ? knownText(resolvePathIn(workdir, text)) : undefined;
    return path === undefined || isWithin(directory, withoutPattern(path));
  });
}

/** By itself, or because `find` passes all files to it. */
function reachesAll(command: Command): boolean {
  return isRecursive(command) || command.wrappers.some(({ name }) => name === 'find');
}

/** The files that chmod, chown and chgrp change; the operand before them is the mode or the owner. */
function targetsOf(command: Command): readonly Word[] {
  return command.flag('--reference') ? command.operands : command.operands.slice(1);
}

/** `/var/*` means everything in `/var`. */
function withoutPattern(text: string): string {
  const path = normalizePath(text);
  return /[*?[]/.test(baseName(path)) ? normalizePath(`${path}/..`) : path;
}

/** A file that a COPY left to root and that another user tries to change, which fails. */
export interface UnwritableFile {
  readonly run: RunStep;
  readonly command: Command;
  /** The word that names it, or a directory that contains it. */
  readonly word: Word;
  readonly copy: CopyStep;
}

/** The commands of users other than root that try to change the mode or the owner of root's files. */
export function* unwritableFiles(file: DockerfileModel): Iterable<UnwritableFile> {
  const isAsked = file.runs.some((run) => run.commands.some((command) => mayNotChange(run, command)));
  if (!isAsked) return;
  const before = dataflow<Ownership>(
    file,
    (stage) => ({ files: filesOfBase(stage), copied: emptyScope() }),
    (state, step) => ({ files: filesAfter(state.files, step), copied: copiedAfter(state.copied, step) }),
  );
  for (const run of file.runs) {
    if (run.onbuild) continue;
    const { files, copied } = before(run);
    for (const place of commandStates(run, files)) {
      if (!mayNotChange(run, place.command)) continue;
      for (const word of targetsOf(place.command)) {
        const copy = word.literal ? foreignCopy(word, place, copied) : undefined;
        if (copy) yield { run, command: place.command, word, copy };
      }
    }
  }
}

interface Ownership {
  readonly files: ImageFiles;
  readonly copied: Copied;
}

/** What a COPY left at a path: a file, a tree of files, or something further below. */
interface Left {
  readonly what: 'file' | 'tree' | 'below';
  /** Absent when it belongs to the user that the COPY names. */
  readonly copy: CopyStep | undefined;
}

type Copied = Scope<Left>;

/** Source: chmod(2) and chown(2), EPERM: only the owner may change the mode, and only root the owner. */
function mayNotChange(run: RunStep, command: Command): boolean {
  const { mayFail, inside } = command.context;
  if (mayFail || inside.includes('function')) return false;
  return command.is('chmod|chown|chgrp') && run.userOf(command).root === false;
}

function copiedAfter(copied: Copied, step: Step): Copied {
  if (isCopy(step)) return extendScope(copied, leftBy(step, copied));
  return isRun(step) && mayChangeOwners(step) ? emptyScope() : copied;
}

/** Root may give away anything, and so may a script of which only the name is known. */
function mayChangeOwners(run: RunStep): boolean {
  return classifyCommands(run).some((job) => {
    const { command } = job;
    return (
      run.userOf(command).root !== false && (command.is('chown|chgrp|setfacl') || hasUnknownEffects(job))
    );
  });
}

function leftBy(copy: CopyStep, before: Copied): ReadonlyMap<string, Left> {
  const { instruction, sources, intoDirectory } = copy;
  const owner = instruction.flags.find(({ name }) => name === 'chown');
  const foreign = owner ? undefined : copy;
  const isSingle = sources.every(isSingleFile);
  const left = new Map<string, Left>();
  for (const path of copy.destinationPaths) {
    for (const above of directoriesAbove(path)) {
      const known = left.get(above) ?? findInScope(before, above);
      if (!known || (known.what === 'below' && !known.copy))
        left.set(above, { what: 'below', copy: foreign });
    }
    left.set(path, { what: isSingle ? 'file' : 'tree', copy: foreign });
    // Without a slash at its end, the destination may be an existing directory.
    if (!isSingle || intoDirectory) continue;
    for (const { value } of sources)
      left.set(resolvePath(path, baseName(knownText(value)!)), { what: 'file', copy: foreign });
  }
  return left;
}

/** The COPY that left the file named by a word to root. */
function foreignCopy(
  word: Word,
  { command, directory, files }: CommandState,
  copied: Copied,
): CopyStep | undefined {
  const start = knownText(directory);
  if (!isAbsolute(word.text) && start === undefined) return undefined;
  const path = resolvePath(start ?? '/', word.text);
  const left = findInScope(copied, path);
  if (left?.what === 'file' || (left && reachesAll(command))) return left.copy;
  if (left?.what === 'tree' && makesExecutable(command)) return left.copy;
  if (files.anything || findInScope(files.mentioned, baseName(path))) return undefined;
  const above = directoriesAbove(path)
    .map((one) => [one, findInScope(copied, one)] as const)
    .findLast(([, one]) => one?.what === 'tree');
  return above && !isKeptByServer(above[0]) ? above[1]!.copy : undefined;
}

/** `chmod +x` is for programs: the copied path is a file, whatever its name. */
function makesExecutable(command: Command): boolean {
  return command.is('chmod') && /^[ugoa]*\+x$/.test(command.operands[0]?.text ?? '');
}

/** Directories in which the base image has files of its own that belong to its user. */
function isKeptByServer(path: string): boolean {
  return SERVER_USER_DIRECTORIES.some((one) => one !== DEFAULT_APP_ROOT && isWithin(path, one));
}

/** The user to whom a `chown` gives files, if that is certainly another one. */
export function newOwner(command: Command, run: RunStep): string | undefined {
  const [owner] = command.operands;
  if (!command.is('chown') || command.flag('--reference', '--from') || !owner?.literal) return undefined;
  const name = owner.text.split(/[:.]/)[0]!;
  const isNamed = /^[a-z_]/i.test(name) || /^0+$/.test(name);
  return isNamed && name !== run.before.user.name && !/^\d+$/.test(run.before.user.name ?? '')
    ? name
    : undefined;
}
