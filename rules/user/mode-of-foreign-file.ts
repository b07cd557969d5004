import { defineRule, foreignFiles, ownCopy, positionAt, userOf } from 'azml-lint';

export default defineRule({
  id: 'user/mode-of-foreign-file',
  title: 'The mode of a file that belongs to root is to be changed',
  level: { inference: 'warning', training: 'off', other: 'off' },
  fix: 'unsafe',
  messages: {
    foreign:
      '`{command}` runs as `{user}`, but `{path}` belongs to root, as `{copy}` in line {line} says nothing else: the ' +
      'build stops with "Operation not permitted". Write `{copy} --chown={user}` there.',
    copied: 'copied here, and left to root',
  },
  check({ file, report }) {
    for (const { run, command, word, copy } of foreignFiles(file)) {
      const user = userOf(run, command).name;
      if (user === undefined) continue;
      const { keyword } = copy.instruction;
      const data = { command: command.name, user, path: word.text, copy: keyword.text };
      report({
        at: word,
        message: 'foreign',
        data: { ...data, line: positionAt(file.source, copy.start).line },
        related: [{ at: keyword, message: 'copied' }],
        fix: { title: `Copy it as \`${user}\``, edits: [ownCopy(copy, user)] },
      });
    }
  },
});
