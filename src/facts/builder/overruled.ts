import type { InstructionOf } from '../../dockerfile/tree.ts';
import type { DockerfileModel, Step } from '../../model/model.ts';

/** An instruction without effect, because the same one comes again in its stage, and the last that counts. */
export interface Overruled<Name extends 'CMD' | 'ENTRYPOINT' | 'HEALTHCHECK'> {
  readonly lost: Step<InstructionOf<Name>>;
  readonly last: Step<InstructionOf<Name>>;
}

/** The instructions of a name that lose against a later one of the same stage, in order. */
export function overruledSteps<Name extends 'CMD' | 'ENTRYPOINT' | 'HEALTHCHECK'>(
  { stages }: DockerfileModel,
  name: Name,
): readonly Overruled<Name>[] {
  return stages.flatMap((stage) => {
    const steps = stage.stepsOf(name);
    const last = steps.at(-1);
    return last ? steps.slice(0, -1).map((lost) => ({ lost, last })) : [];
  });
}
