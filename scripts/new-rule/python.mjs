// The template of a new rule about entry scripts.

export function rule(id) {
  return `import { defineRule } from 'azml-lint';

export default defineRule({
  id: '${id}',
  title: 'What is wrong, in one line without a full stop',
  level: { inference: 'warning', training: 'off', other: 'warning' },
  kinds: ['python'],
  messages: {
    found: '\`{module}\` is the name of no module. Write \`json\`.',
  },
  check({ file, report }) {
    for (const { module, moduleAt } of file.module?.imports ?? [])
      if (module === 'no_such_module') report({ at: moduleAt, message: 'found', data: { module } });
  },
});
`;
}

const DOCKERFILE = `\`\`\`dockerfile Dockerfile
FROM mcr.microsoft.com/azureml/minimal-py312-inference:latest
COPY app /var/azureml-app
ENV AZUREML_ENTRY_SCRIPT=score.py
\`\`\``;

export function page(id) {
  return `# ${id}

What happens, and why it matters: two or three sentences for somebody who meets the rule for the first time.

## Bad

${DOCKERFILE}

\`\`\`python app/score.py
import no_such_module
#      ^^^^^^^^^^^^^^


def init():
    pass


def run(data):
    return data
\`\`\`

## Good

${DOCKERFILE}

\`\`\`python app/score.py
import json


def init():
    pass


def run(data):
    return data
\`\`\`

## References

- [The document that says so](https://learn.microsoft.com/azure/machine-learning/)
`;
}
