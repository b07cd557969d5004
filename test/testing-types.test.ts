/**
 * What the compiler knows of a rule. The lines marked with `@ts-expect-error` fail the type check, not the test, when
 * they are right.
 */
import { defineRule, type RuleContext } from 'azml-lint';
import { casesOf, lintWith, testRule } from 'azml-lint/testing';
import { expect, test } from 'vitest';

const rule = defineRule({
  id: 'acme/typed',
  title: 'A rule of types',
  level: { inference: 'error', training: 'warning', other: 'off' },
  messages: { plain: 'Nothing to fill in.', filled: '`{name}` of `{stage}`.' },
  options: {
    defaults: { allow: ['a'] as readonly string[], most: 3 },
    schema: { allow: { description: 'What may be.' }, most: { description: 'How many.' } },
    required: ['most'],
  },
  check({ file, options, report }) {
    const at = file.stages[0]!;
    options.allow.includes('a');
    options.most.toFixed();
    report({ at, message: 'plain' });
    report({ at, message: 'filled', data: { name: 'a', stage: 1 } });
    report({ at, message: 'plain', related: [{ at, message: 'filled', data: { name: 'a', stage: 'b' } }] });
  },
});

/** Reports that a rule must not make. */
function wrong({ file, options, report }: RuleContext<typeof rule.messages, { readonly most: number }>) {
  const at = file.stages[0]!;
  // @ts-expect-error there is no such message
  report({ at, message: 'none' });
  // @ts-expect-error the placeholders have no values
  report({ at, message: 'filled' });
  // @ts-expect-error one placeholder has no value
  report({ at, message: 'filled', data: { name: 'a' } });
  // @ts-expect-error there is no such placeholder
  report({ at, message: 'filled', data: { name: 'a', stage: 'b', other: 'c' } });
  // @ts-expect-error the message takes no data
  report({ at, message: 'plain', data: { name: 'a' } });
  // @ts-expect-error the label of a related place is one of the messages
  report({ at, message: 'plain', related: [{ at, message: 'none' }] });
  // @ts-expect-error a report needs a place or a span
  report({ at: { file: file.source }, message: 'plain' });
  // @ts-expect-error only rules about suppressions know the effect of comments
  defineRule({ ...rule, check: ({ suppressions }) => suppressions });
  // @ts-expect-error it is not part of the file either
  file.suppressions;
  // @ts-expect-error there is no such option
  options.least;
  // @ts-expect-error each option has a schema
  defineRule({ ...rule, options: { defaults: { a: 1, b: 2 }, schema: { a: {} } } });
  // @ts-expect-error what is required is an option
  defineRule({ ...rule, options: { defaults: { a: 1 }, schema: { a: {} }, required: ['b'] } });
  // @ts-expect-error an option of a case has the type of its default
  testRule(rule, { valid: [{ text: '', options: { most: 'many' } }], invalid: [] });
  // @ts-expect-error there is no such key
  testRule(rule, { valid: [{ text: '', fixed: '' }], invalid: [] });
  // @ts-expect-error there is no such option
  lintWith(rule, '', { options: { least: 1 } });
  // @ts-expect-error `off` is no severity of a finding
  testRule(rule, { valid: [], invalid: [{ text: '', severity: 'off' }] });
}

test('the compiler refuses what a rule may not say', () => {
  // It says so at each line of the function, which is not to be called.
  expect(wrong).toBeTypeOf('function');
});

test('rules of several types stand in one list, and are tested in one loop', () => {
  const other = defineRule({
    ...rule,
    id: 'acme/other',
    options: { defaults: { deep: true }, schema: { deep: {} } },
    check() {},
  });
  const registered: string[] = [];
  for (const one of [rule, other]) {
    testRule(one, casesOf(''), { describe: (name) => registered.push(name), it: () => undefined });
  }
  expect(registered).toEqual(['acme/typed', 'acme/other']);
});
