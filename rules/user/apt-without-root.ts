import { type Command, defineRule, positionAt, type RunStep } from 'azml-lint';
import {
  classifyCommands,
  type PackageAction,
  packageAction,
  runAsRoot,
  showsOnly,
  userLine,
} from 'azml-lint/facts';

const CHANGES: readonly (PackageAction | undefined)[] = [
  ...(['refresh', 'install', 'sync', 'upgrade', 'remove', 'clean'] as const),
];
const DPKG_CHANGES = ['-i', '--install', '--unpack', '--configure', '-r', '--remove', '-P', '--purge'];

export default defineRule({
  id: 'user/apt-without-root',
  title: 'apt runs without the rights of root',
  level: { inference: 'error', training: 'off', other: 'off' },
  fix: 'safe',
  messages: {
    byDefault:
      '`{command}` runs as `{user}`, whom the base image starts as and who may not write where apt does: the build ' +
      'stops with "Permission denied". Put {put}.',
    byUser:
      '`{command}` runs as `{user}` (`{back}`, line {line}), who may not write where apt does: the build stops with ' +
      '"Permission denied". Put {put}.',
    user: 'this user from here on',
  },
  check({ file, report }) {
    const failing = file.runs.flatMap((run) => {
      const command =
        run.onbuild || run.before.user.root !== false ? undefined : run.commands.find(needsRoot);
      return command ? [{ run, command }] : [];
    });
    const fixes = runAsRoot(failing.map(({ run }) => run).filter(isPackagesOnly));
    for (const { run, command } of failing) {
      const { name, step } = run.before.user;
      const fix = fixes.get(run);
      const data = { command: command.head.text, user: name!, back: userLine(run), put: putAround(run) };
      if (!step) {
        report({ at: command.head, message: 'byDefault', data, fix });
      } else {
        const { line } = positionAt(file.source, step.start);
        const related = [{ at: step, message: 'user' as const }];
        report({ at: command.head, message: 'byUser', data: { ...data, line }, related, fix });
      }
    }
  },
});

/** Where the USERs go; commands that have nothing to do with packages must not run as root too. */
function putAround(run: RunStep): string {
  const packages = isPackagesOnly(run) ? 'this RUN' : 'a RUN of its package commands alone';
  return `\`USER root\` before ${packages} and \`${userLine(run)}\` after it`;
}

/** Commands that run through `sudo` and similar programs need no root around them. */
function needsRoot(command: Command): boolean {
  if (command.user !== undefined || command.wrappers.some(({ name }) => name === 'fakeroot')) return false;
  if (command.is('dpkg')) return command.flag(...DPKG_CHANGES) !== undefined;
  if (command.is('apt-key', 'add|adv|del') || command.is('add-apt-repository|apt-add-repository'))
    return true;
  return CHANGES.includes(packageAction(command, 'apt')) && !showsOnly(command);
}

function isPackagesOnly(run: RunStep): boolean {
  return classifyCommands(run).every(({ work }) => work === 'packages');
}
