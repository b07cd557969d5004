/** What becomes of the lists that `apt-get update` leaves: who may read them in a later layer. */
import { knownPrefix, knownText, type Value } from '../dockerfile/value.ts';
import { readRun } from '../shell/run.ts';
import type { Command, Script } from '../shell/script.ts';
import type { Span } from '../text/fragment.ts';
import { matchesGlob } from '../text/glob.ts';
import { APT_LISTS, fetchesLists, leavesNoLists, removesLists } from './apt.ts';
import { type Reading, readingOf } from './apt-readers.ts';
import { isRun } from './carry.ts';
import type { Copy, File, Run, RunMount, Stage } from './file.ts';
import { normalise } from './paths.ts';

/** Something that reads lists which an earlier RUN fetched, or may. */
export interface ListsReader {
  readonly reading: Exclude<Reading, 'no'>;
  /** The words that say so. */
  readonly at: Span;
  /** The RUN and its first command that may read them, where this build carries it out: it could fetch them itself. */
  readonly use?: { readonly run: Run; readonly command: Command };
}

/**
 * Who may read the lists that each RUN with an `apt-get update` leaves: later RUNs of its stage and of those that build on
 * it, up to where the lists are fetched anew or removed; ONBUILD triggers, which run in images built on this one; what
 * copies or mounts them from there; and the command that a container starts with. In order, the nearest first.
 */
export function readersOfLists(file: File): ReadonlyMap<Run, readonly ListsReader[]> {
  const readers = known.get(file) ?? findReaders(file);
  known.set(file, readers);
  return readers;
}

const known = new WeakMap<File, ReadonlyMap<Run, readonly ListsReader[]>>();

function findReaders(file: File): ReadonlyMap<Run, readonly ListsReader[]> {
  const readers = new Map<Run, readonly ListsReader[]>();
  const atStart = new Map<Stage, readonly ListsReader[]>();
  for (const stage of [...file.stages].reverse()) {
    const children = file.stages.filter(({ parent }) => parent === stage);
    let later = [
      ...children.flatMap((child) => atStart.get(child) ?? []),
      ...stage.runs.filter(({ onbuild }) => onbuild).flatMap((run) => readersIn(run).readers),
      ...copiersOf(stage),
      ...starters(stage),
    ];
    for (const run of [...stage.runs].reverse()) {
      if (run.onbuild) {
        // Nobody knows who builds on this image, and what for.
        if (run.commands.some(fetchesLists)) readers.set(run, [{ reading: 'perhaps', at: run }]);
        continue;
      }
      if (run.isMounted(APT_LISTS)) continue;
      if (run.commands.some(fetchesLists)) readers.set(run, later);
      const { readers: own, ends } = readersIn(run);
      later = ends ? [...own] : [...own, ...later];
    }
    atStart.set(stage, later);
  }
  return readers;
}

/**
 * Whether a RUN fetches the lists and does nothing that needs them, so that whoever does finds those of a cached layer. Of a
 * RUN with a script or a program that may read them this is not said.
 */
export function fetchesForOthers(run: Run): boolean {
  return (
    run.commands.some(fetchesLists) &&
    !run.isMounted(APT_LISTS) &&
    !leavesNoLists(run) &&
    run.scripts.every(
      (script) =>
        isReadable(script) && script.commands.every((command) => readingOf(run, script, command) === 'no'),
    )
  );
}

/** The first reader of lists that were there before a RUN, and whether none of them is left behind it. */
function readersIn(run: Run): { readonly readers: readonly ListsReader[]; readonly ends: boolean } {
  let first: Command | undefined;
  let reading: Reading = 'no';
  let ends = false;
  for (const script of run.scripts) {
    if (!isReadable(script)) return { readers: [{ reading: 'perhaps', at: run }], ends: false };
    for (const command of ends ? [] : script.commands) {
      if (isCertain(command) && (fetchesLists(command) || removesLists(command))) {
        ends = true;
        break;
      }
      const own = readingOf(run, script, command);
      if (own === 'no') continue;
      first ??= command;
      if (reading !== 'yes') reading = own;
    }
  }
  if (!first || reading === 'no') return { readers: [], ends };
  const use = run.onbuild ? {} : { use: { run, command: first } };
  return { readers: [{ reading, at: first.head, ...use }], ends };
}

function isReadable({ kind, errors }: Script): boolean {
  return kind !== 'other' && errors.length === 0;
}

/** Whether a command runs whenever its script does. */
function isCertain({ context: { inside, after } }: Command): boolean {
  return after !== '||' && inside.every((what) => what === 'group' || what === 'subshell');
}

/** COPYs and mounts of later stages that take the lists, or a directory above them, from a stage. */
function copiersOf(stage: Stage): readonly ListsReader[] {
  const later = stage.file.stages.slice(stage.index + 1);
  return later.flatMap(({ copies, steps }) => [
    ...copies.filter((copy) => copiesLists(copy, stage)).map(asReader),
    ...steps
      .filter((step) => isRun(step) && step.mounts.some((mount) => mountsLists(mount, stage)))
      .map(asReader),
  ]);
}

function asReader({ start, end }: Span): ListsReader {
  return { reading: 'yes', at: { start, end } };
}

function copiesLists({ from, sources }: Copy, stage: Stage): boolean {
  return from?.kind === 'stage' && from.stage === stage && sources.some(({ value }) => mayHoldLists(value));
}

function mountsLists({ mount, type, from }: RunMount, stage: Stage): boolean {
  if (type !== 'bind' || from?.kind !== 'stage' || from.stage !== stage) return false;
  const source = mount.options.find(({ key }) => key === 'source' || key === 'src')?.value.text ?? '/';
  return mayHoldLists({ parts: [source] });
}

/** Whether a path, relative to the root, may be that of the lists, or above or below it. */
function mayHoldLists(value: Value): boolean {
  const lists = APT_LISTS.split('/').filter(Boolean);
  const text = knownText(value);
  const segments = normalise(`/${text ?? knownPrefix(value)}`)
    .split('/')
    .filter(Boolean);
  const agrees = segments.every((segment, at) => at >= lists.length || matchesGlob(segment, lists[at]!));
  if (text !== undefined) return agrees;
  // What is not known may be the rest of the path, but a name at its end that is not in it says no.
  const last = value.parts.at(-1);
  const name = typeof last === 'string' ? /[^/]*$/.exec(last)![0] : '';
  return agrees && (name === '' || lists.includes(name));
}

/** What a container runs; of a script that it starts with, nothing is said. */
function starters(stage: Stage): readonly ListsReader[] {
  const steps = [...stage.stepsOf('CMD'), ...stage.stepsOf('ENTRYPOINT')];
  return steps
    .filter(({ instruction, before }) =>
      readRun(instruction, before.shell).some(({ commands }) => {
        const fetch = commands.findIndex(fetchesLists);
        const early = fetch === -1 ? commands : commands.slice(0, fetch);
        return early.some((command) =>
          command.is('apt-get|apt|aptitude|apt-fast', 'install|upgrade|build-dep'),
        );
      }),
    )
    .map(asReader);
}
