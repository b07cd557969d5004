import type { InstructionOf } from '../../dockerfile/tree.ts';
import type { DockerfileModel, Step } from '../../model/model.ts';

/** An instruction without effect, because the same one comes again in its stage, and the next one, which replaces it. */
export interface Overruled<Name extends 'CMD' | 'ENTRYPOINT' | 'HEALTHCHECK'> {
  readonly lost: Step<InstructionOf<Name>>;
  readonly next: Step<InstructionOf<Name>>;
}

/** The instructions of a name that lose against a later one of the same stage, in order. */
export function overruledSteps<Name extends 'CMD' | 'ENTRYPOINT' | 'HEALTHCHECK'>(
  { stages }: DockerfileModel,
  name: Name,
): readonly Overruled<Name>[] {
  return stages.flatMap((stage) => {
    const steps = stage.stepsOf(name);
    return steps.slice(1).map((next, index) => ({ lost: steps[index]!, next }));
  });
}
