import type { InstructionOf } from '../dockerfile/tree.ts';
import { knownText, knownValue, type Value } from '../dockerfile/value.ts';
import type { Command } from '../shell/script.ts';
import type { Run, Step, User } from './file.ts';

/** The user that a USER instruction names: `name`, `uid`, `name:group` or `uid:gid`. Uid 0 is root whatever its name. */
export function userNamed(value: Value): User {
  const text = knownText(value)?.trim();
  if (text === undefined || text === '') return { name: undefined, root: undefined };
  const [name = ''] = text.split(':');
  return { name, root: name === 'root' || /^0+$/.test(name) };
}

/** The user an image starts as, as far as the catalogue knows it. */
export function defaultUser(name: string | undefined): User {
  return { name, root: name === undefined ? undefined : name === 'root' };
}

/** The user that a command runs as: the one in force, unless `sudo`, `su`, `gosu` or their kin say otherwise. */
export function userOf(run: Run, { user }: Command): User {
  if (user === undefined) return run.before.user;
  return /[$`]/.test(user) ? { name: undefined, root: undefined } : userNamed(knownValue(user));
}

/** A USER instruction as it is to be quoted: `USER root:root`. */
export function writtenUser({ instruction }: Step<InstructionOf<'USER'>>): string {
  return `USER ${instruction.args[0]?.text ?? ''}`;
}

/** The next USER after an instruction of the same stage that is known not to be root. */
export function nextUser({ stage, index }: Step): Step<InstructionOf<'USER'>> | undefined {
  return stage.stepsOf('USER').find((step) => {
    const [word] = step.instruction.args;
    return step.index > index && word !== undefined && userNamed(step.value(word)).root === false;
  });
}
