import { defineRule, type Stage } from 'azml-lint';

export default defineRule({
  id: 'dockerfile/unused-stage',
  title: 'A stage is not used',
  level: { inference: 'warning', training: 'warning', other: 'warning' },
  about: 'unused-stages',
  messages: {
    unused:
      'Nothing uses this stage: the image is made of the last one, on `{last}`, which neither builds on it nor copies from it. Remove the ' +
      'stage, or give it a name and use it: `FROM {image} AS base` and then `FROM base` or `COPY --from=base …`.',
    replaced:
      'Nothing uses this stage, so that the image of Azure ML is thrown away: the image is made of the last stage, on `{last}`, which neither ' +
      'builds on it nor copies from it. Remove the other FROM, or copy what is needed of it: `COPY --from={name} …`.',
    last: 'The image is made of this stage',
  },
  check({ file, report }) {
    const { finalStage } = file;
    for (const place of finalStage ? file.unused : []) {
      const stage = file.stageAt(place.start);
      if (!stage?.from.image || !finalStage?.from.image) continue;
      const { image, keyword } = stage.from;
      const last = finalStage.from.image.text;
      const related = [{ at: finalStage.from.image, message: 'last' }] as const;
      const at = { start: keyword.start, end: image.end };
      if (isOfAzureML(stage) && !isOfAzureML(finalStage))
        report({ at, message: 'replaced', data: { last, name: stage.name ?? stage.index }, related });
      else report({ at, message: 'unused', data: { last, image: image.text }, related });
    }
  },
});

function isOfAzureML({ root: { base } }: Stage): boolean {
  return base.kind === 'image' && base.family !== 'other';
}
