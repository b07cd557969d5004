import {
  type Command,
  type DockerfileModel,
  defineRule,
  knownText,
  positionAt,
  type RunStep,
} from 'azml-lint';
import {
  certainlyRuns,
  changesAptPackages,
  changesSystem,
  filesMadeBy,
  isMadeBefore,
  isPackageWork,
  mayHandOver,
  memoized,
  newOwner,
  placedCommands,
  resolvePathIn,
  rootAround,
  runAsRoot,
  runsAsUserInForce,
  SERVER_USER_DIRECTORIES,
  unwritableFiles,
  userLine,
} from 'azml-lint/facts';

/** Directories that belong to root in every image of Azure ML. */
const OF_ROOT = /^\/(?:etc|usr|opt|bin|sbin|lib|lib64|boot|root)(?:\/|$)/;

/** What stops a command: an operation of root, or a path where only root can write. */
interface Obstacle {
  readonly command: Command;
  readonly message: 'system' | 'owner' | 'path';
  readonly what: string;
}

export default defineRule({
  id: 'user/root-command-without-root',
  title: 'A command that needs root runs without its rights',
  level: { inference: 'error', training: 'off', other: 'off' },
  fix: 'safe',
  messages: {
    system:
      '`{command}` runs as `{user}` ({since}), and what it changes belongs to root: the build stops with "Permission ' +
      'denied". Put {put}.',
    owner:
      '`{command}` runs as `{user}` ({since}), and only root may give files to `{what}`: the build stops with "Operation ' +
      'not permitted". Put {put}.',
    path:
      '`{command}` runs as `{user}` ({since}), and `{what}` is where only root can write: the build stops with "Permission ' +
      'denied". Put {put}.',
    user: 'this user from here on',
  },
  check({ file, report }) {
    const stopped = file.runs.flatMap((run) => {
      if (run.onbuild || run.before.user.root !== false || run.before.user.name === undefined) return [];
      // user/apt-without-root reports a RUN of package commands, and puts root around all of it.
      if (run.commands.some((one) => runsAsUserInForce(one) && changesAptPackages(one))) return [];
      const obstacle = obstacleIn(run);
      return obstacle ? [{ run, ...obstacle }] : [];
    });
    const fixes = runAsRoot(stopped.map(({ run }) => run).filter(isPackageWork));
    for (const { run, command, message, what } of stopped) {
      const { name = '', step } = run.before.user;
      const since = step
        ? `\`${userLine(run)}\`, line ${positionAt(file.source, step.start).line}`
        : 'as the base image starts';
      const put = rootAround(run, `\`${command.name}\``);
      report({
        at: command.head,
        message,
        data: { command: command.head.text, user: name, since, what, put },
        related: step ? [{ at: step, message: 'user' }] : [],
        fix: fixes.get(run),
      });
    }
  },
});

/** The first command of a RUN that needs root, and is not allowed to fail. */
function obstacleIn(run: RunStep): Obstacle | undefined {
  for (const { command, directory } of placedCommands(run)) {
    if (!certainlyRuns(command) || !isLastOfPipe(command) || !runsAsUserInForce(command)) continue;
    if (changesSystem(command)) return { command, message: 'system', what: '' };
    const owner = newOwner(command, run);
    if (owner !== undefined && !toldElsewhere(run.stage.file).has(command))
      return { command, message: 'owner', what: owner };
    const path = (filesMadeBy(command) ?? [])
      .map(({ text, literal }) => (literal ? knownText(resolvePathIn(directory, text)) : undefined))
      .find((one) => one !== undefined && isRoots(one, run));
    if (path !== undefined && !isThere(command, path, run)) return { command, message: 'path', what: path };
  }
  return undefined;
}

/** The failure of the others in a pipe is lost. */
function isLastOfPipe({ context: { pipeline } }: Command): boolean {
  return pipeline.position === pipeline.length - 1;
}

/** The commands of which user/mode-of-foreign-file speaks. */
const toldElsewhere = memoized(
  (file: DockerfileModel): ReadonlySet<Command> =>
    new Set([...unwritableFiles(file)].map(({ command }) => command)),
);

function isRoots(path: string, { stage }: RunStep): boolean {
  const isServers = SERVER_USER_DIRECTORIES.some((one) => path === one || path.startsWith(`${one}/`));
  return OF_ROOT.test(path) && !isServers && !mayHandOver(stage.file, path);
}

/** `mkdir -p` succeeds where the directory exists. */
function isThere(command: Command, path: string, run: RunStep): boolean {
  const isForgiving = command.is('mkdir') && command.flag('-p', '--parents') !== undefined;
  return isForgiving && isMadeBefore(path, run);
}
