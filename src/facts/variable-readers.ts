/** Who reads a variable: what has to be asked before it is taken away, renamed, or given another value. */
import type { KeyValue } from '../dockerfile/tree.ts';
import { SERVICE_DIRECTORY } from '../image/contract.ts';
import { readRun } from '../shell/run.ts';
import type { Command } from '../shell/script.ts';
import type { Span } from '../text/fragment.ts';
import { touchesAny } from '../text/spans.ts';
import { arrivalsAt } from './arrivals.ts';
import type { File } from './file.ts';
import { isOwnProgram, startStepsOf } from './startup.ts';
import { isOpaque, jobsOf } from './work.ts';

/** Who reads a variable. */
export interface VariableReaders {
  /**
   * The places of the file that name it, in order, but for those that set it: `$NAME`, `printenv NAME`, `os.environ['NAME']`, in
   * whatever instruction, here-document or trigger. Not in comments; in a LABEL only what is put in.
   */
  readonly places: readonly Span[];
  /** The file also runs a program or script of its own, which may read any variable there is. */
  readonly perhaps: boolean;
}

/**
 * Finds out who reads an environment variable.
 *
 * @param setting the `NAME=value` that is to be changed; what stands in its value is no reader of it
 */
export function readersOf(file: File, name: string, setting: KeyValue): VariableReaders {
  return {
    places: placesOf(file, name).filter(({ start, end }) => end <= setting.start || start >= setting.end),
    perhaps: mayRead(file, setting),
  };
}

function placesOf(file: File, name: string): readonly Span[] {
  const { source, dockerfile, stages, runs } = file;
  const comments = [
    ...dockerfile.comments,
    ...runs.flatMap(({ scripts }) => scripts.flatMap((script) => script.comments)),
  ].sort((a, b) => a.start - b.start);
  const names = stages
    .flatMap((stage) => [...stage.stepsOf('ENV'), ...stage.stepsOf('ARG')])
    .flatMap(({ instruction }) => instruction.pairs.map((pair) => pair.name.start));
  const set = new Set([...names, ...[...file.globalArgs.values()].map(({ pair }) => pair?.name.start)]);
  const words = new RegExp(`(?<![A-Za-z0-9_])${name.replace(/\W/g, '\\$&')}(?![A-Za-z0-9_])`, 'g');
  return [...source.text.matchAll(words)]
    .map(({ index }) => ({ start: index, end: index + name.length }))
    .filter((place) => !set.has(place.start) && !touchesAny(place, comments) && !isProse(file, place));
}

/** What a LABEL says is read by people, but for the variables in it. */
function isProse({ source, dockerfile }: File, { start }: Span): boolean {
  const label =
    dockerfile.instructions.find((one) => one.start <= start && start < one.end)?.name === 'LABEL';
  return label && !/\$\{?$/.test(source.text.slice(Math.max(0, start - 2), start));
}

/** Programs that run the script they are given. */
const INTERPRETERS = 'python|node|perl|ruby|php|Rscript|make';
/** Programs that read, or write down, all of the environment. */
const ALL_OF_IT = 'envsubst|printenv|env';

function mayRead({ runs, finalStage }: File, setting: KeyValue): boolean {
  const later = runs.filter(({ start }) => start > setting.start);
  if (later.some((run) => jobsOf(run).some((job) => isOpaque(job) || mayReadAll(job.command)))) return true;
  if (!finalStage) return false;
  const started = startStepsOf(finalStage).flatMap(({ instruction, before }) =>
    readRun(instruction, before.shell).flatMap(({ commands }) => commands),
  );
  const services = arrivalsAt(finalStage, SERVICE_DIRECTORY, 'SVDIR');
  return started.some(mayReadAll) || services.inside.length > 0 || services.named;
}

function mayReadAll(command: Command): boolean {
  const { operands, words, context, redirections } = command;
  if (isOwnProgram(command) || command.is('envsubst')) return true;
  if (command.is(ALL_OF_IT))
    return words.length === 0 && (context.pipeline.length > 1 || redirections.length > 0);
  return command.is(INTERPRETERS) && !command.flag('-c', '-e', '-m') && operands.length > 0;
}
