import type { Instruction, InstructionOf } from '../dockerfile/tree.ts';
import type { Span } from '../text/fragment.ts';
import { memoized } from '../text/memoized.ts';
import type { DockerfileModel, Stage, Step } from './model.ts';
import type { EvaluatedState } from './state.ts';
import { ReadStep } from './step.ts';

/**
 * The triggers that a stage carries out before its own instructions: those of the ONBUILDs of the stage that it builds
 * on. All have the state at the start of the stage. A stage that the final one does not need carries out none.
 */
export const triggeredSteps: (stage: Stage) => readonly Step[] = memoized((stage) => {
  const { parent, atStart: before } = stage;
  if (!parent || !neededStages(stage.file).has(stage)) return [];
  const { escape } = stage.file.dockerfile;
  const place = { stage, index: 0, before: before as EvaluatedState, escape, onbuild: true };
  return parent
    .stepsOf('ONBUILD')
    .flatMap(({ instruction: { trigger } }) => (trigger ? [new ReadStep(trigger, place)] : []));
});

/** Whether a build of the final stage needs a stage. Another may be built by its name alone. */
export function isNeeded(stage: Stage): boolean {
  return neededStages(stage.file).has(stage);
}

/** The final stage, the stages that it builds on or takes files from, and those that they need in turn. */
const neededStages = memoized(({ finalStage }: DockerfileModel): ReadonlySet<Stage> => {
  const needed = new Set<Stage>();
  const open = finalStage ? [finalStage] : [];
  for (let stage = open.pop(); stage; stage = open.pop()) {
    if (needed.has(stage)) continue;
    needed.add(stage);
    if (stage.parent) open.push(stage.parent);
    for (const { from } of [...stage.copies, ...stage.runs.flatMap(({ mounts }) => mounts)])
      if (from?.kind === 'stage') open.push(from.stage);
  }
  return needed;
});

/** All steps of one instruction that a build of a file carries out, in order, with those of triggers. */
export function carriedOut<Name extends Instruction['name']>(
  { stages }: DockerfileModel,
  name: Name,
): readonly Step<InstructionOf<Name>>[] {
  const isOfName = (step: Step): step is Step<InstructionOf<Name>> => step.instruction.name === name;
  return stages.flatMap((stage) => [...triggeredSteps(stage).filter(isOfName), ...stage.stepsOf(name)]);
}

/** Where something in a step is to be reported: for a trigger, at the FROM of the stage that carries it out. */
export function placeCarriedOut({ onbuild, stage }: Step, words: Span): Span {
  return onbuild ? stage.from.image! : words;
}
