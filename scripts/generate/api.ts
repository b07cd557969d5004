import { readDoor, type Section, type Value } from '../api/door.ts';

/** The reference of all doors, generated from their doc comments. */
export default function pages(): Readonly<Record<string, string>> {
  return {
    'docs/api.md': page('azml-lint', INTRODUCTION, [...readDoor('src/index.ts'), ...readDoor('src/core.ts')]),
    'docs/api-facts.md': page('azml-lint/facts', FACTS, readDoor('src/facts.ts')),
    'docs/api-testing.md': page('azml-lint/testing', TESTING, readDoor('src/testing/index.ts')),
  };
}

const INTRODUCTION = `What rules are written with, and programs that lint. It is stable: it changes with major versions only. The deeper questions
are in [\`azml-lint/facts\`](api-facts.md), the tester of rules in [\`azml-lint/testing\`](api-testing.md); how a rule is made and
tested is told in [Write a rule](write-a-rule.md).`;

const FACTS = `The deeper questions that the built-in rules ask: about images, servers, packages, files and users. What is known of these
changes, and with it what is here: look for changes in each minor version. What is stable is in [\`azml-lint\`](api.md).`;

const TESTING = `What rules are tested with, in any runner that has \`describe\` and \`it\`: see [Test it](write-a-rule.md#test-it). What rules are
written with is in [\`azml-lint\`](api.md).`;

function page(name: string, introduction: string, sections: readonly Section[]): string {
  const parts = sections.map(
    ({ title, values, types }) =>
      `${title === '' ? '' : `## ${title}\n\n`}${[...values.map(entry), ...typesIn(types)].join('\n')}`,
  );
  return `<!-- generated from the doc comments -->\n# ${name}\n\n${introduction}\n\n${parts.join('\n')}`;
}

function entry({ name, signature, text, params, returns, throws, examples }: Value): string {
  const notes = [
    ...params.map((param) => `- \`${param.name}\`: ${param.text}`),
    ...(returns ? [`- gives ${returns}`] : []),
    ...(throws ? [`- throws ${throws}`] : []),
  ];
  return [
    `### \`${name}\``,
    fenced(signature),
    text,
    ...(notes.length > 0 ? [notes.join('\n')] : []),
    ...examples.map(fenced),
    '',
  ]
    .join('\n\n')
    .replace(/\n+$/, '\n');
}

function typesIn(types: Section['types']): readonly string[] {
  if (types.length === 0) return [];
  return [`### Types\n\n${fenced(types.map(({ signature }) => signature).join('\n\n'))}\n`];
}

function fenced(code: string): string {
  return `\`\`\`ts\n${code}\n\`\`\``;
}
