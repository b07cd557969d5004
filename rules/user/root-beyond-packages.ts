import { defineRule, positionAt, userText } from 'azml-lint';
import {
  type ClassifiedCommand,
  ENVIRONMENT_TOOLS,
  jobsBeyondPackages,
  nextNonRootUser,
  rootOnlyPath,
  SERVER_USER,
  usualPath,
} from 'azml-lint/facts';

export default defineRule({
  id: 'user/root-beyond-packages',
  title: 'Root does more than install OS packages',
  level: { inference: 'error', training: 'off', other: 'off' },
  security: 6,
  options: {
    defaults: { allow: [] as readonly string[] },
    schema: {
      allow: {
        type: 'array',
        items: { type: 'string' },
        description:
          'What else may run as root: a program (`make`), one of its subcommands (`npm ci`), or a script (`setup.sh`).',
      },
    },
  },
  messages: {
    before:
      '`{command}` runs as root (`{user}`, line {line}): its files belong to root, so nothing that runs as ' +
      "`{serverUser}` can update them, and {code} has root's rights. {move} below `{next}` (line {nextLine}).",
    never:
      '`{command}` runs as root (`{user}`, line {line}), which is for OS packages only: its files belong to root, and ' +
      "{code} has root's rights. {move} below a `USER {serverUser}`.",
    script:
      'What `{command}` does as root (`{user}`, line {line}) cannot be seen here, and root is for OS packages only. ' +
      'Spell its package commands out in this RUN, and run the rest as `{serverUser}`.',
    download:
      'What `{command}` gets from the network and does as root (`{user}`, line {line}) cannot be seen here, and root is for OS ' +
      'packages only. Where it sets these up, spell its commands out in this RUN; else move it below a `USER {serverUser}`.',
    root: 'root from here on',
    also: '`{command}` runs as root too',
    back: 'no longer root from here on',
  },
  check({ file, options, report }) {
    for (const stage of file.stages) {
      const jobs = jobsBeyondPackages(stage, options.allow);
      // A visible problem is worse than one that may be hidden in a script.
      const worst = jobs.find(({ job }) => job.work !== 'script') ?? jobs[0];
      if (!worst) continue;
      const { job, run, user } = worst;
      const next = nextNonRootUser(run);
      const data = {
        command: job.name,
        user: userText(user),
        line: positionAt(file.source, user.start).line,
        serverUser: SERVER_USER,
        move: moved(job),
        code: job.command.is(ENVIRONMENT_TOOLS) ? 'the set-up code of the packages' : 'all that it runs',
      };
      const related = [
        { at: user, message: 'root' as const },
        ...jobs
          .filter((other) => other !== worst)
          .map(({ job: { command, name } }) => ({
            at: command.head,
            message: 'also' as const,
            data: { command: name },
          })),
        ...(next ? [{ at: next, message: 'back' as const }] : []),
      ].sort((a, b) => a.at.start - b.at.start);
      const at = job.command.head;
      if (job.work === 'script') report({ at, message: 'script', data, related, severity: 'warning' });
      else if (isPipedShell(job)) report({ at, message: 'download', data, related });
      else if (next) {
        const nextLine = positionAt(file.source, next.start).line;
        report({ at, message: 'before', data: { ...data, next: userText(next), nextLine }, related });
      } else report({ at, message: 'never', data, related });
    }
  },
});

/** `curl … | bash`, `bash <(curl …)`: it may set up packages of the system. */
function isPipedShell({ command }: ClassifiedCommand): boolean {
  const isFed =
    command.context.pipeline.position > 0 || command.operands.some(({ text }) => text.startsWith('<('));
  return command.is('sh|bash|dash') && isFed;
}

/** Below another USER it cannot write where only root can. */
function moved({ command }: ClassifiedCommand): string {
  const place = rootOnlyPath(command) ?? usualPath(command);
  return place === undefined
    ? 'Move it'
    : `Let it write where \`${SERVER_USER}\` can, not to \`${place}\`, and move it`;
}
