import { expandedBodies, expandedWords } from '../../dockerfile/substitution-checks.ts';
import type { RunInstruction } from '../../dockerfile/tree.ts';
import { type VariableUse, variablesIn, variablesInBody } from '../../dockerfile/variable-uses.ts';
import type { Step } from '../../model/model.ts';
import type { Fragment } from '../../text/fragment.ts';

/** A variable that the builder expands: `$NAME` or `${NAME…}`. */
export interface ExpandedVariable extends VariableUse {
  /** The word, or the here-document, that it is in. */
  readonly word: Fragment;
}

/**
 * The variables that the builder itself expands in an instruction, in order of place: not those of a RUN, which are for its shell, and not those
 * that are escaped or in single quotes.
 *
 * @example
 * const [stage] = readDockerfile("FROM ubuntu\nENV A=$B C='$D'\nRUN echo $E\n").stages;
 * stage!.steps.flatMap(expandedVariables).map(({ name }) => name); // => ['B']
 */
export function expandedVariables({ instruction, stage }: Step): readonly ExpandedVariable[] {
  const { escape } = stage.file.dockerfile;
  const words = instruction.name === 'RUN' ? mountWords(instruction) : expandedWords(instruction);
  const inWords = words.flatMap((word) => variablesIn(word, escape).map((use) => ({ ...use, word })));
  const inBodies = expandedBodies(instruction).flatMap((word) =>
    variablesInBody(word).map((use) => ({ ...use, word })),
  );
  return [...inWords, ...inBodies];
}

/** BuildKit refuses a variable in `from`, and does not look what it is. */
function mountWords({ mounts }: RunInstruction): readonly Fragment[] {
  return mounts.flatMap(({ options }) =>
    options.flatMap(({ key, value }) => (key === 'from' ? [] : [value])),
  );
}
