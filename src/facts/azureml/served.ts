/** Whether a container waits to be called, and as whom it could run. */
import type { Instruction } from '../../dockerfile/tree.ts';
import { isAzureMachineLearning } from '../../image/catalog.ts';
import { TRAINING_PORTS } from '../../image/contract.ts';
import { startStepsOf } from '../../model/container-start.ts';
import type { Stage } from '../../model/model.ts';

/** Whether an image has a user other than root to run as: not those of Azure ML that run as root, or as an unknown user. */
export function hasUserBesidesRoot({ family, image, root }: Stage): boolean {
  if (image)
    return image.defaultUser !== 'root' && (family !== 'inference' || image.defaultUser !== undefined);
  const { base } = root;
  return base.kind !== 'image' || !isAzureMachineLearning(base.reference.name);
}

/**
 * What accepts requests in a container of a stage, in words for a message: what it starts, or what listens on its ports.
 * `undefined`: nothing that is known to.
 */
export function whatIsServed(stage: Stage): string | undefined {
  const startsSomething = startStepsOf(stage).some(
    ({ instruction }) => !SHELL.test(commandText(instruction)),
  );
  if (stage.family === 'inference' || startsSomething) return 'what it starts';
  const ports = exposedPorts(stage);
  return ports.length > 0 ? `what listens on port ${ports.join(' and ')}` : undefined;
}

/** The ports of a file, except for the line that is copied from the training images. */
function exposedPorts(stage: Stage): readonly string[] {
  const copied = TRAINING_PORTS.join(' ');
  return stage.atEnd.exposed
    .filter(({ step }) => step.instruction.args.map(({ text }) => text).join(' ') !== copied)
    .map(({ word }) => word.text);
}

/** A container that starts only a shell is for a person at a terminal. */
const SHELL = /^(?:\/(?:usr\/)?bin\/)?(?:ba|da|z)?sh(?: -[li]+)*$/;

/** The words of a CMD or ENTRYPOINT, or its text for the shell. */
export function commandText({ args, json, rest }: Instruction): string {
  return json ? args.map(({ text }) => text).join(' ') : rest.text.trim();
}
