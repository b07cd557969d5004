import type { InstructionOf } from '../dockerfile/tree.ts';
import { knownText, knownValue, type Value } from '../dockerfile/value.ts';
import type { Command } from '../shell/script.ts';
import { memoized } from '../text/memoized.ts';
import type { Stage, Step, User } from './model.ts';

/**
 * The user that a USER instruction names: `name`, `uid`, `name:group` or `uid:gid`. Uid 0 is root whatever its name.
 *
 * @example
 * parseUser({ parts: ['1000:1000'] }); // => { name: '1000', root: false }
 * parseUser({ parts: ['0'] }).root; // => true
 */
export function parseUser(value: Value): User {
  const text = knownText(value)?.trim();
  if (text === undefined || text === '') return { name: undefined, root: undefined };
  const [name = ''] = text.split(':');
  return { name, root: name === 'root' || /^0+$/.test(name) };
}

/** The user as whom an image starts, as far as the catalog knows it. */
export function defaultUser(name: string | undefined): User {
  return { name, root: name === undefined ? undefined : name === 'root' };
}

/** The user as whom a command runs while another one is in force; see {@link RunStep.userOf}. */
export function effectiveUser(inForce: User, { user }: Command): User {
  if (user === undefined) return inForce;
  return /[$`]/.test(user) ? { name: undefined, root: undefined } : parseUser(knownValue(user));
}

/**
 * A USER instruction in the form for messages: `USER root:root`.
 *
 * @example
 * const { user } = readDockerfile('FROM ubuntu\nUSER  root:root\n').finalStage!.atEnd;
 * userText(user.step!); // => 'USER root:root'
 */
export function userText({ instruction }: UserStep): string {
  return `USER ${instruction.args[0]?.text ?? ''}`;
}

/** A USER with the state before it. */
export type UserStep = Step<InstructionOf<'USER'>>;

/** The next USER after an instruction of the same stage that is certainly not root. */
export function nextNonRootUser({ stage, index }: Step): UserStep | undefined {
  return nextUsers(stage)[index + 1];
}

/** For each step of a stage, the next USER, including itself, that is certainly not root. */
const nextUsers = memoized(({ steps }: Stage): readonly (UserStep | undefined)[] => {
  let next: UserStep | undefined;
  return steps
    .map((_, at) => {
      const step = steps[steps.length - 1 - at]!;
      if (isUser(step) && isNotRoot(step)) next = step;
      return next;
    })
    .reverse();
});

function isUser(step: Step): step is UserStep {
  return step.instruction.name === 'USER';
}

function isNotRoot({ instruction: { args }, value }: UserStep): boolean {
  return args[0] !== undefined && parseUser(value(args[0])).root === false;
}
