import {
  defineRule,
  handsOver,
  isOpaque,
  jobsOf,
  type Run,
  SERVER_USER,
  SERVER_USER_DIRECTORIES,
  serverReplacedBy,
} from 'azml-lint';

/** Its number, by public Dockerfiles and logs only; so whom `USER 1000` means is not known. */
const LIKELY_NUMBER = '1000';

export default defineRule({
  id: 'user/not-dockeruser',
  title: 'The server runs as a user who does not own its directories',
  level: { inference: 'error', training: 'off', other: 'off' },
  messages: {
    foreign:
      'The server runs as `{user}`, who does not own {directories}: its services cannot take their locks there, and ' +
      'the container never starts. End with `USER {serverUser}`, or let root run `chown -R {user} {paths}`.',
  },
  check({ file, report }) {
    const stage = file.finalStage;
    if (!stage || stage.image?.hasDockeruser === false || serverReplacedBy(stage)) return;
    const { name, root, step } = stage.atEnd.user;
    if (!step || !name || root || name === SERVER_USER || name === LIKELY_NUMBER) return;
    const runs = file.runs.filter((run) => run.stage.shipped && !run.onbuild);
    if (runs.some(mayChangeAnything)) return;
    const missing = SERVER_USER_DIRECTORIES.filter((directory) => !runs.some((run) => gives(run, directory)));
    if (missing.length === 0) return;
    const directories = missing.map((directory) => `\`${directory}\``).join(', ');
    const data = { user: name, serverUser: SERVER_USER, directories, paths: missing.join(' ') };
    report({ at: step.instruction.args[0] ?? step, message: 'foreign', data });
  },
});

function gives(run: Run, directory: string): boolean {
  return run.commands.some((command) => handsOver(command, directory));
}

/** A script may give the directories away, and `usermod` may rename the account that has them. */
function mayChangeAnything(run: Run): boolean {
  return jobsOf(run).some((job) => isOpaque(job) || job.command.is('usermod'));
}
