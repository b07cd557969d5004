import { defineRule } from 'azml-lint';
import { isShellcheckName, nearestRuleName, peerWith } from 'azml-lint/facts';

export default defineRule({
  id: 'suppression/unknown-rule',
  title: 'A suppression names a rule that does not exist',
  level: { inference: 'warning', training: 'warning', other: 'warning' },
  about: 'suppressions',
  fix: 'unsafe',
  messages: {
    foreign: "No rule here does what {peer}'s `{name}` does, so this suppresses nothing. Remove it.",
    unknown:
      'There is no rule `{name}`, so this suppresses nothing. Load the plugin that has it, or remove this.',
    misspelled: 'There is no rule `{name}`, so this suppresses nothing. Did you mean `{meant}`?',
  },
  check({ suppressions, names: known, report }) {
    for (const { dialect, names } of suppressions) {
      if (dialect !== 'azml-lint') continue;
      // ShellCheck's are there for the runs in which it is asked for.
      for (const name of names.filter(({ rules, text }) => rules.length === 0 && !isShellcheckName(text))) {
        const meant = nearestRuleName(name.text, known.all);
        const peer = peerWith(name.text);
        if (meant === undefined && peer !== undefined)
          report({ at: name, message: 'foreign', data: { name: name.text, peer } });
        else if (meant === undefined) report({ at: name, message: 'unknown', data: { name: name.text } });
        else {
          const fix = {
            title: `Write \`${meant}\``,
            edits: [{ start: name.start, end: name.end, text: meant }],
          };
          report({ at: name, message: 'misspelled', data: { name: name.text, meant }, fix });
        }
      }
    }
  },
});
