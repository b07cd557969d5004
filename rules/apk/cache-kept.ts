import { type Command, defineRule, insertWordAfter, type ProposedFix, type RunStep } from 'azml-lint';
import { cacheOptions, keptCaches, packageAction, packageCommands } from 'azml-lint/facts';

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
    update:
      '`{command}` leaves the index of packages in this layer, and every node pulls it with the image. Take it out: ' +
      '`apk add --no-cache` fetches the index itself, and keeps it nowhere.',
  },
  check({ file, options, report }) {
    for (const { run, left } of keptCaches(file, 'apk', options)) {
      for (const command of left) {
        const { head } = command;
        const message = packageAction(command) === 'refresh' ? 'update' : 'kept';
        const fix = message === 'kept' ? withoutCache(run, command) : undefined;
        report({ at: head, message, data: { command: head.text }, fix });
      }
    }
  },
});

/** What is installed later may need the index that `--update` brings. */
function withoutCache(run: RunStep, command: Command): ProposedFix {
  const isNeeded =
    command.flag('-U', '--update', '--update-cache') !== undefined &&
    packageCommands(run.stage.file, 'apk', 'install').some(
      (later) => later.command.start > command.start && !later.command.flag('--no-cache'),
    );
  return {
    title: 'Add `--no-cache`',
    edits: [insertWordAfter(run, command, command.operands[0]!, '--no-cache')],
    safety: isNeeded ? 'unsafe' : 'safe',
  };
}
