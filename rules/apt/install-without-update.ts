import { defineRule, positionAt } from 'azml-lint';
import { fetchAptListsEdit, installsWithoutLists, packageAction } from 'azml-lint/facts';

export default defineRule({
  id: 'apt/install-without-update',
  title: 'Packages are installed without package lists',
  level: { inference: 'warning', training: 'warning', other: 'warning' },
  fix: 'safe',
  messages: {
    missing:
      '`{command}` runs before any `apt-get update`: the base image has no package lists, or old ones, and the build ' +
      'stops with "Unable to locate package". Write `apt-get update && {command} … && rm -rf /var/lib/apt/lists/*`.',
    removed:
      '`{command}` finds no package lists, as line {line} removed them: for what is not installed yet, the build stops with ' +
      '"Unable to locate package". Write `apt-get update && {command} … && rm -rf /var/lib/apt/lists/*`, or install everything in one RUN.',
    upgradesNothing:
      '`{command}` upgrades nothing: it runs before any `apt-get update`, and the base image has no package lists, or old ' +
      'ones. Write `apt-get update && {command} … && rm -rf /var/lib/apt/lists/*`.',
    upgradesNoMore:
      '`{command}` upgrades nothing, as line {line} removed the package lists. Write `apt-get update && {command} … && rm -rf /var/lib/apt/lists/*`, or ' +
      'upgrade in the RUN that fetched them.',
    here: 'here the lists are removed',
  },
  check({ file, report }) {
    for (const { run, command, lists } of installsWithoutLists(file)) {
      const edits = fetchAptListsEdit(run, command);
      const fix = edits?.length ? { title: 'Fetch the lists in this RUN', edits } : undefined;
      const { head } = command;
      const upgrades = packageAction(command, 'apt') === 'upgrade';
      if (lists === 'missing') {
        const message = upgrades ? 'upgradesNothing' : 'missing';
        report({ at: head, message, data: { command: head.text }, fix });
      } else {
        const line = positionAt(file.source, lists.start).line;
        const related = [{ at: lists.head, message: 'here' as const }];
        const message = upgrades ? 'upgradesNoMore' : 'removed';
        report({ at: head, message, data: { command: head.text, line }, related, fix });
      }
    }
  },
});
