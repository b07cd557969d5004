import { defineRule, insertWordAfter } from 'azml-lint';

/** A user ID with this many digits makes /var/log/faillog and /var/log/lastlog grow by as many records. */
const LARGE = /^0*[1-9]\d{5,}$/;

export default defineRule({
  id: 'user/large-uid-without-no-log-init',
  aliases: { DL3046: 'differs' },
  title: 'A large user id makes huge log files',
  level: { inference: 'warning', training: 'warning', other: 'warning' },
  fix: 'safe',
  messages: {
    large:
      '`useradd` writes a record for each id up to {number} into /var/log/lastlog and /var/log/faillog: sparse files that ' +
      'the layer stores, and a registry unpacks, in full. Add `--no-log-init`.',
  },
  check({ file, report }) {
    for (const { command, run } of file.commandsNamed('useradd')) {
      const id = command.flag('-u', '--uid');
      const number = id?.value?.text ?? '';
      if (!id || !LARGE.test(number) || command.flag('-l', '--no-log-init')) continue;
      const edit = insertWordAfter(run, command, command.nameWord!, '--no-log-init');
      report({
        at: id,
        message: 'large',
        data: { number },
        fix: { title: 'Add `--no-log-init`', edits: [edit] },
      });
    }
  },
});
