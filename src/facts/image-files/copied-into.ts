/** What the layers of an image put into a directory: with COPY and ADD, which is known, and with RUN, which is not. */
import { knownPrefix, knownText } from '../../dockerfile/value.ts';
import { isOfficial } from '../../image/reference.ts';
import type { CopyStep, RunStep, Stage } from '../../model/model.ts';
import { packageToolOf } from '../../model/package-actions.ts';
import { possiblePaths } from '../../model/possible-paths.ts';
import { ACCOUNTS, COPYING, DIRECTORIES, FETCHING, PERMISSIONS, QUIET } from '../../programs/everyday.ts';
import type { Command, Word } from '../../shell/script.ts';
import { namesOf } from '../../text/names.ts';
import { baseName, isAbsolute, isWithin, normalizePath, resolvePath } from '../../text/paths.ts';
import { classifyCommands } from '../commands/command-kind.ts';

/** What the layers of a stage and of its ancestors put into a directory. */
export interface CopiesInto {
  /** COPYs into the directory or below it. */
  readonly inside: readonly CopyStep[];
  /** COPYs of a tree that may contain the directory, or to a destination that only the build knows. */
  readonly perhaps: readonly CopyStep[];
  /** COPYs that put nothing there. */
  readonly elsewhere: readonly CopyStep[];
  /** A RUN that writes to a place of that name, or a volume. */
  readonly named: boolean;
  /** A RUN with unknown effects on files. */
  readonly opaque: boolean;
}

/**
 * Finds out what is put into a directory.
 *
 * @param directory absolute and normalized
 * @param variable an environment variable with this value, so that `$AZUREML_MODEL_DIR` names the directory too
 */
export function copiesInto(stage: Stage, directory: string, variable: string): CopiesInto {
  const chain = stage.ancestors;
  const copies = chain.flatMap((one) => one.copies);
  const runs = chain.flatMap((one) => one.runs);
  const place = { directory, variable };
  const reach = new Map(copies.map((copy) => [copy, reachOf(copy, directory)]));
  return {
    inside: copies.filter((copy) => reach.get(copy) === 'inside'),
    perhaps: copies.filter((copy) => reach.get(copy) === 'perhaps'),
    elsewhere: copies.filter((copy) => reach.get(copy) === 'elsewhere'),
    named: runs.some((run) => writesTo(run, place)) || chain.some((one) => isVolume(one, directory)),
    opaque: runs.some((run) => isOpaque(run, directory)),
  };
}

/**
 * Whether a COPY may put a file at a place: under its own name, renamed, or as part of a tree.
 *
 * @param path absolute and normalized
 */
export function mayCopy(copy: CopyStep, path: string): boolean {
  const { names, isTree } = copy.content;
  const places = possiblePaths(copy.destination, copy.stage);
  if (!places) {
    const isNamed = copy.intoDirectory && !isTree;
    return mayLieAt(copy, path) && (!isNamed || names.includes(baseName(path)));
  }
  return places.some((place) => {
    if (isTree && isWithin(path, place)) return true;
    return (!copy.intoDirectory && path === place) || names.some((name) => resolvePath(place, name) === path);
  });
}

/** Whether the known beginning of a destination allows it to be at, above or below a place. */
function mayLieAt({ destination }: CopyStep, path: string): boolean {
  const prefix = knownPrefix(destination);
  return prefix.startsWith(path) || path.startsWith(prefix);
}

/** Whether the image that a stage builds on may hold any file: it is somebody's own, or not known. */
export function startsWithUnknownFiles({ root: { base } }: Stage): boolean {
  if (base.kind !== 'image') return base.kind !== 'scratch';
  return !isOfficial(base.reference) && !base.reference.name.startsWith('mcr.microsoft.com/');
}

type Reach = 'inside' | 'perhaps' | 'elsewhere';

function reachOf(copy: CopyStep, directory: string): Reach {
  const places = possiblePaths(copy.destination, copy.stage);
  if (!places) return mayLieAt(copy, directory) ? 'perhaps' : 'elsewhere';
  const [first, ...others] = places.map((place) => reachFrom(place, copy, directory));
  if (others.length === 0) return first!;
  return [first, ...others].every((reach) => reach === 'elsewhere') ? 'elsewhere' : 'perhaps';
}

function reachFrom(place: string, copy: CopyStep, directory: string): Reach {
  if (isWithin(place, directory)) return 'inside';
  if (!isWithin(directory, place)) return 'elsewhere';
  // Above the place: a copied tree may contain it; a file may be it, but contains nothing.
  const { names, isTree } = copy.content;
  if (names.some((name) => resolvePath(place, name) === directory)) return 'inside';
  return isTree ? 'perhaps' : 'elsewhere';
}

function isVolume(stage: Stage, directory: string): boolean {
  return stage
    .stepsOf('VOLUME')
    .some(({ instruction, value }) =>
      instruction.args.some((word) => isWithin(directory, knownText(value(word)) ?? directory)),
    );
}

interface Place {
  readonly directory: string;
  readonly variable: string;
}

/** Commands that prepare a directory or look at it, but put nothing there. */
const PREPARES = namesOf(`${QUIET} ${PERMISSIONS} ${ACCOUNTS} ${DIRECTORIES} find`);

/** Package managers have places of their own, except for the packages of a project. */
function leavesNothingThere(command: Command): boolean {
  const tool = packageToolOf(command);
  return tool !== undefined && !tool.project;
}

/** Whether a command that may leave something in a place names it, or works in it. */
function writesTo(run: RunStep, { directory, variable }: Place): boolean {
  const isNamed = ({ text }: Word) =>
    text.includes(directory) || text.includes(`$${variable}`) || text.includes(`\${${variable}`);
  const workdir = knownText(run.before.workdir);
  const worksThere = workdir !== undefined && isWithin(workdir, directory);
  return run.commands.some((command) => {
    const written = command.redirections.flatMap(({ target }) => target ?? []);
    if (written.some(isNamed)) return true;
    if (command.is('cd') && command.operands.some(isNamed)) return true;
    const isQuiet = PREPARES.has(command.program) || leavesNothingThere(command);
    return !isQuiet && (worksThere || command.words.some(isNamed));
  });
}

/** They write to a single place, which is among their words. */
const WRITERS = namesOf(`${COPYING} ${FETCHING} rsync ln touch tee`);
const DESTINATION_FLAGS = [
  ...['-t', '--target-directory', '-C', '--directory', '-d', '-P', '--directory-prefix'],
  ...['-o', '--output', '-O', '--output-document'],
];
/**
 * Whether a command writes only packages, in places of their own or in a project: all package managers except those
 * that build.
 */
export function isInstaller(command: Command): boolean {
  const tool = packageToolOf(command);
  return tool ? tool.project !== 'builds' : command.is('poetry');
}

/** Whether a RUN may write anything anywhere, including the directory. */
function isOpaque(run: RunStep, directory: string): boolean {
  if (run.scripts.some(({ kind }) => kind === 'other')) return true;
  return classifyCommands(run).some(({ command, work }) => {
    if (command.is('curl|wget') && work === 'packages') return false;
    if (isWriter(command)) return mayWriteTo(directory, command);
    return work !== 'packages' && !PREPARES.has(command.program) && !isInstaller(command);
  });
}

function isWriter(command: Command): boolean {
  return command.is('git', 'clone') || WRITERS.has(command.program);
}

function mayWriteTo(directory: string, command: Command): boolean {
  const flag = command.flag(...DESTINATION_FLAGS)?.value;
  const destination = flag ?? (command.is('curl|wget') ? undefined : command.operands.at(-1));
  if (!destination?.literal || !isAbsolute(destination.text)) return true;
  return isWithin(directory, normalizePath(destination.text));
}
