import { rules } from '../../rules/index.generated.ts';
import { kindNamed } from '../../src/kinds/index.ts';
import { aliasesOf } from '../../src/rule/aliases.ts';
import { kindsOf } from '../../src/rule/rule.ts';
import type { AnyRule } from '../../src/rule/settings.ts';

/** docs/rules.md: all rules in one table, so that a new rule adds one line, even if it is the first of its group. */
export default function ruleTable(): Record<string, string> {
  return { 'docs/rules.md': `${introduction}${rules.map(row).join('')}` };
}

const introduction = `# Rules

<!-- Made by \`npm run generate\` from the rules themselves. -->

The three levels are those of preset \`recommended\` for stages that are built on inference images of Azure Machine
Learning, on its training images, and on anything else. For rules of entry-script, model and server a training image
that serves a model (its CMD or ENTRYPOINT runs \`runsvdir\`, or ENV sets \`AZUREML_ENTRY_SCRIPT\` or \`AML_APP_ROOT\`) counts
as an inference image. A rule that is off there can be switched on by its id, and by the
presets \`strict\` and \`all\`. Names in the last column are those of other linters; they work wherever an id does.

A rule looks at Dockerfiles, unless it is marked: **YAML** is about [YAML files of Azure ML](command-line.md#azure-ml-yaml),
**+ YAML** about both.

| Rule | What it finds | Inference | Training | Other | Fix | Also known as |
| --- | --- | --- | --- | --- | --- | --- |
`;

function row(rule: AnyRule): string {
  const { id, title, level, fix } = rule;
  const { inference, training, other } = level;
  const cells = [
    `[${id}](../rules/${id}.md)`,
    title + markOf(kindsOf(rule)),
    inference,
    training,
    other,
    fix ?? '',
    aliasesOf(rule).join(', '),
  ];
  return `| ${cells.join(' | ')} |\n`.replaceAll('|  |', '| |');
}

/** The files that it examines, unless they are only Dockerfiles. */
function markOf(kinds: readonly string[]): string {
  const others = kinds.filter((id) => id !== 'dockerfile').map((id) => kindNamed(id).language.toUpperCase());
  if (others.length === 0) return '';
  return kinds.includes('dockerfile') ? ` **+ ${others.join(', ')}**` : ` **${others.join(', ')}**`;
}
