import { defineRule, type MalformedBecause } from 'azml-lint';

export default defineRule({
  id: 'suppression/malformed',
  title: 'A comment looks like a suppression but is none',
  level: { inference: 'warning', training: 'warning', other: 'warning' },
  about: 'suppressions',
  messages: {
    noRule: 'This suppresses nothing: no rule is named. Write `# azml-lint ignore=GROUP/RULE -- reason`.',
    noEquals:
      'This suppresses nothing: between `{words}` and the rules comes `=`. Write `{words}=GROUP/RULE -- reason`.',
    badKeyword:
      '`{words}` is no keyword of a suppression, so this suppresses nothing. Write `ignore`, `ignore-stage` or `ignore-file`.',
    badDate: '`{words}` is no day, so this suppresses nothing. Write `until=YYYY-MM-DD`.',
    badRest:
      '`{words}` is not understood, so this suppresses nothing. After the rules comes `until=YYYY-MM-DD`, then `-- reason`; several rules are separated by commas.',
  },
  check({ file, malformed, report }) {
    for (const { span, problem } of malformed) {
      const words = file.source.text.slice(span.start, span.end);
      if (problem === 'no-rule') report({ at: span, message: 'noRule' });
      else report({ at: span, message: MESSAGES[problem], data: { words } });
    }
  },
});

const MESSAGES = {
  'no-equals': 'noEquals',
  'bad-keyword': 'badKeyword',
  'bad-date': 'badDate',
  'bad-rest': 'badRest',
} as const satisfies {
  readonly [Problem in Exclude<MalformedBecause, 'no-rule'>]: string;
};
