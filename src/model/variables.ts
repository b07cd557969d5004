import { expand } from '../dockerfile/expand.ts';
import type { Instruction, KeyValue } from '../dockerfile/tree.ts';
import { knownValue, unknownValue, type Value } from '../dockerfile/value.ts';
import type { Binding } from './model.ts';

type BuildArgs = Readonly<Record<string, string>>;
type LookUp = (name: string) => Value | undefined;

/**
 * The ARGs that BuildKit declares before the first FROM and that a stage must declare to see.
 * Source: https://docs.docker.com/reference/dockerfile/#automatic-platform-args-in-the-global-scope
 */
const PLATFORM_ARGS = new Set([
  ...['TARGET', 'BUILD'].flatMap((side) =>
    ['PLATFORM', 'OS', 'ARCH', 'VARIANT', 'OSVERSION'].map((what) => side + what),
  ),
  'TARGETSTAGE',
]);

/** The ARGs before the first FROM, each with its default after expansion. */
export function globalBindings(
  instructions: readonly Instruction[],
  escape: '\\' | '`',
  buildArgs: BuildArgs,
): ReadonlyMap<string, Binding> {
  const bindings = new Map<string, Binding>();
  const lookUp: LookUp = (name) => globalValue(name, bindings);
  for (const instruction of instructions) {
    if (instruction.name !== 'ARG') continue;
    for (const pair of instruction.pairs) {
      const value = argValue(pair, buildArgs, escape, lookUp) ?? platformValue(pair.name.text);
      bindings.set(pair.name.text, { name: pair.name.text, value: value ?? unset(pair), by: 'ARG', pair });
    }
  }
  return bindings;
}

/**
 * The value that a FROM sees for a name: a global ARG, or a platform argument. `undefined`: not declared, so it is
 * empty.
 */
export function globalValue(name: string, globalArgs: ReadonlyMap<string, Binding>): Value | undefined {
  return globalArgs.get(name)?.value ?? platformValue(name);
}

/** The ARGs that an instruction of a stage declares. Without a default, a global ARG of the same name gives the value. */
export function argBindings(
  pairs: readonly KeyValue[],
  escape: '\\' | '`',
  buildArgs: BuildArgs,
  globalArgs: ReadonlyMap<string, Binding>,
  lookUp: LookUp,
): ReadonlyMap<string, Binding> {
  const bindings = new Map<string, Binding>();
  for (const pair of pairs) {
    const name = pair.name.text;
    // Each ARG sees those before it.
    const lookUpHere: LookUp = (other) => bindings.get(other)?.value ?? lookUp(other);
    const value =
      argValue(pair, buildArgs, escape, lookUpHere) ?? globalValue(name, globalArgs) ?? unset(pair);
    bindings.set(name, { name, value, by: 'ARG', pair });
  }
  return bindings;
}

/** The variables that an ENV sets. All of them see the values from before the instruction. */
export function envBindings(
  pairs: readonly KeyValue[],
  escape: '\\' | '`',
  lookUp: LookUp,
): ReadonlyMap<string, Binding> {
  const bindings = new Map<string, Binding>();
  for (const pair of pairs) {
    const name = pair.name.text;
    bindings.set(name, {
      name,
      value: pair.value ? expand(pair.value, escape, lookUp) : knownValue(''),
      by: 'ENV',
      pair,
    });
  }
  return bindings;
}

function argValue(
  pair: KeyValue,
  buildArgs: BuildArgs,
  escape: '\\' | '`',
  lookUp: LookUp,
): Value | undefined {
  const given = Object.hasOwn(buildArgs, pair.name.text) ? buildArgs[pair.name.text] : undefined;
  if (given !== undefined) return knownValue(given);
  return pair.value && expand(pair.value, escape, lookUp);
}

function platformValue(name: string): Value | undefined {
  return PLATFORM_ARGS.has(name) ? unknownValue('platform', name) : undefined;
}

function unset(pair: KeyValue): Value {
  return unknownValue('unset-arg', pair.name.text);
}
