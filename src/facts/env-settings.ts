import type { EnvInstruction, KeyValue } from '../dockerfile/tree.ts';
import type { Value } from '../dockerfile/value.ts';
import { chainOf } from './chain.ts';
import type { Stage, Step } from './file.ts';

/** A variable of the image with the ENV that sets it. */
export interface EnvSetting {
  readonly name: string;
  readonly value: Value;
  readonly pair: KeyValue;
  readonly step: Step<EnvInstruction>;
}

/** The variables that the ENVs of a stage and those it builds on leave set, each where it was last set. */
export function envSettings(stage: Stage): readonly EnvSetting[] {
  const settings = new Map<string, EnvSetting>();
  for (const step of chainOf(stage).flatMap((one) => one.stepsOf('ENV'))) {
    for (const pair of step.instruction.pairs) {
      const name = pair.name.text;
      const binding = stage.atEnd.env(name);
      if (binding?.pair === pair) settings.set(name, { name, value: binding.value, pair, step });
    }
  }
  return [...settings.values()];
}

/** Where one of them is set; `undefined` when none of these ENVs sets it. */
export function envSetting(stage: Stage, name: string): EnvSetting | undefined {
  return envSettings(stage).find((setting) => setting.name === name);
}
