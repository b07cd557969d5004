import { defineRule, knownText } from 'azml-lint';
import { exampleOfLabel, type LabelSchema, labelSchemaOption, labelSettings } from 'azml-lint/facts';

export default defineRule({
  id: 'label/empty',
  aliases: { DL3051: 'differs' },
  title: 'A label has no value',
  level: { inference: 'warning', training: 'warning', other: 'warning' },
  options: {
    defaults: { schema: {} as LabelSchema, names: 'all' as 'all' | 'schema' },
    schema: {
      schema: labelSchemaOption,
      names: {
        enum: ['all', 'schema'],
        description: 'Which labels need a value: all, or those of the schema.',
      },
    },
  },
  presetOptions: { hadolint: { names: 'schema' } },
  messages: {
    empty:
      '`{name}` has no value, so it tells nobody anything. Give it one, `{name}={example}`, or remove it.',
  },
  check({ file, options: { schema, names }, report }) {
    for (const { name, value, pair } of labelSettings(file)) {
      const type = Object.hasOwn(schema, name) ? schema[name] : undefined;
      if (knownText(value) !== '' || (names === 'schema' && !type)) continue;
      report({ at: pair, message: 'empty', data: { name, example: exampleOfLabel(type ?? 'text') } });
    }
  },
});
