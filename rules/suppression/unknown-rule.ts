import { defineRule, nearest } from 'azml-lint';

export default defineRule({
  id: 'suppression/unknown-rule',
  title: 'A suppression names a rule that does not exist',
  level: { inference: 'warning', training: 'warning', other: 'warning' },
  about: 'suppressions',
  fix: 'unsafe',
  messages: {
    unknown: 'There is no rule `{name}`, so this suppresses nothing.',
    misspelt: 'There is no rule `{name}`, so this suppresses nothing. Did you mean `{meant}`?',
  },
  check({ file, report }) {
    for (const { dialect, names } of file.suppressions) {
      if (dialect !== 'azml-lint') continue;
      for (const name of names.filter(({ rules }) => rules.length === 0)) {
        const meant = nearest(name.text, file.ruleNames);
        if (meant === undefined) report({ at: name, message: 'unknown', data: { name: name.text } });
        else {
          const fix = {
            title: `Write \`${meant}\``,
            edits: [{ start: name.start, end: name.end, text: meant }],
          };
          report({ at: name, message: 'misspelt', data: { name: name.text, meant }, fix });
        }
      }
    }
  },
});
