import { defineRule, positionAt } from 'azml-lint';
import {
  changesAptPackages,
  isPackageWork,
  rootAround,
  runAsRoot,
  runsAsUserInForce,
  userLine,
} from 'azml-lint/facts';

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
        run.onbuild || run.before.user.root !== false
          ? undefined
          : run.commands.find((one) => runsAsUserInForce(one) && changesAptPackages(one));
      return command ? [{ run, command }] : [];
    });
    const fixes = runAsRoot(failing.map(({ run }) => run).filter(isPackageWork));
    for (const { run, command } of failing) {
      const { name, step } = run.before.user;
      const fix = fixes.get(run);
      const data = { command: command.head.text, user: name!, back: userLine(run), put: rootAround(run) };
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
