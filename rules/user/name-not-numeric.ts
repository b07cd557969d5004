import { type Command, type DockerfileModel, defineRule, positionAt } from 'azml-lint';

export default defineRule({
  id: 'user/name-not-numeric',
  aliases: { DL3066: 'differs' },
  title: 'The image ends with a user by name, not by number',
  level: { inference: 'off', training: 'off', other: 'off' },
  messages: {
    known:
      'Kubernetes with `runAsNonRoot` refuses `{user}`: it cannot tell whether the name stands for root. Write `USER ' +
      '{number}`, which line {line} gives it.',
    unknown:
      'Kubernetes with `runAsNonRoot` refuses `{user}`: it cannot tell whether the name stands for root. Write ' +
      '`USER …` with the number that `id -u {user}` prints in the container.',
    created: 'here it gets its number',
  },
  check({ file, report }) {
    const { name: user, step } = file.finalStage?.atEnd.user ?? {};
    if (!step || user === undefined || /^\d*$/.test(user)) return;
    const at = step.instruction.args[0]!;
    const account = createdAccount(file, user);
    if (account) {
      const line = positionAt(file.source, account.command.start).line;
      const related = [{ at: account.command.head, message: 'created' as const }];
      report({ at, message: 'known', data: { user, number: account.number, line }, related });
    } else {
      report({ at, message: 'unknown', data: { user } });
    }
  },
});

/** The command that creates an account with a known number. */
function createdAccount(
  { runs }: DockerfileModel,
  name: string,
): { command: Command; number: string } | undefined {
  for (const { stage, commands } of runs) {
    if (!stage.shipped) continue;
    for (const command of commands) {
      if (!command.is('useradd|adduser') || !command.operands.some(({ text }) => text === name)) continue;
      const number = command.flag('-u', '--uid')?.value?.text;
      if (number !== undefined && /^\d+$/.test(number)) return { command, number };
    }
  }
  return undefined;
}
