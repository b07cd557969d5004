import { knownText, type Value } from '../dockerfile/value.ts';
import { memoized } from '../text/memoized.ts';
import type { DockerfileModel, Label } from './model.ts';

/** Every `name=value` of the LABELs of a file, in order. Those with a name that only the build knows are left out. */
export const labelSettings: (file: DockerfileModel) => readonly Label[] = memoized((file) =>
  file.stages.flatMap((stage) =>
    stage.stepsOf('LABEL').flatMap((step) =>
      step.instruction.pairs.flatMap((pair) => {
        const name = knownText(step.value(pair.name));
        const value: Value = pair.value ? step.value(pair.value) : { parts: [] };
        return name === undefined ? [] : [{ name, value, pair, step }];
      }),
    ),
  ),
);
