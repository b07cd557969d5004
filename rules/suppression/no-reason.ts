import { defineRule } from 'azml-lint';

export default defineRule({
  id: 'suppression/no-reason',
  title: 'A suppression does not say why',
  level: { inference: 'info', training: 'info', other: 'info' },
  about: 'suppressions',
  messages: {
    missing: 'Nothing says why {rules} is ignored. Add the reason: `-- why this is right here`.',
  },
  check({ suppressions, report }) {
    for (const { dialect, names, reason, span } of suppressions) {
      if (dialect !== 'azml-lint' || reason !== undefined) continue;
      const rules = names.map(({ text }) => `\`${text}\``).join(', ');
      report({ at: span, message: 'missing', data: { rules } });
    }
  },
});
