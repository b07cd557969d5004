import { globSync } from 'tinyglobby';

/** The list of built-in rules, generated from the folder, so that no rule must be registered by hand. */
export default function ruleIndex(): Record<string, string> {
  const ids = globSync('rules/*/*.ts')
    .map((path) => path.slice('rules/'.length, -'.ts'.length))
    .sort();
  const lines = [
    '// Made by `npm run generate` from the files of this folder.',
    "import type { AnyRule } from 'azml-lint';",
    ...ids.map((id) => `import ${variable(id)} from './${id}.ts';`),
    '',
    '/** Every built-in rule, in order of id. */',
    'export const rules: readonly AnyRule[] = [',
    ...ids.map((id) => `  ${variable(id)},`),
    '];',
    '',
  ];
  return { 'rules/index.generated.ts': lines.join('\n') };
}

/** `apt/lists-kept` → `aptListsKept`. */
function variable(id: string): string {
  return id.replace(/[/-]+(\w)/g, (_, letter: string) => letter.toUpperCase());
}
