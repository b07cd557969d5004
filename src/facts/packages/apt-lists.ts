/** What happens to the lists that `apt-get update` leaves: what may read them in a later layer. */

import { knownPrefix, knownText, type Value } from '../../dockerfile/value.ts';
import { isRun } from '../../model/dataflow.ts';
import type { CopyStep, DockerfileModel, RunMount, RunStep, Stage, Step } from '../../model/model.ts';
import { readRun } from '../../shell/run.ts';
import type { Command, Script } from '../../shell/script.ts';
import type { Span } from '../../text/fragment.ts';
import { matchesGlob } from '../../text/glob.ts';
import { memoized } from '../../text/memoized.ts';
import { pushTo } from '../../text/multimap.ts';
import { isWithin, normalizePath, resolvePath } from '../../text/paths.ts';
import { positionAt } from '../../text/source.ts';
import { isUnconditional } from '../commands/certain.ts';
import {
  APT_LISTS,
  aptUpdatesIn,
  deletesAptLists,
  fetchesAptLists,
  leavesNoAptLists,
  needsAptLists,
} from './apt.ts';
import { type ListsReading, listsReadingOf } from './apt-readers.ts';

/** Something that reads lists which an earlier RUN fetched, or may read them. */
export interface ListsReader {
  readonly reading: Exclude<ListsReading, 'no'>;
  /** The words that do so. */
  readonly at: Span;
  /** The RUN and its first command that may read them, if this build runs it: it could fetch the lists itself. */
  readonly use?: { readonly run: RunStep; readonly command: Command };
}

/**
 * What may read the lists that each RUN with an `apt-get update` leaves: later RUNs of its stage and of those that
 * build on it, until the lists are fetched again or removed; ONBUILD triggers, which run in images built on this one;
 * instructions that copy or mount the lists from there; and the command that a container starts. In order, nearest
 * first.
 */
export const readersOfLists: (file: DockerfileModel) => ReadonlyMap<RunStep, readonly ListsReader[]> =
  memoized(findReaders);

/** Readers, and the readers after them. Nested lists: otherwise a chain of stages would copy them again and again. */
interface Readers {
  readonly own: readonly ListsReader[];
  readonly later: readonly Readers[];
}

function findReaders(file: DockerfileModel): ReadonlyMap<RunStep, readonly ListsReader[]> {
  const readers = new Map<RunStep, readonly ListsReader[]>();
  if (aptUpdatesIn(file).size === 0) return readers;
  const ofChildren = new Map<Stage, Readers[]>();
  const copiers = copiersIn(file);
  for (const stage of file.stages.toReversed()) {
    const children = ofChildren.get(stage)?.reverse() ?? [];
    const own = [...readersInTriggers(stage), ...(copiers.get(stage) ?? []), ...starters(stage)];
    const behind: Readers = { own: [], later: [...children, { own, later: [] }] };
    const first = throughRuns(stage, behind, readers);
    if (stage.parent) pushTo(ofChildren, stage.parent, first);
  }
  return readers;
}

/**
 * Goes backwards from the readers after a stage, and records those of each RUN that fetches the lists; returns those at
 * its start.
 */
function throughRuns({ runs }: Stage, behind: Readers, found: Map<RunStep, readonly ListsReader[]>): Readers {
  let later = behind;
  for (const run of runs.toReversed()) {
    if (run.onbuild) {
      // It is unknown who builds on this image, and for what.
      if (fetches(run)) found.set(run, [{ reading: 'perhaps', at: run }]);
      continue;
    }
    if (run.isMounted(APT_LISTS)) continue;
    if (fetches(run)) found.set(run, inOrder(later));
    const { readers, ends } = readersIn(run);
    if (ends || readers.length > 0) later = { own: readers, later: ends ? [] : [later] };
  }
  return later;
}

function fetches(run: RunStep): boolean {
  return aptUpdatesIn(run.stage.file).has(run);
}

function readersInTriggers({ runs }: Stage): readonly ListsReader[] {
  return runs.flatMap((run) => (run.onbuild ? readersIn(run).readers : []));
}

function inOrder(readers: Readers): readonly ListsReader[] {
  const found: ListsReader[] = [];
  const open = [readers];
  for (let next = open.pop(); next; next = open.pop()) {
    for (const reader of next.own) found.push(reader);
    for (const more of next.later.toReversed()) open.push(more);
  }
  return found;
}

/** For each RUN of the image that is built, the first command of a later one that removes the lists. */
export const laterRemovals: (file: DockerfileModel) => ReadonlyMap<RunStep, Command> = memoized(
  ({ runs }) => {
    const removals = new Map<RunStep, Command>();
    let removal: Command | undefined;
    for (const run of runs.filter(({ stage }) => stage.shipped).reverse()) {
      if (removal) removals.set(run, removal);
      removal = run.commands.find(deletesAptLists) ?? removal;
    }
    return removals;
  },
);

/**
 * Whether a RUN fetches the lists and does nothing that needs them, so that later RUNs use those of a cached layer.
 * False for a RUN with a script or a program that may read them.
 */
export const fetchesForOthers: (run: RunStep) => boolean = memoized(
  (run) =>
    fetches(run) &&
    !run.isMounted(APT_LISTS) &&
    !leavesNoAptLists(run) &&
    run.scripts.every(
      (script) =>
        isReadable(script) &&
        script.commands.every((command) => listsReadingOf(run, script, command) === 'no'),
    ),
);

/**
 * What happens to the readers of the lists after their removal, as sentences that follow another one; empty when there
 * are no readers.
 */
export function readersInWords({ source }: DockerfileModel, readers: readonly ListsReader[]): string {
  const numbers = (of: readonly ListsReader[]) => [
    ...new Set(of.map(({ at }) => positionAt(source, at.start).line)),
  ];
  const certain = numbers(readers.filter(({ reading, use }) => reading === 'yes' && use));
  const others = numbers(readers).filter((line) => !certain.includes(line));
  return (
    (certain.length === 0 ? '' : ` As ${linesInWords(certain, 'reads', 'read')} them too, ${ANEW} there.`) +
    (others.length === 0 ? '' : ` Look first whether ${linesInWords(others, 'needs', 'need')} them.`)
  );
}

const ANEW = 'write `apt-get update && … && rm -rf /var/lib/apt/lists/*`';

function linesInWords(lines: readonly number[], one: string, several: string): string {
  const last = lines.at(-1)!;
  if (lines.length === 1) return `line ${last} ${one}`;
  return `lines ${lines.slice(0, -1).join(', ')} and ${last} ${several}`;
}

/** The first reader of lists from before a RUN, and whether the RUN leaves none of these lists. */
function readersIn(run: RunStep): { readonly readers: readonly ListsReader[]; readonly ends: boolean } {
  const workdir = knownText(run.before.workdir);
  if (workdir !== undefined && isWithin(workdir, resolvePath(APT_LISTS, '..')))
    return { readers: [{ reading: 'perhaps', at: run }], ends: run.commands.some(deletesAptLists) };
  let first: Command | undefined;
  let reading: ListsReading = 'no';
  let ends = false;
  for (const script of run.scripts) {
    if (!isReadable(script)) return { readers: [{ reading: 'perhaps', at: run }], ends: false };
    for (const command of ends ? [] : script.commands) {
      if (isUnconditional(command) && (fetchesAptLists(command) || deletesAptLists(command))) {
        ends = true;
        break;
      }
      const own = listsReadingOf(run, script, command);
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

/** COPYs and mounts of later stages that take the lists, or a directory above them, from each stage. */
function copiersIn({ stages }: DockerfileModel): ReadonlyMap<Stage, readonly ListsReader[]> {
  const copiers = new Map<Stage, ListsReader[]>();
  for (const stage of stages) {
    const add = (step: Step, from: Stage | undefined) => {
      if (from && from.index < stage.index) pushTo(copiers, from, asReader(step));
    };
    for (const copy of stage.copies) add(copy, listsCopiedFrom(copy));
    for (const step of stage.steps.filter(isRun)) {
      for (const from of new Set(step.mounts.map(listsMountedFrom))) add(step, from);
    }
  }
  return copiers;
}

function asReader({ start, end }: Span): ListsReader {
  return { reading: 'yes', at: { start, end } };
}

function listsCopiedFrom({ from, sources }: CopyStep): Stage | undefined {
  return from?.kind === 'stage' && sources.some(({ value }) => mayHoldLists(value)) ? from.stage : undefined;
}

function listsMountedFrom({ mount, type, from }: RunMount): Stage | undefined {
  if (type !== 'bind' || from?.kind !== 'stage') return undefined;
  const source = mount.options.find(({ key }) => key === 'source' || key === 'src')?.value.text ?? '/';
  return mayHoldLists({ parts: [source] }) ? from.stage : undefined;
}

/** Whether a path, relative to the root, may be that of the lists, or above or below it. */
function mayHoldLists(value: Value): boolean {
  const lists = APT_LISTS.split('/').filter(Boolean);
  const text = knownText(value);
  const segments = normalizePath(`/${text ?? knownPrefix(value)}`)
    .split('/')
    .filter(Boolean);
  const agrees = segments.every((segment, at) => at >= lists.length || matchesGlob(segment, lists[at]!));
  if (text !== undefined) return agrees;
  // An unknown part may be the rest of the path, but a name at the end that does not occur in it rules that out.
  const last = value.parts.at(-1);
  const name = typeof last === 'string' ? /[^/]*$/.exec(last)![0] : '';
  return agrees && (name === '' || lists.includes(name));
}

/** The command that a container runs; a script that it starts is not examined. */
function starters(stage: Stage): readonly ListsReader[] {
  const steps = [...stage.stepsOf('CMD'), ...stage.stepsOf('ENTRYPOINT')];
  return steps
    .filter(({ instruction, before }) =>
      readRun(instruction, before.shell).some(({ commands }) => {
        const fetch = commands.findIndex(fetchesAptLists);
        const early = fetch === -1 ? commands : commands.slice(0, fetch);
        return early.some(
          (command) => needsAptLists(command) || command.is('apt-fast', 'install|upgrade|build-dep'),
        );
      }),
    )
    .map(asReader);
}
