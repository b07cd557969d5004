/** The places of an image that a file makes as root: by mkdir and the like, by COPY, by WORKDIR. */
import { knownText } from '../../dockerfile/value.ts';
import { isCopy, isRun } from '../../model/dataflow.ts';
import type { CopyStep, DockerfileModel, RunStep, Step } from '../../model/model.ts';
import { knownWord } from '../../model/script-values.ts';
import { resolvePathIn } from '../../model/workdir.ts';
import type { Span } from '../../text/fragment.ts';
import { memoized } from '../../text/memoized.ts';
import { directoriesAbove } from '../../text/paths.ts';
import { filesMadeBy } from '../commands/as-root.ts';
import { placedCommands } from './files-after.ts';

/** A file or directory, and what makes it. */
export interface RootPlace {
  /** Absolute and normalized. */
  readonly path: string;
  readonly step: Step;
  /** The words that make it. */
  readonly at: Span;
}

/**
 * The places that a file makes as root, or as a user that is not known, in order. COPY with an owner and triggers of ONBUILD
 * do not count.
 *
 * @example
 * const file = readDockerfile('FROM ubuntu\nWORKDIR /app\nRUN mkdir -p data && touch /x\n');
 * placesMadeByRoot(file).map(({ path }) => path); // => ['/app', '/app/data', '/x']
 */
export const placesMadeByRoot: (file: DockerfileModel) => readonly RootPlace[] = memoized(({ stages }) =>
  stages.flatMap(({ steps }) => steps.flatMap(placesOf)),
);

/**
 * Whether a file has made a directory, or something in it, before an instruction, in whatever stage.
 *
 * @param path absolute and normalized
 */
export function isMadeBefore(path: string, { stage, start }: Step): boolean {
  const first = firstMaking(stage.file).get(path);
  return first !== undefined && first < start;
}

/** Where each place, and each directory above one, is made first. */
const firstMaking = memoized((file: DockerfileModel): ReadonlyMap<string, number> => {
  const first = new Map<string, number>();
  for (const { path, at } of placesMadeByRoot(file))
    for (const one of [path, ...directoriesAbove(path)]) if (!first.has(one)) first.set(one, at.start);
  return first;
});

function placesOf(step: Step): readonly RootPlace[] {
  if (isCopy(step)) return placesOfCopy(step);
  if (isRun(step)) return placesOfRun(step);
  const [word] = step.instruction.name === 'WORKDIR' ? step.instruction.args : [];
  const text = word && knownText(step.value(word));
  const path = text === undefined ? undefined : knownText(resolvePathIn(step.before.workdir, text));
  return path === undefined || !word ? [] : [{ path, step, at: word }];
}

function placesOfCopy(copy: CopyStep): readonly RootPlace[] {
  const { destination, flags } = copy.instruction;
  if (flags.some(({ name }) => name === 'chown')) return [];
  const directory = copy.intoDirectory || copy.content.isTree ? knownText(copy.destination) : undefined;
  const paths = new Set([...(directory === undefined ? [] : [directory]), ...copy.destinationPaths]);
  return [...paths].map((path) => ({ path, step: copy, at: destination }));
}

function placesOfRun(run: RunStep): readonly RootPlace[] {
  return placedCommands(run).flatMap(({ command, directory }) => {
    if (run.userOf(command).root === false) return [];
    return (filesMadeBy(command) ?? []).flatMap((word) => {
      const text = knownWord(run, command, word);
      const path = text === undefined ? undefined : knownText(resolvePathIn(directory, text));
      return path === undefined ? [] : [{ path, step: run, at: word }];
    });
  });
}
