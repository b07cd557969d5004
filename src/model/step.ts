import { expand } from '../dockerfile/expand.ts';
import type { Instruction } from '../dockerfile/tree.ts';
import type { Value } from '../dockerfile/value.ts';
import type { Fragment } from '../text/fragment.ts';
import type { Stage, Step } from './model.ts';
import { type EvaluatedState, lookUpValue } from './state.ts';

/**
 * An instruction with what holds before it.
 *
 * What a file is made of are objects of classes, not literals with getters: V8 gives each of those a shape of its own, which makes
 * every look at it slow, and keeps in the shape whatever the getter knows, the whole file, until old memory is swept.
 */
export class ReadStep<I extends Instruction = Instruction> implements Step<I> {
  readonly instruction: I;
  readonly stage: Stage;
  readonly index: number;
  readonly start: number;
  readonly end: number;
  readonly onbuild: boolean;
  readonly before: EvaluatedState;
  readonly value: (word: Fragment) => Value;

  constructor(instruction: I, place: StepPlace) {
    const { before, escape } = place;
    this.instruction = instruction;
    this.stage = place.stage;
    this.index = place.index;
    this.start = instruction.start;
    this.end = instruction.end;
    this.onbuild = place.onbuild;
    this.before = before;
    this.value = (word) => expand(word, escape, (name) => lookUpValue(before, name));
  }
}

/** Where an instruction is, and what holds there. */
export interface StepPlace {
  readonly stage: Stage;
  readonly index: number;
  readonly before: EvaluatedState;
  readonly escape: '\\' | '`';
  readonly onbuild: boolean;
}
