import { expand } from '../dockerfile/expand.ts';
import type { Instruction } from '../dockerfile/tree.ts';
import type { Value } from '../dockerfile/value.ts';
import type { Fragment } from '../text/fragment.ts';
import type { Stage, Step } from './model.ts';
import { type EvaluatedState, lookUpValue } from './state.ts';

/**
 * An instruction with the state before it.
 *
 * The parts of a file are objects of classes, not literals with getters: V8 gives each such literal a shape of its own. That
 * makes every access slow, and the shape keeps everything that the getter refers to, the whole file, until old memory is
 * collected.
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

/** The place of an instruction, and the state there. */
export interface StepPlace {
  readonly stage: Stage;
  readonly index: number;
  readonly before: EvaluatedState;
  readonly escape: '\\' | '`';
  readonly onbuild: boolean;
}
