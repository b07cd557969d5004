import type { ArgInstruction, EnvInstruction, Instruction, KeyValue } from '../dockerfile/tree.ts';
import { knownText, type Value } from '../dockerfile/value.ts';
import { memoized } from '../text/memoized.ts';
import type { DockerfileModel, Step } from './model.ts';

/** A `NAME=value` of an ENV or ARG, wherever it is. */
export interface VariableSetting {
  /** After expansion. */
  readonly name: string;
  readonly by: 'ENV' | 'ARG';
  readonly pair: KeyValue;
  /** It is in the trigger of an ONBUILD. */
  readonly onbuild: boolean;
  /** The instruction of the stage; `undefined` before the first FROM. */
  readonly step: Step | undefined;
}

/**
 * All settings of variables in a file, in order: ARGs before the first FROM, ENVs and ARGs of stages, and the triggers of
 * ONBUILD. Those with a name that only the build knows are left out.
 *
 * @example
 * const file = readDockerfile('ARG A=1\nFROM ubuntu\nENV B=2 C=3\n');
 * variableSettings(file).map(({ by, name }) => by + ' ' + name); // => ['ARG A', 'ENV B', 'ENV C']
 */
export const variableSettings: (file: DockerfileModel) => readonly VariableSetting[] = memoized((file) => [
  ...[...file.globalArgs.values()].flatMap(({ name, pair }): readonly VariableSetting[] =>
    pair ? [{ name, by: 'ARG', pair, onbuild: false, step: undefined }] : [],
  ),
  ...file.stages.flatMap(({ steps }) => steps.flatMap(settingsOf)),
]);

/** The value of a setting; without one, an ARG has that of the build. */
export function settingValue(
  { name, pair, step }: VariableSetting,
  file: DockerfileModel,
): Value | undefined {
  if (!step) return pair.value && file.globalArgs.get(name)?.value;
  return pair.value && step.value(pair.value);
}

function settingsOf(step: Step): readonly VariableSetting[] {
  const instruction = setter(step.instruction);
  if (!instruction) return [];
  return instruction.pairs.flatMap((pair) => {
    const name = knownText(step.value(pair.name));
    return name === undefined
      ? []
      : [{ name, by: instruction.name, pair, onbuild: instruction !== step.instruction, step }];
  });
}

function setter(instruction: Instruction): EnvInstruction | ArgInstruction | undefined {
  const meant = instruction.name === 'ONBUILD' ? instruction.trigger : instruction;
  return meant?.name === 'ENV' || meant?.name === 'ARG' ? meant : undefined;
}
