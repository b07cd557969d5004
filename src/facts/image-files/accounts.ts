/** The accounts of an image: those of its base, and those that a file may create. */

import { isSingleFile } from '../../model/copies.ts';
import { isCopy, isRun } from '../../model/dataflow.ts';
import type { CopyStep, RunStep, Step } from '../../model/model.ts';
import { packageToolOf } from '../../model/package-actions.ts';
import type { Command } from '../../shell/script.ts';
import { isWithin } from '../../text/paths.ts';
import { classifyCommands, hasUnknownEffects } from '../commands/command-kind.ts';

const ACCOUNTS = '/etc/passwd';

/**
 * The accounts of every Debian and Ubuntu, and those of packages that most of them have. Source: base-passwd 3.6,
 * passwd.master; Ubuntu 24.04 has `ubuntu`.
 */
const SYSTEM_ACCOUNTS: ReadonlySet<string> = new Set([
  ...['root', 'daemon', 'bin', 'sys', 'sync', 'games', 'man', 'lp', 'mail', 'news', 'uucp', 'proxy'],
  ...[
    'www-data',
    'backup',
    'list',
    'irc',
    'gnats',
    'nobody',
    '_apt',
    'ubuntu',
    'syslog',
    'sshd',
    'messagebus',
  ],
  ...['systemd-network', 'systemd-resolve', 'systemd-timesync'],
]);

/** Whether an account belongs to the system itself. */
export function isSystemAccount(name: string): boolean {
  return SYSTEM_ACCOUNTS.has(name);
}

/** Those of some accounts that an instruction may create: by name, through a package of that name, or in an unknown way. */
export function accountsCreated(step: Step, names: readonly string[]): readonly string[] {
  if (isCopy(step)) return bringsAccounts(step) ? names : [];
  if (!isRun(step)) return [];
  const jobs = classifyCommands(step);
  if (jobs.some(hasUnknownEffects)) return names;
  return names.filter(
    (name) => installsFor(step, name) || jobs.some(({ command }) => createsAccount(command, name)),
  );
}

/** The file itself, a directory around it, or the tree of another image; a copied project has no accounts. */
function bringsAccounts(copy: CopyStep): boolean {
  if (copy.sources.every(isSingleFile)) return copy.destinationPaths.includes(ACCOUNTS);
  return copy.destinationPaths.some(
    (place) => isWithin(ACCOUNTS, place) && (place !== '/' || copy.from !== undefined),
  );
}

/** `postgresql` creates `postgres`. */
function installsFor({ installs }: RunStep, name: string): boolean {
  return installs.some(
    ({ command, packages, files }) =>
      packageToolOf(command)?.system &&
      (files.length > 0 || packages.some((each) => each.name === undefined || each.name.includes(name))),
  );
}

function createsAccount(command: Command, account: string): boolean {
  const { words, redirections } = command;
  if (command.is('useradd|adduser|usermod|newusers'))
    return words.length === 0 || words.some(({ text, literal }) => !literal || text.includes(account));
  const places = [...words, ...redirections.flatMap(({ target }) => target ?? [])];
  return places.some(({ text }) => text === ACCOUNTS);
}
