// Creates a rule that works, and its page: `npm run new-rule group/name`. It finds a program that does not exist; what
// it should find instead, and why, is up to you. CONTRIBUTING.md continues from there.
import { existsSync } from 'node:fs';
import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { generate } from './generate.mjs';
import { root } from './run.mjs';

const [id, ...others] = process.argv.slice(2);
const problem = await problemWith(id, others);
if (problem !== undefined) {
  console.error(problem);
  process.exitCode = 2;
} else {
  await make(id);
}

/** Why no rule can be created from the arguments. */
async function problemWith(id, others) {
  if (id === undefined || others.length > 0) return 'usage: npm run new-rule group/name';
  if (!/^[a-z][a-z0-9-]*\/[a-z][a-z0-9-]*$/.test(id))
    return `\`${id}\` is no id of a rule. Write \`group/name\` in lower-case letters, digits and hyphens, such as \`apt/lists-kept\`.`;
  for (const path of [`rules/${id}.ts`, `rules/${id}.md`])
    if (existsSync(join(root, path)))
      return `${path} exists already. Choose another name, or go on with that rule.`;
  return undefined;
}

async function make(id) {
  const groups = (await readdir(join(root, 'rules'), { withFileTypes: true }))
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name);
  const group = dirname(id);
  if (!groups.includes(group))
    console.log(`\`${group}\` is a new group. There are already ${groups.sort().join(', ')}.\n`);
  await mkdir(join(root, 'rules', group), { recursive: true });
  await writeFile(join(root, `rules/${id}.ts`), rule(id));
  await writeFile(join(root, `rules/${id}.md`), page(id));
  await generate();
  console.log(nextSteps(id));
}

function rule(id) {
  return `import { defineRule } from 'azml-lint';

export default defineRule({
  id: '${id}',
  title: 'What is wrong, in one line without a full stop',
  level: { inference: 'warning', training: 'warning', other: 'warning' },
  messages: {
    found: '\`{command}\` does not exist, so the build stops. Write \`true\`.',
  },
  check({ file, report }) {
    for (const run of file.runs)
      for (const command of run.commands)
        if (command.is('no-such-program'))
          report({ at: command.head, message: 'found', data: { command: command.head.text } });
  },
});
`;
}

function page(id) {
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

function nextSteps(id) {
  return `
Made a rule that works:

  rules/${id}.ts   what it finds, and the words that say so
  rules/${id}.md   why; the Dockerfiles on the page are the tests

Change both, and meanwhile run

  npm run test:rule ${id}
  npm run try -- --select ${id} Dockerfile

CONTRIBUTING.md says what a rule can ask, how a fix is added, and where edge cases go.`;
}
