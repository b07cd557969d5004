/** What reads a variable: to be asked before it is removed, renamed, or given another value. */

import type { KeyValue } from '../../dockerfile/tree.ts';
import { SERVICE_DIRECTORY } from '../../image/contract.ts';
import { isOwnProgram, startStepsOf } from '../../model/container-start.ts';
import type { DockerfileModel, Stage } from '../../model/model.ts';
import { readRun } from '../../shell/run.ts';
import type { Command } from '../../shell/script.ts';
import type { Span } from '../../text/fragment.ts';
import { memoized } from '../../text/memoized.ts';
import { pushTo } from '../../text/multimap.ts';
import { lastAt } from '../../text/search.ts';
import { overlapsAny } from '../../text/spans.ts';
import { classifyCommands, hasUnknownEffects } from '../commands/command-kind.ts';
import { copiesInto } from '../image-files/copied-into.ts';

/** At most this many places that name a variable are reported: nobody looks at more, or wants more changed. */
export const MOST_PLACES = 100;

/** What reads a variable. */
export interface VariableReaders {
  /**
   * The first {@link MOST_PLACES} places of the file that read it, in order: `$NAME`, `printenv NAME`,
   * `os.environ['NAME']`, in any instruction, here-document or trigger. Comments, and the places that set it, do not
   * count; in a LABEL only expansions do.
   */
  readonly places: readonly Span[];
  /** The file also runs a program or script of its own, which may read any variable. */
  readonly perhaps: boolean;
}

/**
 * Finds what reads an environment variable.
 *
 * @param setting the `NAME=value` that will be changed; words in its value do not count
 */
export function readersOf(file: DockerfileModel, name: string, setting: KeyValue): VariableReaders {
  const { lastRun, atStart } = readersOfAll(file);
  return {
    places: placesOf(file, name)
      .filter(({ start, end }) => end <= setting.start || start >= setting.end)
      .slice(0, MOST_PLACES),
    perhaps: atStart || lastRun > setting.start,
  };
}

/** The first places that read a variable, more than are reported, because some may be in the value that will be changed. */
function placesOf(file: DockerfileModel, name: string): readonly Span[] {
  const known = placesByName(file);
  const places = known.get(name) ?? findPlaces(file, name);
  known.set(name, places);
  return places;
}

const placesByName = memoized((_: DockerfileModel) => new Map<string, readonly Span[]>());

function findPlaces(file: DockerfileModel, name: string): readonly Span[] {
  const { text } = file.source;
  const [word] = /\w+/.exec(name) ?? [];
  if (word === undefined) return [];
  const { positions, comments, set } = wordsIn(file);
  const places: Span[] = [];
  for (const position of positions.get(word) ?? []) {
    const start = position - name.indexOf(word);
    const place = { start, end: start + name.length };
    if (!text.startsWith(name, start) || isInName(text, place) || set.has(start)) continue;
    if (!overlapsAny(place, comments) && !isProse(file, place)) places.push(place);
    if (places.length > MOST_PLACES + MOST_IN_VALUE) break;
  }
  return places;
}

/** A value that names its own variable does so only a few times. */
const MOST_IN_VALUE = 20;

/** Whether a place is only part of a longer name. */
function isInName(text: string, { start, end }: Span): boolean {
  return /^\w/.test(text.slice(start - 1, start)) || /^\w/.test(text.slice(end, end + 1));
}

/** The words of a file that do not read variables. */
interface Words {
  readonly positions: ReadonlyMap<string, readonly number[]>;
  /** In order. */
  readonly comments: readonly Span[];
  /** The places of names that are set there. */
  readonly set: ReadonlySet<number | undefined>;
}

const wordsIn = memoized(({ source, dockerfile, stages, runs, globalArgs }: DockerfileModel): Words => {
  const positions = new Map<string, number[]>();
  for (const { 0: word, index } of source.text.matchAll(/\w+/g)) {
    pushTo(positions, word, index);
  }
  const comments = [
    ...dockerfile.comments,
    ...runs.flatMap(({ scripts }) => scripts.flatMap((script) => script.comments)),
  ].sort((a, b) => a.start - b.start);
  const names = stages
    .flatMap((stage) => [...stage.stepsOf('ENV'), ...stage.stepsOf('ARG')])
    .flatMap(({ instruction }) => instruction.pairs.map((pair) => pair.name.start));
  const set = new Set([...names, ...[...globalArgs.values()].map(({ pair }) => pair?.name.start)]);
  return { positions, comments, set };
});

/** People read the text of a LABEL; only its variables are expanded. */
function isProse({ source, dockerfile }: DockerfileModel, { start }: Span): boolean {
  const { instructions } = dockerfile;
  const at = instructions[lastAt(instructions.length, (index) => instructions[index]!.start, start)];
  return (
    at?.name === 'LABEL' && start < at.end && !/\$\{?$/.test(source.text.slice(Math.max(0, start - 2), start))
  );
}

/** Programs that run a given script. */
const INTERPRETERS = 'python|node|perl|ruby|php|Rscript|make';
/** Programs that read, or print, the whole environment. */
const ALL_OF_IT = 'envsubst|printenv|env';

/** Programs that may read any variable: where the last RUN with one begins, and whether a container starts one. */
interface ReadersOfAll {
  readonly lastRun: number;
  readonly atStart: boolean;
}

const readersOfAll = memoized(({ runs, finalStage }: DockerfileModel): ReadersOfAll => {
  const last = runs.findLast((run) =>
    classifyCommands(run).some((job) => hasUnknownEffects(job) || mayReadAll(job.command)),
  );
  return { lastRun: last?.start ?? -1, atStart: finalStage !== undefined && startsReader(finalStage) };
});

function startsReader(finalStage: Stage): boolean {
  const started = startStepsOf(finalStage).flatMap(({ instruction, before }) =>
    readRun(instruction, before.shell).flatMap(({ commands }) => commands),
  );
  const services = copiesInto(finalStage, SERVICE_DIRECTORY, 'SVDIR');
  return started.some(mayReadAll) || services.inside.length > 0 || services.named;
}

function mayReadAll(command: Command): boolean {
  const { operands, words, context, redirections } = command;
  if (isOwnProgram(command) || command.is('envsubst')) return true;
  if (command.is(ALL_OF_IT))
    return words.length === 0 && (context.pipeline.length > 1 || redirections.length > 0);
  return command.is(INTERPRETERS) && !command.flag('-c', '-e', '-m') && operands.length > 0;
}
