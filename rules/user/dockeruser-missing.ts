import { type DockerfileModel, dataflow, defineRule, knownText, type Stage } from 'azml-lint';
import {
  accountsCreated,
  DEFAULT_APP_ROOT,
  isOfficial,
  memoized,
  SERVER_USER,
  SERVER_USER_DIRECTORIES,
} from 'azml-lint/facts';

export default defineRule({
  id: 'user/dockeruser-missing',
  title: 'The base image has no account dockeruser',
  level: { inference: 'off', training: 'error', other: 'error' },
  messages: {
    missing:
      '`{image}` has no account `{user}`, which only the inference images bring: what runs as it stops with "unable to ' +
      'find user {user}". Create it before: `RUN useradd --create-home {user}`.',
    serving:
      '`{image}` has no account `{user}`, which only the inference images bring: what runs as it stops with "unable to ' +
      'find user {user}". Create it before, and give it what the server needs: `RUN useradd --create-home {user} && ' +
      'mkdir -p {appRoot} && chown -R {user} {directories}`.',
  },
  check({ file, report }) {
    for (const stage of file.stages) {
      const { base } = stage.root;
      const step = stage.stepsOf('USER').find((one) => {
        const [word] = one.instruction.args;
        return word && knownText(one.value(word))?.split(':')[0] === SERVER_USER && !mayExist(file)(one);
      });
      if (!step || base.kind !== 'image') continue;
      const data = { image: base.reference.familiar, user: SERVER_USER };
      const at = step.instruction.args[0]!;
      if (stage.serves && stage.image?.family === 'training-base-openmpi') {
        const directories = SERVER_USER_DIRECTORIES.join(' ');
        report({ at, message: 'serving', data: { ...data, directories, appRoot: DEFAULT_APP_ROOT } });
      } else report({ at, message: 'missing', data });
    }
  },
});

/** Whether the account may exist before an instruction. */
const mayExist = memoized((file: DockerfileModel) =>
  dataflow(file, isInBase, (exists, step) => exists || accountsCreated(step, [SERVER_USER]).length > 0),
);

/** Whether the base may have the account: all but the images that are known not to have it. */
function isInBase({ base, image }: Stage): boolean {
  if (image) return image.hasDockeruser !== false;
  return base.kind !== 'image' || !isOfficial(base.reference);
}
