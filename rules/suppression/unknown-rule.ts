import { defineRule } from 'azml-lint';
import { nearestRuleName, peerWith } from 'azml-lint/facts';

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
      for (const name of names.filter(({ rules }) => rules.length === 0)) {
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
