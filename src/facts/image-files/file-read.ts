/** The files of the build context that a command of a RUN finds at a path of its image. */
import type { BuildContext } from '../../context/context.ts';
import { knownText, type Value } from '../../dockerfile/value.ts';
import { isCopy, isRun } from '../../model/dataflow.ts';
import type { CopyStep, RunMount, RunStep, Step } from '../../model/model.ts';
import { emptyScope, findInScope } from '../../model/scope.ts';
import { resolvePathIn, resolveValue } from '../../model/workdir.ts';
import type { Command } from '../../shell/script.ts';
import { matchesGlob } from '../../text/glob.ts';
import { memoized } from '../../text/memoized.ts';
import { baseName, isWithin, normalizePath } from '../../text/paths.ts';
import type { SourceFile } from '../../text/source.ts';
import { commandStates, filesAfter, type ImageFiles } from './files-after.ts';

/** A file of the context at a path of an image. */
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
  const before = statesOf(run).get(command);
  if (!before || run.stage.file.context.certainty === 'unknown') return undefined;
  const place = placeOf(resolvePathIn(before.directory, path));
  return place === undefined ? undefined : found(place, { run, changed: before.files });
}

/** A moment in a RUN: what its commands before have changed. */
interface Moment {
  readonly run: RunStep;
  readonly changed: ImageFiles;
}

function found(place: string, moment: Moment): FileRead | undefined {
  const source = sourceAt(place, moment);
  return source && { source, beside: (path) => found(besides(place, path), moment) };
}

function besides(place: string, path: string): string {
  return normalizePath(path.startsWith('/') ? path : `${place}/../${path}`);
}

const UNTOUCHED: ImageFiles = {
  anything: false,
  paths: emptyScope(),
  trees: emptyScope(),
  copies: emptyScope(),
  mentioned: emptyScope(),
};

const statesOf = memoized(
  (run: RunStep) => new Map([...commandStates(run, UNTOUCHED)].map((state) => [state.command, state])),
);

const changesOf = memoized((run: RunStep) => filesAfter(UNTOUCHED, run));

function mayChange({ anything, mentioned }: ImageFiles, place: string): boolean {
  return anything || findInScope(mentioned, baseName(place)) !== undefined;
}

function placeOf(path: Value): string | undefined {
  const text = knownText(path);
  if (text !== undefined) return text;
  const [start, rest = '', ...others] = path.parts;
  const isBelow = typeof start === 'object' && start.reason === 'base-image' && start.name === 'WORKDIR';
  if (!isBelow || typeof rest !== 'string' || others.length > 0) return undefined;
  const place = normalizePath(`${UNKNOWN_WORKDIR}/${rest}`);
  return isWithin(place, UNKNOWN_WORKDIR) ? place : undefined;
}

/** Looks for what put the file there last, from the command on backwards. */
function sourceAt(place: string, { run, changed }: Moment): SourceFile | undefined {
  if (mayChange(changed, place)) return undefined;
  const { context } = run.stage.file;
  const mount = run.mounts.findLast(({ target }) => mayCover(target, place));
  if (mount) return sourceOfMount(mount, place, run, context);
  for (const step of stepsBefore(run)) {
    if (isRun(step) && mayChange(changesOf(step), place)) return undefined;
    const result = isCopy(step) ? broughtBy(step, place, context) : 'nothing';
    if (result !== 'nothing') return result === 'unknown' ? undefined : context.source(result.path);
  }
  return undefined;
}

function* stepsBefore({ stage, index }: RunStep): Iterable<Step> {
  for (const one of stage.ancestors.toReversed()) {
    const steps = one === stage ? one.steps.slice(0, index) : one.steps;
    for (const step of steps.toReversed()) if (!step.onbuild) yield step;
  }
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
  return start === undefined
    ? undefined
    : context.source(`/${start}${place.slice(path.replace(/\/$/, '').length)}`);
}

/** What a COPY puts at a place. */
type Brought = 'nothing' | 'unknown' | { readonly path: string };

function broughtBy(copy: CopyStep, place: string, context: BuildContext): Brought {
  const { instruction, sources } = copy;
  const destination = placeOf(resolveValue(copy.before.workdir, copy.destination));
  if (destination === undefined) return 'unknown';
  if (!isWithin(place, destination)) return 'nothing';
  const isPlain = instruction.flags.every(({ name }) => /^(?:chown|chmod|link)$/.test(name));
  if (!isPlain || copy.from || instruction.heredocs.length > 0) return 'unknown';
  const rest = place.slice(destination.replace(/\/$/, '').length).replace(/^\//, '');
  for (const { value } of sources.toReversed()) {
    const source = knownText(value);
    const result = source === undefined ? 'unknown' : broughtFrom(source, rest, copy, context);
    if (result !== 'nothing') return result;
  }
  return 'nothing';
}

/** @param rest the path below the destination */
function broughtFrom(
  source: string,
  rest: string,
  { instruction, intoDirectory }: CopyStep,
  context: BuildContext,
): Brought {
  const mayBeUnpacked =
    instruction.name === 'ADD' && /\.(?:tar|t?gz|tgz|bz2|xz|zst)$|^\w+:|\.git$/.test(source);
  if (mayBeUnpacked || /[[\\]/.test(source)) return 'unknown';
  if (/[*?]/.test(source)) return broughtByGlob(source, rest, context);
  switch (context.stat(source)) {
    case 'directory':
      return inDirectory(source, rest, context);
    case 'file':
      return rest === baseName(source) || (rest === '' && !intoDirectory) ? { path: source } : 'nothing';
    case 'missing':
      return 'nothing';
    default:
      return 'unknown';
  }
}

function inDirectory(directory: string, rest: string, context: BuildContext): Brought {
  const path = `${directory}/${rest}`;
  const entry = rest === '' ? 'missing' : context.stat(path);
  if (entry === 'file') return { path };
  return entry === 'missing' ? 'nothing' : 'unknown';
}

/** `requirements*.txt`: wildcards in the last part alone are followed, and what they match must be the file itself. */
function broughtByGlob(source: string, rest: string, context: BuildContext): Brought {
  const slash = source.lastIndexOf('/');
  const directory = source.slice(0, slash + 1);
  if (/[*?]/.test(directory)) return 'unknown';
  const isNamed = !rest.includes('/') && matchesGlob(source.slice(slash + 1), rest);
  if (!isNamed)
    return context.list(directory || '/')?.some((name) => isFolder(context, directory + name))
      ? 'unknown'
      : 'nothing';
  return inDirectory(directory || '.', rest, context);
}

function isFolder(context: BuildContext, path: string): boolean {
  return context.stat(path) === 'directory';
}
