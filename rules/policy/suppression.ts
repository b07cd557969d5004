import {
  type AppliedName,
  defineRule,
  type KnownNames,
  normalizePolicyEntries,
  type PolicyWords,
  policyEntriesSchema,
} from 'azml-lint';

interface Entry extends PolicyWords {
  readonly rule: string;
}

interface Options {
  readonly rules: readonly (string | Entry)[];
}

export default defineRule({
  id: 'policy/suppression',
  aliases: { DL1001: 'differs' },
  title: 'A comment suppresses findings, which policy forbids',
  level: { inference: 'off', training: 'off', other: 'off' },
  strictLevel: 'off',
  about: 'suppressions',
  unsuppressible: true,
  messages: {
    forbidden:
      'Policy does not let a comment ignore `{rule}`. Fix what it finds, or have the exception written into the ' +
      'configuration.',
  },
  options: {
    defaults: { rules: ['*'] } as Options,
    schema: {
      rules: policyEntriesSchema('Rules that no comment may ignore.', 'rule', {
        type: 'string',
        minLength: 1,
        description: 'The id or alias of a rule, `group/*`, or `*` for all.',
      }),
    },
  },
  check({ suppressions, names: known, options, report }) {
    const entries = normalizePolicyEntries(options.rules, 'rule');
    for (const name of suppressions.flatMap(({ names }) => names)) {
      const entry = entries.find(({ rule }) => isAbout(rule, name, known));
      if (entry) report({ at: name, message: 'forbidden', data: { rule: name.text }, policy: entry });
    }
  },
});

function isAbout(rule: string, name: AppliedName, known: KnownNames): boolean {
  return rule === '*' || known.idsOf(rule).some((id) => name.rules.includes(id));
}
