import type { CopyStep, DockerfileModel, RunStep, Stage, Step } from './model.ts';

/**
 * Walks all stages in order and passes a value from instruction to instruction, and from a stage to those that build on
 * it. Use it for questions about everything earlier in the chain: "has apt-get update run yet?"
 *
 * @param start the value at the beginning of a stage that builds on an image
 * @param next receives the value before an instruction and returns the one after it; must not modify it in place
 * @returns the value before an instruction; the trigger of an ONBUILD has that of the ONBUILD
 *
 * @example
 * const file = readDockerfile('FROM ubuntu\nRUN apt-get update\nRUN apt-get -y install curl\n');
 * const isUpdated = dataflow(
 *   file,
 *   () => false,
 *   (before, step) => before || (isRun(step) && step.commands.some((command) => command.is('apt-get', 'update'))),
 * );
 * file.runs.map(isUpdated); // => [false, true]
 */
export function dataflow<T>(
  file: DockerfileModel,
  start: (stage: Stage) => T,
  next: (value: T, step: Step) => T,
): (step: Step) => T {
  const before = new Map<Stage, readonly T[]>();
  const atEnd = new Map<Stage, T>();
  for (const stage of file.stages) {
    const values: T[] = [];
    let value = stage.parent ? atEnd.get(stage.parent)! : start(stage);
    for (const step of stage.steps) {
      values.push(value);
      value = next(value, step);
    }
    before.set(stage, values);
    atEnd.set(stage, value);
  }
  return ({ stage, index }) => before.get(stage)![index]!;
}

/**
 * Whether an instruction is a RUN, and so a {@link RunStep}.
 *
 * @example
 * const { stages } = readDockerfile('FROM ubuntu\nUSER 1000\nRUN make\n');
 * stages[0]?.steps.map(isRun); // => [false, true]
 */
export function isRun(step: Step): step is RunStep {
  return step.instruction.name === 'RUN';
}

/** Whether an instruction is a COPY or ADD. */
export function isCopy(step: Step): step is CopyStep {
  return step.instruction.name === 'COPY' || step.instruction.name === 'ADD';
}
