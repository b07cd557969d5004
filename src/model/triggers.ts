import { memoized } from '../text/memoized.ts';
import type { Stage, Step } from './model.ts';
import type { EvaluatedState } from './state.ts';
import { ReadStep } from './step.ts';

/**
 * The triggers that a stage carries out before its own instructions: those of the ONBUILDs of the stage that it builds
 * on. All have the state at the start of the stage.
 */
export const triggeredSteps: (stage: Stage) => readonly Step[] = memoized((stage) => {
  const { parent, atStart: before } = stage;
  const { escape } = stage.file.dockerfile;
  const place = { stage, index: 0, before: before as EvaluatedState, escape, onbuild: true };
  return (parent?.stepsOf('ONBUILD') ?? []).flatMap(({ instruction: { trigger } }) =>
    trigger ? [new ReadStep(trigger, place)] : [],
  );
});
