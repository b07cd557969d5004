import { type AppliedSuppression, type Dialect, defineRule, type SuppressionScope } from 'azml-lint';

const KEYWORDS: Readonly<Record<SuppressionScope, string>> = {
  next: 'ignore',
  stage: 'ignore-stage',
  file: 'ignore-file',
};
const OWNERS: Readonly<Record<Exclude<Dialect, 'azml-lint'>, string>> = {
  hadolint: 'hadolint',
  check: 'BuildKit',
};

export default defineRule({
  id: 'suppression/foreign',
  title: 'A suppression is written for another linter',
  level: { inference: 'off', training: 'off', other: 'off' },
  about: 'suppressions',
  fix: 'unsafe',
  messages: {
    foreign:
      'This suppression is written for {owner}. In the words of azml-lint it can say why, and until when: ' +
      '`{own}`.',
  },
  check({ suppressions, report }) {
    for (const suppression of suppressions) {
      const { dialect, directive, span } = suppression;
      if (dialect === 'azml-lint') continue;
      const text = ownWords(suppression);
      // A comment ends the directives, so a directive may become a comment only if no other directive follows.
      const fix =
        text !== undefined && directive !== 'earlier'
          ? { title: `Write \`${text}\``, edits: [{ start: span.start, end: span.end, text }] }
          : undefined;
      report({
        at: span,
        message: 'foreign',
        data: { owner: OWNERS[dialect], own: text ?? `# azml-lint ${KEYWORDS[suppression.scope]}=…` },
        fix,
      });
    }
  },
});

/** The same suppression in our dialect; `undefined` if a name has no rule here, or means all rules. */
function ownWords({ scope, names }: AppliedSuppression): string | undefined {
  if (names.some(({ rules, text }) => rules.length === 0 || text === 'all')) return undefined;
  const ids = [...new Set(names.flatMap(({ rules }) => rules))];
  return `# azml-lint ${KEYWORDS[scope]}=${ids.join(',')}`;
}
