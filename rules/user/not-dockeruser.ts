import { closestMatch, defineRule, type ProposedFix, type RunStep } from 'azml-lint';
import {
  changesOwner,
  classifyCommands,
  hasUnknownEffects,
  placedCommands,
  SERVER_USER,
  SERVER_USER_DIRECTORIES,
  serverOverride,
  unknownUsers,
} from 'azml-lint/facts';

/** Its number, known only from public Dockerfiles and logs; the user in `USER 1000` is therefore not known. */
const LIKELY_NUMBER = '1000';

export default defineRule({
  id: 'user/not-dockeruser',
  title: 'The server runs as a user who does not exist, or does not own its directories',
  level: { inference: 'error', training: 'off', other: 'off' },
  fix: 'unsafe',
  messages: {
    misspelled:
      'There is no account `{user}`: what runs as it stops with "unable to find user {user}". Did you mean `{serverUser}`?',
    missing:
      'There is no account `{user}`, and nothing here creates it: what runs as it stops with "unable to find user {user}". ' +
      'Write `USER {serverUser}`, or let root run `{commands}` before.',
    foreign:
      'The server runs as `{user}`, who does not own {directories}: its services cannot take their locks there, and ' +
      'the container never starts. End with `USER {serverUser}`, or let root run `chown -R {user} {paths}`.',
  },
  check({ file, report }) {
    const stage = file.finalStage;
    const runs = file.runs.filter((run) => run.stage.shipped && !run.onbuild);
    const missing = SERVER_USER_DIRECTORIES.filter((directory) => !runs.some((run) => gives(run, directory)));
    const paths = missing.join(' ');
    const unknown = unknownUsers(file);
    for (const [step, user] of unknown) {
      const at = step.instruction.args[0]!;
      const data = { user, serverUser: SERVER_USER };
      if (closestMatch(user, [SERVER_USER]) !== undefined) {
        const fix = at.text === user ? renamed(at) : undefined;
        report({ at, message: 'misspelled', data, fix });
      } else {
        const chown = paths === '' ? '' : ` && chown -R ${user} ${paths}`;
        const commands = `useradd --create-home ${user}${chown}`;
        report({ at, message: 'missing', data: { ...data, commands } });
      }
    }
    if (!stage || stage.image?.hasDockeruser === false || serverOverride(stage)) return;
    const { name, root, step } = stage.atEnd.user;
    if (!step || !name || root || name === SERVER_USER || name === LIKELY_NUMBER || unknown.has(step)) return;
    if (missing.length === 0 || runs.some(mayChangeAnything)) return;
    const directories = missing.map((directory) => `\`${directory}\``).join(', ');
    const data = { user: name, serverUser: SERVER_USER, directories, paths };
    report({ at: step.instruction.args[0] ?? step, message: 'foreign', data });
  },
});

function renamed({ start, end }: { readonly start: number; readonly end: number }): ProposedFix {
  return { title: `Write \`${SERVER_USER}\``, edits: [{ start, end, text: SERVER_USER }] };
}

function gives(run: RunStep, directory: string): boolean {
  return placedCommands(run).some((command) => changesOwner(command, directory));
}

/** A script may give the directories away, and `usermod` may rename the account that owns them. */
function mayChangeAnything(run: RunStep): boolean {
  return classifyCommands(run).some((job) => hasUnknownEffects(job) || job.command.is('usermod'));
}
