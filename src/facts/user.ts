import { knownText, knownValue, type Value } from '../dockerfile/value.ts';
import type { Command } from '../shell/script.ts';
import type { Run, User } from './file.ts';

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
