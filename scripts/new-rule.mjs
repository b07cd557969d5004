// Creates a rule that works, and its page: `npm run new-rule group/name`. It finds something that does not exist; what it
// should find instead, and why, is up to you. CONTRIBUTING.md continues from there.
//
// scripts/new-rule/ has a template for each kind of file: `npm run new-rule -- group/name --kind azureml-yaml`.
import { existsSync, readdirSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { generate } from './generate.mjs';
import { root } from './run.mjs';

const kinds = readdirSync(join(root, 'scripts/new-rule'))
  .map((name) => name.slice(0, -'.mjs'.length))
  .sort();
const usage = `usage: npm run new-rule -- group/name [--kind ${kinds.join(' | ')}]`;

const { id, kind, problem } = given();
if (problem !== undefined) {
  console.error(problem);
  process.exitCode = 2;
} else {
  await make(id, kind);
}

/** What to create, or why nothing can be created. */
function given() {
  try {
    const options = { kind: { type: 'string', default: 'dockerfile' } };
    const { values, positionals } = parseArgs({ options, allowPositionals: true });
    const [id, ...others] = positionals;
    if (id === undefined || others.length > 0 || !kinds.includes(values.kind)) return { problem: usage };
    return { id, kind: values.kind, problem: problemWith(id) };
  } catch {
    return { problem: usage };
  }
}

function problemWith(id) {
  if (!/^[a-z][a-z0-9-]*\/[a-z][a-z0-9-]*$/.test(id))
    return `\`${id}\` is no id of a rule. Write \`group/name\` in lower-case letters, digits and hyphens, such as \`apt/lists-kept\`.`;
  const taken = [`rules/${id}.ts`, `rules/${id}.md`].find((path) => existsSync(join(root, path)));
  return taken && `${taken} exists already. Choose another name, or go on with that rule.`;
}

async function make(id, kind) {
  const { rule, page } = await import(`./new-rule/${kind}.mjs`);
  const groups = readdirSync(join(root, 'rules'), { withFileTypes: true })
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
