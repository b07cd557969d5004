/** The files of the build context, and the here-documents, that a command of a RUN finds at a path of its image. */
import type { BuildContext } from '../../context/context.ts';
import { knownText, type Value } from '../../dockerfile/value.ts';
import { isCopy, isRun } from '../../model/dataflow.ts';
import type { CopyStep, DockerfileModel, RunMount, RunStep, Step } from '../../model/model.ts';
import { resolvePathIn } from '../../model/workdir.ts';
import { packageTool } from '../../programs/package-tools.ts';
import type { Command } from '../../shell/script.ts';
import { memoized } from '../../text/memoized.ts';
import { baseName, isWithin, normalizePath } from '../../text/paths.ts';
import type { SourceFile } from '../../text/source.ts';
import { HeredocFile, isFile } from './file-tree.ts';
import { placedCommands } from './files-after.ts';
import { listSource } from './heredoc-source.ts';
import { imageTreeBefore } from './image-tree.ts';

/** A file of the context, or a here-document, at a path of an image. */
export interface FileRead {
  readonly source: SourceFile;
  /** The file at a path as seen from the directory of this one, at the same moment. */
  beside(path: string): FileRead | undefined;
}

/** Where an unknown WORKDIR is: paths below it are told from one another, and from all others. */
const UNKNOWN_WORKDIR = '/\u0000';

/**
 * The file that a command of a RUN finds at a path; `undefined` if it is not known: the context is not, a variable is in the
 * path, or something else may have put the file there or changed it since.
 */
export function fileReadBy(run: RunStep, command: Command, path: string): FileRead | undefined {
  const directory = directoriesOf(run).get(command);
  if (!directory || knowsNoFile(run.stage.file)) return undefined;
  const place = placeOf(resolvePathIn(directory, path));
  return place === undefined ? undefined : found(place, { run, command });
}

const knowsNoFile = memoized(
  ({ copies, context }: DockerfileModel) =>
    copies.every(({ instruction }) => instruction.heredocs.length === 0) && context.certainty === 'unknown',
);

const directoriesOf = memoized(
  (run: RunStep) => new Map(placedCommands(run).map(({ command, directory }) => [command, directory])),
);

/** A command in its RUN. */
interface Moment {
  readonly run: RunStep;
  readonly command: Command;
}

function found(place: string, moment: Moment): FileRead | undefined {
  const source = sourceAt(place, moment);
  return source && { source, beside: (path) => found(besides(place, path), moment) };
}

function besides(place: string, path: string): string {
  return normalizePath(path.startsWith('/') ? path : `${place}/../${path}`);
}

/** Where a RUN first names a file, other than as one with packages: by the last part of its path. */
const firstNamings = memoized(({ commands }: RunStep): ReadonlyMap<string, number> => {
  const first = new Map<string, number>();
  for (const { words, redirections, program, start } of commands) {
    if (packageTool(program)) continue;
    for (const { text } of [...words, ...redirections.flatMap(({ target }) => target ?? [])]) {
      const name = baseName(text);
      if (!first.has(name)) first.set(name, start);
    }
  }
  return first;
});

function placeOf(path: Value): string | undefined {
  const text = knownText(path);
  if (text !== undefined) return text;
  const [start, rest = '', ...others] = path.parts;
  const isBelow = typeof start === 'object' && start.reason === 'base-image' && start.name === 'WORKDIR';
  if (!isBelow || typeof rest !== 'string' || others.length > 0) return undefined;
  const place = normalizePath(`${UNKNOWN_WORKDIR}/${rest}`);
  return isWithin(place, UNKNOWN_WORKDIR) ? place : undefined;
}

function sourceAt(place: string, { run, command }: Moment): SourceFile | undefined {
  const named = firstNamings(run).get(baseName(place));
  if (named !== undefined && named < command.start) return undefined;
  const { context } = run.stage.file;
  const mount = run.mounts.findLast(({ target }) => mayCover(target, place));
  if (mount) return sourceOfMount(mount, place, run, context);
  if (isWithin(place, UNKNOWN_WORKDIR)) return sourceInWorkdir(place, run, context);
  const entry = imageTreeBefore(run).at(place);
  return isFile(entry) ? listSource(run.stage.file.source, entry) : undefined;
}

function mayCover(target: Value, place: string): boolean {
  const path = placeOf(target);
  return path === undefined || isWithin(place, path);
}

/** `--mount=type=bind,source=requirements.txt,target=/tmp/requirements.txt`. */
function sourceOfMount(
  { type, from, target, mount: { options } }: RunMount,
  place: string,
  run: RunStep,
  context: BuildContext,
): SourceFile | undefined {
  const path = placeOf(target);
  if (type !== 'bind' || from || path === undefined) return undefined;
  const source = options.find(({ key }) => key === 'source' || key === 'src');
  const start = source ? knownText(run.value(source.value)) : '/';
  return start === undefined ? undefined : context.source(`/${start}${rest(place, path)}`);
}

/** What is below a directory: `/a.txt`. */
function rest(place: string, directory: string): string {
  return place.slice(directory.replace(/\/$/, '').length);
}

/** Looks for the COPY that put a file into the WORKDIR which the base image has, from the RUN on backwards. */
function sourceInWorkdir(place: string, run: RunStep, context: BuildContext): SourceFile | undefined {
  for (const step of stepsBefore(run)) {
    if (isRun(step) && firstNamings(step).has(baseName(place))) return undefined;
    const brought = isCopy(step) ? broughtBy(step, place, context) : 'nothing';
    if (brought !== 'nothing')
      return brought === 'unknown' ? undefined : sourceOfBrought(brought, run, context);
  }
  return undefined;
}

function sourceOfBrought(brought: string | HeredocFile, run: RunStep, context: BuildContext) {
  return typeof brought === 'string' ? context.source(brought) : listSource(run.stage.file.source, brought);
}

function* stepsBefore({ stage, index }: RunStep): Iterable<Step> {
  for (const one of stage.ancestors.toReversed()) {
    const steps = one === stage ? one.steps.slice(0, index) : one.steps;
    for (const step of steps.toReversed()) if (!step.onbuild) yield step;
  }
}

/** What a COPY puts at a place: a file of the context, by its path from the root, or a here-document. */
type Brought = 'nothing' | 'unknown' | `/${string}` | HeredocFile;

function broughtBy(step: CopyStep, place: string, context: BuildContext): Brought {
  const { instruction, destination, intoDirectory, sources, from } = step;
  const directory = placeOf(destination);
  if (directory === undefined) return 'unknown';
  if (!isWithin(place, directory)) return 'nothing';
  const isPlain = instruction.flags.every(({ name }) => /^(?:chown|chmod|link)$/.test(name));
  if (!isPlain || from || instruction.name === 'ADD') return 'unknown';
  const below = rest(place, directory);
  const isNamed = (name: string) => below === `/${name}` || (below === '' && !intoDirectory);
  const heredoc = instruction.heredocs.findLast(({ name }) => isNamed(name));
  if (heredoc) return new HeredocFile(step, heredoc);
  for (const { value } of sources.toReversed()) {
    const source = knownText(value);
    const entry = source === undefined || /[*?[\\]/.test(source) ? 'unknown' : context.stat(source);
    if (entry === 'file' && isNamed(baseName(source!))) return `/${source!}`;
    const inside = entry === 'directory' && below !== '' ? context.stat(source + below) : 'missing';
    if (inside === 'file') return `/${source + below}`;
    if (inside !== 'missing' || (entry !== 'file' && entry !== 'directory' && entry !== 'missing'))
      return 'unknown';
  }
  return 'nothing';
}
