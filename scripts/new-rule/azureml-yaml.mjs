// The template of a new rule about Azure ML YAML.

export function rule(id) {
  return `import { defineRule } from 'azml-lint';
import { entryOf, textOf } from 'azml-lint/facts';

export default defineRule({
  id: '${id}',
  title: 'What is wrong, in one line without a full stop',
  level: { inference: 'warning', training: 'warning', other: 'warning' },
  kinds: ['azureml-yaml'],
  messages: {
    found: '\`{name}\` is the name of no environment. Write \`scoring\`.',
  },
  check({ file, report }) {
    for (const { mapping } of file.environments) {
      const node = entryOf(mapping, 'name')?.value;
      const name = textOf(node);
      if (node && name === 'no-such-name') report({ at: node, message: 'found', data: { name } });
    }
  },
});
`;
}

export function page(id) {
  return `# ${id}

What happens, and why it matters: two or three sentences for somebody who meets the rule for the first time.

## Bad

\`\`\`yaml
$schema: https://azuremlschemas.azureedge.net/latest/environment.schema.json
name: no-such-name
#     ^^^^^^^^^^^^
build:
  path: docker
\`\`\`

## Good

\`\`\`yaml
$schema: https://azuremlschemas.azureedge.net/latest/environment.schema.json
name: scoring
build:
  path: docker
\`\`\`

## References

- [The document that says so](https://learn.microsoft.com/azure/machine-learning/)
`;
}
