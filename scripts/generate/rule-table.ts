import { rules } from '../../rules/index.generated.ts';
import { groupOf } from '../../src/rule/names.ts';
import type { AnyRule } from '../../src/rule/settings.ts';

/** docs/rules.md: every rule in one table a group. */
export default function ruleTable(): Record<string, string> {
  const groups = [...new Set(rules.map(({ id }) => groupOf(id)))];
  const sections = groups.map((group) =>
    section(
      group,
      rules.filter(({ id }) => groupOf(id) === group),
    ),
  );
  return { 'docs/rules.md': `${introduction}\n${sections.join('\n')}` };
}

const introduction = `# Rules

<!-- Made by \`npm run generate\` from the rules themselves. -->

The three levels are those of preset \`recommended\` for stages that are built on inference images of Azure Machine
Learning, on its training images, and on anything else. For rules of entry-script, model and server a training image
that serves a model (its CMD or ENTRYPOINT runs \`runsvdir\`, or ENV sets \`AZUREML_ENTRY_SCRIPT\` or \`AML_APP_ROOT\`) counts
as an inference image. A rule that is off there can be switched on by its id, and by the
presets \`strict\` and \`all\`. Names in the last column are those of other linters; they work wherever an id does.
`;

function section(group: string, members: readonly AnyRule[]): string {
  const rows = members.map(({ id, title, level, fix = '', aliases = [] }) =>
    [
      `[${id}](../rules/${id}.md)`,
      title,
      level.inference,
      level.training,
      level.other,
      fix,
      aliases.join(', '),
    ].join(' | '),
  );
  return `## ${group}

| Rule | What it finds | Inference | Training | Other | Fix | Also known as |
| --- | --- | --- | --- | --- | --- | --- |
${rows.map((row) => `| ${row} |`.replaceAll('|  |', '| |')).join('\n')}
`;
}
