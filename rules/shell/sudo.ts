import { allCommands, type Command, defineRule, type RunStep } from 'azml-lint';
import { userLine } from 'azml-lint/facts';

export default defineRule({
  id: 'shell/sudo',
  aliases: { DL3004: 'differs' },
  title: 'A RUN calls sudo',
  level: { inference: 'error', training: 'error', other: 'error' },
  messages: {
    root:
      '`sudo` has nothing to do here, since root runs this RUN; and where an image has no `sudo`, the build stops. Write ' +
      '`{command}` alone.',
    user:
      '`sudo` may ask `{user}` for a password, which nobody enters during a build, and many images do not have it. Write ' +
      '`{command}` alone, with `USER root` before this RUN and `{back}` after it.',
    unknown:
      '`sudo` is made for people at a terminal: it may ask for a password, and many images do not have it. Write ' +
      '`{command}` alone, with `USER root` before this RUN unless root runs it anyway.',
    other:
      '`sudo` is made for people at a terminal, and many images do not have it. Write `{command}` alone, in a RUN of its own with ' +
      '`USER {other}` before it{back}.',
    idle: '`{command}` does nothing for the image. Take it out.',
    again: 'here as well',
  },
  check({ file, report }) {
    for (const run of file.runs) {
      const [call, ...others] = sudoCalls(run);
      if (!call) continue;
      const related = others.map(({ command }) => ({ at: command.nameWord!, message: 'again' as const }));
      report({ at: call.command.nameWord!, related, ...told(call, run) });
    }
  },
});

/** What is said about a call: what root, another user or an unknown one has to write. */
function told({ command: sudo, inner }: SudoCall, run: RunStep) {
  if (!inner) return { message: 'idle', data: { command: sudo.head.text } } as const;
  const command = commandUnder(sudo, inner).head.text;
  const { name, root } = run.before.user;
  if (inner.user !== undefined && inner.user !== 'root')
    return { message: 'other', data: { command, other: inner.user, back: backFrom(run) } } as const;
  if (root === undefined) return { message: 'unknown', data: { command } } as const;
  if (root) return { message: 'root', data: { command } } as const;
  return { message: 'user', data: { command, user: name!, back: userLine(run) } } as const;
}

/** What returns to the user in force, if it is known. */
function backFrom(run: RunStep): string {
  return run.before.user.name === undefined ? '' : ` and \`${userLine(run)}\` after it`;
}

interface SudoCall {
  readonly command: Command;
  /** A command that it runs; absent for `sudo --validate` and the like. */
  readonly inner: Command | undefined;
}

function sudoCalls(run: RunStep): readonly SudoCall[] {
  return allCommands(run)
    .filter(({ name }) => name === 'sudo')
    .map((command) => ({ command, inner: run.commands.find(({ wrappers }) => wrappers.includes(command)) }));
}

/** The command that `sudo` itself starts: the `sh` of `sudo sh -c '…'`. */
function commandUnder(sudo: Command, inner: Command): Command {
  return inner.wrappers[inner.wrappers.indexOf(sudo) + 1] ?? inner;
}
