import { defineRule } from 'azml-lint';
import { type LabelSchema, labelSchemaOption, labelSettings } from 'azml-lint/facts';

export default defineRule({
  id: 'label/not-in-schema',
  aliases: { DL3050: 'differs' },
  title: 'A label is not in the schema',
  level: { inference: 'info', training: 'info', other: 'info' },
  options: {
    defaults: { schema: {} as LabelSchema, strict: false },
    schema: {
      schema: labelSchemaOption,
      strict: { type: 'boolean', description: 'Only labels of the schema are allowed.' },
    },
  },
  messages: {
    unknown:
      '`{name}` is not in the schema of labels, which allows no other. Remove it; the schema has {allowed}.',
  },
  check({ file, options: { schema, strict }, report }) {
    if (!strict) return;
    const names = Object.keys(schema).map((name) => `\`${name}\``);
    const allowed = names.length === 0 ? 'no label' : names.join(', ');
    for (const { name, pair } of labelSettings(file))
      if (!Object.hasOwn(schema, name))
        report({ at: pair.name, message: 'unknown', data: { name, allowed } });
  },
});
