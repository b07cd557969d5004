import {
  type Command,
  defineRule,
  type Edit,
  insertWordAfter,
  type ProposedFix,
  type RunStep,
} from 'azml-lint';
import {
  cacheOptions,
  classifyCommands,
  hasUnknownEffects,
  keptCaches,
  packageAction,
} from 'azml-lint/facts';

export default defineRule({
  id: 'apk/cache-kept',
  aliases: { DL3019: 'differs' },
  presetOptions: { hadolint: { commands: ['apk add'], stages: 'all' } },
  title: 'The package index of apk stays in the image',
  level: { inference: 'info', training: 'info', other: 'info' },
  fix: 'safe',
  options: cacheOptions,
  messages: {
    kept:
      '`{command}` leaves the index of packages in this layer, and every node pulls it with the image. ' +
      'Write `{command} --no-cache`.',
    withUpdate:
      '`{command}` and `apk update` leave the index of packages in this layer, and every node pulls it with the image. ' +
      'Write `{command} --no-cache`, which fetches the index itself, and take `apk update` out.',
    update:
      '`{command}` leaves the index of packages in this layer, and every node pulls it with the image. Take it out: ' +
      '`apk add --no-cache` fetches the index itself, and keeps it nowhere.',
  },
  check({ file, options, report }) {
    for (const { run, left } of keptCaches(file, 'apk', options)) {
      const users = left.filter((command) => !isUpdate(command));
      const { head } = users[0] ?? left[0];
      const message = users.length === left.length ? 'kept' : users.length > 0 ? 'withUpdate' : 'update';
      const fix = users.length > 0 ? withoutCache(run, left) : undefined;
      report({ at: head, message, data: { command: head.text }, fix });
    }
  },
});

/** Later commands may need the index that `apk update` or `--update` brings. */
function withoutCache(run: RunStep, left: readonly Command[]): ProposedFix | undefined {
  const edits = left.map((command) =>
    isUpdate(command)
      ? takenOut(run, command)
      : insertWordAfter(run, command, command.operands[0]!, '--no-cache'),
  );
  const updates = left.some(isUpdate);
  if (edits.includes(undefined) || (updates && run.commands.some(looksUp))) return undefined;
  const fetches = updates || left.some((command) => command.flag('-U', '--update', '--update-cache'));
  return {
    title: 'Add `--no-cache`',
    edits: edits.filter((edit) => edit !== undefined),
    safety: fetches && mayBeMissed(run) ? 'unsafe' : 'safe',
  };
}

/** Whether something may read the index later: an install, a search, a script of the author's. */
function mayBeMissed({ stage, instruction }: RunStep): boolean {
  return stage.file.runs
    .filter((later) => later.instruction.end >= instruction.end)
    .some((later) =>
      classifyCommands(later).some((one) => {
        const { command } = one;
        const isInstall = later.instruction !== instruction && packageAction(command, 'apk') === 'install';
        return looksUp(command) || hasUnknownEffects(one) || (isInstall && !command.flag('--no-cache'));
      }),
    );
}

/** `apk search`, `apk fetch`. */
function looksUp(command: Command): boolean {
  return /^(?:look|fetch)$/.test(packageAction(command, 'apk') ?? '') && !command.flag('--no-cache');
}

function isUpdate(command: Command): boolean {
  return packageAction(command) === 'refresh';
}

/** `apk update && apk add …` becomes `apk add …`; there is no edit for other scripts. */
function takenOut({ commands, instruction }: RunStep, update: Command): Edit | undefined {
  const next = commands[commands.indexOf(update) + 1];
  const isPlain = [update, next].every((one) => one?.context.inside.length === 0);
  if (!next || !isPlain || next.context.after !== '&&' || instruction.json) return undefined;
  const { pipeline, after, mayFail } = update.context;
  if (pipeline.length > 1 || update.redirections.length > 0 || after === '||' || mayFail) return undefined;
  return { start: update.start, end: next.start, text: '' };
}
