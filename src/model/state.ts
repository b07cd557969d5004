import { unknownValue, type Value } from '../dockerfile/value.ts';
import type { EffectiveShell } from '../shell/interpreter.ts';
import type { Binding, State, User } from './model.ts';
import { extendScope, findInScope, type Scope, scopeEntries } from './scope.ts';

/** The parts of a state. States are immutable: each instruction that changes something creates a new one. */
export interface StateParts {
  readonly user: User;
  readonly shell: EffectiveShell;
  readonly workdir: Value;
  readonly envs: Scope<Binding>;
  readonly args: Scope<Binding>;
  /** The environment of the base image as far as it is known; `complete` when it has no other variables. */
  readonly base: { readonly env: ReadonlyMap<string, Binding>; readonly complete: boolean };
}

/** A state from which the next one can be derived. */
export class EvaluatedState implements State {
  readonly parts: StateParts;
  readonly user: User;
  readonly shell: EffectiveShell;
  readonly workdir: Value;

  constructor(parts: StateParts) {
    this.parts = parts;
    this.user = parts.user;
    this.shell = parts.shell;
    this.workdir = parts.workdir;
  }

  env(name: string): Binding | undefined {
    return findInScope(this.parts.envs, name) ?? this.parts.base.env.get(name);
  }

  variable(name: string): Binding | undefined {
    return this.env(name) ?? findInScope(this.parts.args, name);
  }

  envs(): readonly Binding[] {
    return [...scopeEntries(this.parts.envs).values()];
  }
}

/** The state with some parts replaced. */
export function withParts(state: EvaluatedState, parts: Partial<StateParts>): EvaluatedState {
  return new EvaluatedState({ ...state.parts, ...parts });
}

/** The state with further ENV or ARG bindings. */
export function withBindings(
  state: EvaluatedState,
  by: 'ENV' | 'ARG',
  bindings: ReadonlyMap<string, Binding>,
): EvaluatedState {
  const key = by === 'ENV' ? 'envs' : 'args';
  return withParts(state, { [key]: extendScope(state.parts[key], bindings) });
}

/**
 * The value that an expansion sees for a name. A variable that this file does not set is empty if the base has no
 * environment, and unknown otherwise.
 */
export function lookUpValue(state: EvaluatedState, name: string): Value | undefined {
  const binding = state.variable(name);
  if (binding) return binding.value;
  return state.parts.base.complete ? undefined : unknownValue('base-image', name);
}
