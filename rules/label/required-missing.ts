import { defineRule, type Stage } from 'azml-lint';
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
          'builds on it or copies from it.',
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
      for (const stage of stages === 'all' ? file.stages : file.stages.slice(-1)) {
        if (stage.atEnd.label(name) || (stages === 'all' && isExcused(stage, name))) continue;
        report({ at: stage.from.image ?? stage.from.keyword, message: 'missing', data });
      }
    }
  },
});

/** What becomes of the stage is in an image that has the label. */
function isExcused(stage: Stage, name: string): boolean {
  return stage.file.stages.some(
    (other) =>
      other.atEnd.label(name) !== undefined &&
      (other.parent === stage ||
        other.copies.some(({ from }) => from?.kind === 'stage' && from.stage === stage)),
  );
}
