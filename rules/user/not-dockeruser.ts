import {
  closestMatch,
  type DockerfileModel,
  dataflow,
  defineRule,
  knownText,
  type ProposedFix,
  parseUser,
  type RunStep,
  type Stage,
  type Step,
} from 'azml-lint';
import {
  accountsCreated,
  changesOwner,
  classifyCommands,
  hasUnknownEffects,
  isAzureMachineLearning,
  isSystemAccount,
  placedCommands,
  SERVER_USER,
  SERVER_USER_DIRECTORIES,
  serverOverride,
} from 'azml-lint/facts';

/** Its number, known only from public Dockerfiles and logs; the user in `USER 1000` is therefore not known. */
const LIKELY_NUMBER = '1000';

/** Accounts beyond this number are not searched for a command that creates them. */
const MOST_ACCOUNTS = 20;

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

type UserStep = NonNullable<Step['before']['user']['step']>;

/** The USERs whose account certainly does not exist, if something runs as them. */
function unknownUsers(file: DockerfileModel): ReadonlyMap<UserStep, string> {
  const steps = file.stages.filter(isInPlay).flatMap((stage) => stage.stepsOf('USER'));
  const used = new Set(
    [file.finalStage?.atEnd.user, ...file.runs.map(({ before }) => before.user)].map(stepOf),
  );
  const byName = new Map<string, UserStep[]>();
  for (const step of steps.filter((one) => used.has(one))) {
    const name = nameIn(step);
    if (name !== undefined) byName.set(name, [...(byName.get(name) ?? []), step]);
  }
  const named = [...byName].slice(0, MOST_ACCOUNTS);
  const names = named.map(([name]) => name);
  const without = dataflow<readonly string[]>(
    file,
    () => names,
    (missing, step) => {
      const created = missing.length > 0 ? accountsCreated(step, missing) : [];
      return created.length > 0 ? missing.filter((name) => !created.includes(name)) : missing;
    },
  );
  const unknown = named.flatMap(([name, users]) =>
    users.filter((step) => without(step).includes(name)).map((step) => [step, name] as const),
  );
  return new Map(unknown);
}

function stepOf(user: Step['before']['user'] | undefined): UserStep | undefined {
  return user?.step;
}

/** A stage that is built, on an image whose accounts are known. */
function isInPlay(stage: Stage): boolean {
  const { family, image, shipped, copiedFrom, root } = stage;
  const isOurs = root.base.kind === 'image' && isAzureMachineLearning(root.base.reference.name);
  return isOurs && family === 'inference' && image?.hasDockeruser !== false && (shipped || copiedFrom);
}

/** The name of an account; numbers need no account. */
function nameIn({ instruction, value }: UserStep): string | undefined {
  const [word] = instruction.args;
  if (!word || knownText(value(word)) === undefined) return undefined;
  const { name, root } = parseUser(value(word));
  const isOther = name !== undefined && root === false && name !== SERVER_USER && !isSystemAccount(name);
  return isOther && !/^\d+$/.test(name) ? name : undefined;
}

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
