import { baseName, type Command, defineRule, type RunCommand, type Stage } from 'azml-lint';
import { mayHoldOptions } from 'azml-lint/facts';

/** Names of branches, which move; any other name may well be a tag. */
const BRANCH =
  /^(?:(?:refs\/(?:heads|remotes)\/)?(?:origin\/)?(?:main|master|develop|development|devel?|trunk|nightly|latest|next|staging|HEAD))$/;

export default defineRule({
  id: 'download/git-not-pinned',
  title: 'A repository is cloned as it is on the day of the build',
  level: { inference: 'info', training: 'info', other: 'info' },
  messages: {
    newest:
      '`{command}` takes `{repository}` as it is on the day of the build: another build makes another image, and nobody can tell ' +
      'which. Name a tag, `--branch=…`, or check a commit out: `&& git -C {directory} checkout …`.',
    branch:
      '`{branch}` is a branch of `{repository}`, which moves: another build makes another image, and nobody can tell which. ' +
      'Name a tag, `--branch=…`, or check a commit out: `&& git -C {directory} checkout …`.',
  },
  check({ file, report }) {
    for (const { command, run } of unpinnedClones(file.commandsNamed('git'))) {
      const [repository, directory] = command.targets;
      if (!repository || isLocal(repository.text) || mayHoldOptions(run, command)) continue;
      const branch = command.flag('-b', '--branch');
      const data = {
        command: command.head.text,
        repository: repository.text,
        directory: directory?.text ?? directoryOf(repository.text),
      };
      if (branch?.value)
        report({ at: branch, message: 'branch', data: { ...data, branch: branch.value.text } });
      else report({ at: command.head, message: 'newest', data });
    }
  },
});

/** The clones that name no tag or commit, but for those from which one is checked out next. */
function unpinnedClones(calls: readonly RunCommand[]): readonly RunCommand[] {
  const shipped = calls.filter(({ run }) => run.stage.shipped && !run.onbuild);
  let open: RunCommand[] = [];
  const unpinned: RunCommand[] = [];
  let stage: Stage | undefined;
  for (const call of shipped) {
    const { command, run } = call;
    if (run.stage !== stage && run.stage.parent !== stage) unpinned.push(...open.splice(0));
    stage = run.stage;
    if (command.is('git', 'clone') && isUnpinned(command)) open.push(call);
    else if (checksOut(command)) open = open.slice(0, -1);
  }
  return [...unpinned, ...open];
}

function isUnpinned(command: Command): boolean {
  if (command.flag('--revision')) return false;
  const branch = command.flag('-b', '--branch')?.value;
  return !branch || (branch.literal && BRANCH.test(branch.text));
}

/** `git checkout v1.2`, `git reset --hard 4f2c1d0`, `git switch --detach v1.2` */
function checksOut(command: Command): boolean {
  if (!command.is('git', 'checkout|reset|switch')) return false;
  return command.targets.some(({ text }) => text !== '.' && !BRANCH.test(text) && !/^(?:HEAD|@)/.test(text));
}

/** The directory that git takes by itself. */
function directoryOf(repository: string): string {
  return baseName(repository.replace(/\/+$/, '').replace(/^[^/]*:/, '')).replace(/\.git$/, '');
}

/** A directory, or a file. */
function isLocal(repository: string): boolean {
  return /^(?:file:|\/|\.{1,2}(?:\/|$))/.test(repository);
}
