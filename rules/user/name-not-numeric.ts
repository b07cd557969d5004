import { type Command, type DockerfileModel, defineRule, type Fragment, positionAt } from 'azml-lint';

export default defineRule({
  id: 'user/name-not-numeric',
  aliases: { DL3066: 'differs' },
  title: 'The image ends with a user by name, not by number',
  level: { inference: 'off', training: 'off', other: 'off' },
  options: {
    defaults: { users: 'last' as 'last' | 'all' },
    schema: {
      users: {
        enum: ['last', 'all'],
        description: 'Which USERs are looked at: the one that is in force in the end, or all of all stages.',
      },
    },
  },
  presetOptions: { hadolint: { users: 'all' } },
  messages: {
    known:
      'Kubernetes with `runAsNonRoot` refuses `{user}`: it cannot tell whether the name stands for root. Write `USER ' +
      '{number}`, which line {line} gives it.',
    unknown:
      'Kubernetes with `runAsNonRoot` refuses `{user}`: it cannot tell whether the name stands for root. Write ' +
      '`USER …` with the number that `id -u {user}` prints in the container.',
    created: 'here it gets its number',
  },
  check({ file, options, report }) {
    for (const { user, at } of options.users === 'all' ? usersIn(file) : lastUser(file)) {
      if (user === undefined || /^\d*$/.test(user)) continue;
      const account = createdAccount(file, user);
      if (account) {
        const line = positionAt(file.source, account.command.start).line;
        const related = [{ at: account.command.head, message: 'created' as const }];
        report({ at, message: 'known', data: { user, number: account.number, line }, related });
      } else {
        report({ at, message: 'unknown', data: { user } });
      }
    }
  },
});

/** A user, and the word that names it. */
interface NamedUser {
  readonly user: string | undefined;
  readonly at: Fragment;
}

function lastUser({ finalStage }: DockerfileModel): readonly NamedUser[] {
  const { name: user, step } = finalStage?.atEnd.user ?? {};
  return step ? [{ user, at: step.instruction.args[0]! }] : [];
}

function usersIn({ stages }: DockerfileModel): readonly NamedUser[] {
  return stages.flatMap((stage) =>
    stage.stepsOf('USER').flatMap((step) => {
      const [word] = step.instruction.args;
      const { user } = stage.steps[step.index + 1]?.before ?? stage.atEnd;
      return word ? [{ user: user.name, at: word }] : [];
    }),
  );
}

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
