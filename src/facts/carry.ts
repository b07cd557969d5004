import type { Copy, File, Run, Stage, Step } from './file.ts';

/**
 * Walks all stages in order and hands a value from instruction to instruction, and from a stage to those that build
 * on it. For what depends on all that was done before in the chain: "has apt-get update run yet?"
 *
 * @param start the value at the beginning of a stage that builds on an image
 * @param next gets the value before an instruction and gives the one after it; must not change it in place
 */
export function carry<T>(file: File, start: (stage: Stage) => T, next: (value: T, step: Step) => T): void {
  const atEnd = new Map<Stage, T>();
  for (const stage of file.stages) {
    let value = stage.parent ? atEnd.get(stage.parent)! : start(stage);
    for (const step of stage.steps) value = next(value, step);
    atEnd.set(stage, value);
  }
}

/** Whether an instruction is a RUN; the steps of a stage know what theirs does. */
export function isRun(step: Step): step is Run {
  return step.instruction.name === 'RUN';
}

/** Whether an instruction is a COPY or ADD. */
export function isCopy(step: Step): step is Copy {
  return step.instruction.name === 'COPY' || step.instruction.name === 'ADD';
}
