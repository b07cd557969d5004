import { nearestVariable } from '../image/variables.ts';
import type { Edit } from '../text/edit.ts';
import { slice } from '../text/fragment.ts';
import type { EnvSetting, Stage } from './model.ts';

/** See {@link Stage.envSettings}. */
export function envSettingsOf(stage: Stage): readonly EnvSetting[] {
  const settings = new Map<string, EnvSetting>();
  for (const step of stage.ancestors.flatMap((one) => one.stepsOf('ENV'))) {
    for (const pair of step.instruction.pairs) {
      const name = pair.name.text;
      const binding = stage.atEnd.env(name);
      if (binding?.pair === pair) settings.set(name, { name, value: binding.value, pair, step });
    }
  }
  return [...settings.values()];
}

/**
 * Where a variable of the inference server is set under a wrong name that nothing reads, and not under its own.
 * server/unknown-variable reports the wrong name.
 *
 * @example
 * const { finalStage } = readDockerfile('FROM ubuntu\nENV AZUREML_APP_ROOT=/app\n');
 * misnamedSetting(finalStage!, 'AML_APP_ROOT')?.name; // => 'AZUREML_APP_ROOT'
 */
export function misnamedSetting(stage: Stage, name: string): EnvSetting | undefined {
  if (stage.atEnd.env(name)?.by === 'ENV') return undefined;
  return stage.envSettings.find((setting) => nearestVariable(setting.name)?.name === name);
}

/** `ENV NAME = value`: in the form without `=`, everything after the name is the value, including the `=`. */
export interface StrayEquals {
  /** The intended text: `ENV NAME=value`. */
  readonly better: string;
  /** The edit that writes it; `undefined` if the value has blanks and needs quotes, or spans several lines. */
  readonly edit: Edit | undefined;
}

/** Whether the value of a variable begins with the `=` that was meant to precede it, and what was meant. */
export function strayEquals({ pair, step }: EnvSetting): StrayEquals | undefined {
  const { stage, instruction } = step;
  const { name, value } = pair;
  if (!instruction.legacy || !value?.text.startsWith('=')) return undefined;
  const rest = slice(value, /^=[ \t]*/.exec(value.text)![0].length);
  const isOneWord = /^(?:[^\s"']*|"[^"]*"|'[^']*')$/.test(rest.text);
  const text = isOneWord || /["']/.test(rest.text) ? rest.text : `"${rest.text}"`;
  const between = { start: name.end, end: rest.start };
  const written = stage.file.source.text.slice(between.start, between.end);
  const isPlain = isOneWord && !/[\r\n]/.test(written);
  return {
    better: `ENV ${name.text}=${text}`,
    edit: isPlain ? { ...between, text: '=' } : undefined,
  };
}
