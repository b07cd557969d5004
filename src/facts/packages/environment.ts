import { knownValue, unknownValue, type Value } from '../../dockerfile/value.ts';
import type { RunStep } from '../../model/model.ts';
import type { Assignment, Command, Word } from '../../shell/script.ts';
import { memoized } from '../../text/memoized.ts';
import { pushTo } from '../../text/multimap.ts';

/** The value of a variable in the environment of a command: its own, one that the script sets before it, ENV or ARG. */
export function environmentOf(run: RunStep, command: Command, name: string): Value | undefined {
  const setter =
    [...command.wrappers, command]
      .flatMap(({ assignments }) => assignments)
      .findLast((one) => one.name === name) ??
    settersIn(run)
      .get(name)
      ?.findLast(({ start }) => start < command.start)?.assignment;
  if (setter) return setter.value ? valueOf(setter.value) : knownValue('');
  return run.before.variable(name)?.value;
}

/** The assignments of a RUN's script by the variable, in order, each with the start of its command. */
const settersIn = memoized(({ commands }: RunStep) => {
  const setters = new Map<string, { readonly start: number; readonly assignment: Assignment }[]>();
  for (const { start, assignments } of commands)
    for (const assignment of assignments) pushTo(setters, assignment.name, { start, assignment });
  return setters;
});

/** The value of a word, as far as it is the same in every run. */
export function valueOf({ text, literal }: Word): Value {
  return literal ? knownValue(text) : unknownValue('unsupported', text);
}
