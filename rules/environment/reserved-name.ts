import { defineRule } from 'azml-lint';
import { entryOf, textOf } from 'azml-lint/facts';

/** The prefixes of Microsoft's own environments. */
const RESERVED = /^(?:AzureML|Microsoft)/;

const LONGEST = 255;

export default defineRule({
  id: 'environment/reserved-name',
  title: 'Name of an environment is reserved or too long',
  level: { inference: 'error', training: 'error', other: 'error' },
  kinds: ['azureml-yaml'],
  messages: {
    reserved:
      'Names that begin with `{prefix}` are reserved for the environments of Azure ML, which does not register this one. Write another ' +
      'name, such as `my-{name}`.',
    long: 'The name has {count} characters, and Azure ML registers no environment with more than 255. Write a shorter one.',
  },
  check({ file, report }) {
    for (const { mapping, inline } of file.environments) {
      const node = entryOf(mapping, 'name')?.value;
      const name = textOf(node);
      // The name of an inline environment usually has no effect.
      if (!node || name === undefined || inline) continue;
      const prefix = RESERVED.exec(name)?.[0];
      if (prefix) report({ at: node, message: 'reserved', data: { prefix, name } });
      else if (name.length > LONGEST) report({ at: node, message: 'long', data: { count: name.length } });
    }
  },
});
