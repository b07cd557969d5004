import {
  defineRule,
  type InstructionOf,
  type Job,
  jobsOf,
  nextUser,
  positionAt,
  type Run,
  SERVER_USER,
  type Stage,
  type Step,
  userOf,
  writtenUser,
} from 'azml-lint';

const ENVIRONMENT_TOOLS = 'pip|conda|mamba|micromamba|uv';

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
      '`{command}` runs as root (`{user}`, line {line}), which is for OS packages only: the server can change nothing ' +
      'that it leaves behind, and all that it runs can change everything. Move it below `{next}` (line {nextLine}).',
    never:
      '`{command}` runs as root (`{user}`, line {line}), which is for OS packages only: the server can change nothing ' +
      'that it leaves behind, and all that it runs can change everything. Put `USER {serverUser}` before it.',
    script:
      'What `{command}` does as root (`{user}`, line {line}) cannot be seen here, and root is for OS packages only. ' +
      'Spell its package commands out in this RUN, and run the rest as `{serverUser}`.',
    root: 'root from here on',
    also: '`{command}` runs as root too',
    back: 'no longer root from here on',
  },
  check({ file, options, report }) {
    for (const { run, user } of runsAsRoot(file.runs)) {
      const jobs = jobsOf(run).filter((job) => isBeyondPackages(job, run, options.allow));
      const [job, ...more] = jobs;
      if (!job) continue;
      const next = nextUser(run);
      const data = {
        command: job.name,
        user: writtenUser(user),
        line: positionAt(file.source, user.start).line,
      };
      const related = [
        { at: user, message: 'root' as const },
        ...more.map(({ command, name }) => ({
          at: command.head,
          message: 'also' as const,
          data: { command: name },
        })),
        ...(next ? [{ at: next, message: 'back' as const }] : []),
      ];
      const at = job.command.head;
      const serverUser = SERVER_USER;
      if (job.work === 'script') {
        report({ at, message: 'script', data: { ...data, serverUser }, related, severity: 'warning' });
      } else if (next) {
        const nextLine = positionAt(file.source, next.start).line;
        report({ at, message: 'before', data: { ...data, next: writtenUser(next), nextLine }, related });
      } else {
        report({ at, message: 'never', data: { ...data, serverUser }, related });
      }
    }
  },
});

/** The RUNs of the shipped image that a USER makes root's, unless the image itself runs as root: then it has nobody else. */
function* runsAsRoot(runs: readonly Run[]): Iterable<{ run: Run; user: Step<InstructionOf<'USER'>> }> {
  for (const run of runs) {
    const { root, step: user } = run.before.user;
    if (root && user && run.stage.shipped && !run.onbuild && !startsAsRoot(run.stage)) yield { run, user };
  }
}

function startsAsRoot({ image }: Stage): boolean {
  return image?.defaultUser === 'root';
}

function isBeyondPackages({ command, work, name }: Job, run: Run, allowed: readonly string[]): boolean {
  if (work === 'packages' || work === 'unknown' || !userOf(run, command).root) return false;
  const ownsEnvironment = run.stage.image?.environmentOwner === 'root';
  if (ownsEnvironment && command.is(ENVIRONMENT_TOOLS)) return false;
  return !allowed.some((one) => one === name || command.is(...programAndSubcommand(one)));
}

function programAndSubcommand(text: string): [name: string, subcommand?: string] {
  const [name = '', ...subcommands] = text.trim().split(/\s+/);
  return subcommands.length > 0 ? [name, subcommands.join(' ')] : [name];
}
