import { defineRule, knownText } from 'azml-lint';
import {
  expectedOfLabel,
  isOfLabelType,
  type LabelSchema,
  labelSchemaOption,
  labelSettings,
} from 'azml-lint/facts';

export default defineRule({
  id: 'label/invalid-value',
  aliases: {
    DL3052: 'differs',
    DL3053: 'differs',
    DL3054: 'differs',
    DL3055: 'differs',
    DL3056: 'differs',
    DL3058: 'differs',
  },
  title: 'The value of a label is not of the type that the schema says',
  level: { inference: 'warning', training: 'warning', other: 'warning' },
  options: { defaults: { schema: {} as LabelSchema }, schema: { schema: labelSchemaOption } },
  messages: {
    invalid: '`{value}` is no {expected}, which the schema of labels wants for `{name}`. Write one.',
  },
  check({ file, options: { schema }, report }) {
    for (const { name, value, pair } of labelSettings(file)) {
      const type = Object.hasOwn(schema, name) ? schema[name] : undefined;
      const text = knownText(value);
      // label/empty reports a label without a value.
      if (!type || !text || isOfLabelType(text, type)) continue;
      const data = { value: text, name, expected: expectedOfLabel(type) };
      report({ at: pair.value ?? pair, message: 'invalid', data });
    }
  },
});
