import { knownValue, unknownValue, type Value } from '../../dockerfile/value.ts';
import type { RunStep } from '../../model/model.ts';
import type { Command, Word } from '../../shell/script.ts';

/** The value of a variable in the environment of a command: its own, one that the script sets before it, ENV or ARG. */
export function environmentOf(run: RunStep, command: Command, name: string): Value | undefined {
  const setters = [
    ...run.commands.filter(({ start }) => start < command.start),
    ...command.wrappers,
    command,
  ];
  const setter = setters.flatMap(({ assignments }) => assignments).findLast((one) => one.name === name);
  if (setter) return setter.value ? valueOf(setter.value) : knownValue('');
  return run.before.variable(name)?.value;
}

/** The value of a word, as far as it is the same in every run. */
export function valueOf({ text, literal }: Word): Value {
  return literal ? knownValue(text) : unknownValue('unsupported', text);
}
