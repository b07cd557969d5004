// The template of a new rule about Dockerfiles.

export function rule(id) {
  return `import { defineRule } from 'azml-lint';

export default defineRule({
  id: '${id}',
  title: 'What is wrong, in one line without a full stop',
  level: { inference: 'warning', training: 'warning', other: 'warning' },
  messages: {
    found: '\`{command}\` does not exist, so the build stops. Write \`true\`.',
  },
  check({ file, report }) {
    for (const { command } of file.commandsNamed('no-such-program'))
      report({ at: command.head, message: 'found', data: { command: command.head.text } });
  },
});
`;
}

export function page(id) {
  return `# ${id}

What happens, and why it matters on Azure ML: two or three sentences for somebody who meets the rule for the first time.

## Bad

\`\`\`dockerfile
FROM mcr.microsoft.com/azureml/minimal-py312-inference:latest
RUN no-such-program
#   ^^^^^^^^^^^^^^^
\`\`\`

## Good

\`\`\`dockerfile
FROM mcr.microsoft.com/azureml/minimal-py312-inference:latest
RUN true
\`\`\`

## References

- [The document that says so](https://learn.microsoft.com/azure/machine-learning/)
`;
}
