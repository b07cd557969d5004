import { addChown, defineRule } from 'azml-lint';

export default defineRule({
  id: 'user/copy-not-owned',
  title: 'What is copied does not belong to the user in force',
  level: { inference: 'off', training: 'off', other: 'off' },
  fix: 'unsafe',
  messages: {
    foreign:
      '`{copy}` leaves to root what it copies, although `{user}` is the user here: the server can read it but not ' +
      'change it. Write `{copy} --chown={user}`.',
  },
  check({ file, report }) {
    for (const copy of file.copies) {
      const { name: user, root } = copy.before.user;
      if (!copy.stage.shipped || copy.onbuild || root !== false || user === undefined) continue;
      const { flags, keyword } = copy.instruction;
      if (flags.some(({ name }) => name === 'chown')) continue;
      const fix = { title: `Copy it as \`${user}\``, edits: [addChown(copy, user)] };
      report({ at: keyword, message: 'foreign', data: { copy: keyword.text, user }, fix });
    }
  },
});
