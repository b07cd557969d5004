import {
  type Command,
  type Copy,
  carried,
  defineRule,
  isCopy,
  isFile,
  isOfficial,
  isOpaque,
  isRun,
  isWithin,
  jobsOf,
  knownText,
  placesOf,
  SERVER_USER,
  type Stage,
  type Step,
} from 'azml-lint';

const ACCOUNTS = '/etc/passwd';

export default defineRule({
  id: 'user/dockeruser-missing',
  title: 'The base image has no account dockeruser',
  level: { inference: 'off', training: 'error', other: 'error' },
  messages: {
    missing:
      '`{image}` has no account `{user}`, which only the inference images bring: what runs as it stops with "unable to ' +
      'find user {user}". Create it before: `RUN useradd --create-home {user}`.',
  },
  check({ file, report }) {
    const mayExist = carried(file, isInBase, (exists, step) => exists || mayCreate(step));
    for (const stage of file.stages) {
      const { base } = stage.root;
      const step = stage.stepsOf('USER').find((one) => {
        const [word] = one.instruction.args;
        return word && knownText(one.value(word))?.split(':')[0] === SERVER_USER && !mayExist(one);
      });
      if (!step || base.kind !== 'image') continue;
      const data = { image: base.reference.familiar, user: SERVER_USER };
      report({ at: step.instruction.args[0]!, message: 'missing', data });
    }
  },
});

/** Whether the base may have the account: all but the images of which it is known that they have not. */
function isInBase({ base, image }: Stage): boolean {
  if (image) return image.hasDockeruser !== false;
  return base.kind !== 'image' || !isOfficial(base.reference);
}

function mayCreate(step: Step): boolean {
  if (isCopy(step)) return bringsAccounts(step);
  return isRun(step) && jobsOf(step).some((job) => isOpaque(job) || createsAccount(job.command));
}

/** The file itself, a directory put around it, or the tree of another image; a project that is copied has no accounts. */
function bringsAccounts(copy: Copy): boolean {
  if (copy.sources.every(isFile)) return placesOf(copy).includes(ACCOUNTS);
  return placesOf(copy).some(
    (place) => isWithin(ACCOUNTS, place) && (place !== '/' || copy.from !== undefined),
  );
}

function createsAccount(command: Command): boolean {
  const { words, redirections } = command;
  if (command.is('useradd|adduser|usermod|newusers'))
    return words.length === 0 || words.some(({ text, literal }) => !literal || text.includes(SERVER_USER));
  const places = [...words, ...redirections.flatMap(({ target }) => target ?? [])];
  return places.some(({ text }) => text === ACCOUNTS);
}
