import { type DockerfileModel, defineRule, type Stage } from 'azml-lint';
import { exampleOfLabel, type LabelSchema, labelSchemaOption } from 'azml-lint/facts';

export default defineRule({
  id: 'label/required-missing',
  aliases: { DL3049: 'differs' },
  title: 'The image lacks a label that the schema requires',
  level: { inference: 'warning', training: 'warning', other: 'warning' },
  options: {
    defaults: { schema: {} as LabelSchema, stages: 'final' as 'final' | 'all' },
    schema: {
      schema: labelSchemaOption,
      stages: {
        enum: ['final', 'all'],
        description:
          'Which stages must have the labels: the one that is built in the end, or each of them, unless one that has them ' +
          'builds on it, or another copies from it.',
      },
    },
  },
  presetOptions: { hadolint: { stages: 'all' } },
  messages: {
    missing:
      'The image has no label `{name}`, which the schema of labels requires. Add `LABEL {name}={example}`.',
  },
  check({ file, options: { schema, stages }, report }) {
    for (const [name, type] of Object.entries(schema)) {
      const data = { name, example: exampleOfLabel(type) };
      const excused = stages === 'all' ? excusedBy(file, name) : undefined;
      for (const stage of stages === 'all' ? file.stages : file.stages.slice(-1)) {
        if (stage.atEnd.label(name) || excused?.has(stage)) continue;
        report({ at: stage.from.image ?? stage.from.keyword, message: 'missing', data });
      }
    }
  },
});

/** The stages that are no image of their own: one with the label builds on them, or another copies from them. */
function excusedBy({ stages }: DockerfileModel, name: string): ReadonlySet<Stage> {
  return new Set(
    stages.flatMap(({ parent, copies, atEnd }) => [
      ...(parent && atEnd.label(name) ? [parent] : []),
      ...copies.flatMap(({ from }) => (from?.kind === 'stage' ? [from.stage] : [])),
    ]),
  );
}
