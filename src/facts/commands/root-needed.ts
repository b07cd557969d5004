/** The commands that only root can carry out. */

import { packageAction, showsOnly } from '../../model/package-actions.ts';
import type { PackageAction } from '../../programs/package-tool.ts';
import type { Command } from '../../shell/script.ts';

const CHANGES: readonly (PackageAction | undefined)[] = [
  ...(['refresh', 'install', 'sync', 'upgrade', 'remove', 'clean'] as const),
];
const DPKG_CHANGES = ['-i', '--install', '--unpack', '--configure', '-r', '--remove', '-P', '--purge'];

/** Whether a command is that of apt or dpkg, and changes what they keep. */
export function changesAptPackages(command: Command): boolean {
  if (command.is('dpkg')) return command.flag(...DPKG_CHANGES) !== undefined;
  if (command.is('apt-key', 'add|adv|del') || command.is('add-apt-repository|apt-add-repository'))
    return true;
  return CHANGES.includes(packageAction(command, 'apt')) && !showsOnly(command);
}

/** Whether a command changes accounts, or what the system keeps for all: certificates, locales, libraries, alternatives. */
export function changesSystem(command: Command): boolean {
  if (command.is(ACCOUNTS) || command.is('update-ca-certificates|locale-gen|update-locale|dpkg-reconfigure'))
    return command.flag('--help', '--version') === undefined;
  if (command.is('ldconfig')) return command.flag('-p', '--print-cache', '--version') === undefined;
  return (
    command.is('update-alternatives') &&
    command.flag('--install', '--set', '--remove', '--auto', '--remove-all', '--set-selections') !== undefined
  );
}

const ACCOUNTS =
  'useradd|usermod|userdel|adduser|deluser|groupadd|groupmod|groupdel|addgroup|delgroup|chpasswd|newusers';

/** Whether a command runs with the rights of the user in force: not by `sudo` or `gosu`, and not as the root of fakeroot. */
export function runsAsUserInForce({ user, wrappers }: Command): boolean {
  return user === undefined && !wrappers.some(({ name }) => name === 'fakeroot');
}
