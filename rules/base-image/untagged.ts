import { type BaseImage, defineRule, isAzureMachineLearning } from 'azml-lint';

export default defineRule({
  id: 'base-image/untagged',
  aliases: ['DL3006'],
  title: 'Base image has neither tag nor digest',
  level: { inference: 'warning', training: 'warning', other: 'warning' },
  messages: {
    azureml:
      '`{image}` has no tag: Azure ML fails to register an environment on it. Add one, such as `:{tag}`.',
    other:
      '`{image}` has no tag, so each build takes whatever `latest` is that day. Name the version: `{image}:…`.',
  },
  check({ file, report }) {
    for (const { base } of file.stages) {
      if (base.kind !== 'image' || base.reference.tag || base.reference.digest) continue;
      const at = base.reference.text;
      const image = base.reference.familiar;
      if (isAzureMachineLearning(base.reference.name))
        report({ at, message: 'azureml', data: { image, tag: tagOf(base) } });
      else report({ at, message: 'other', data: { image } });
    }
  },
});

function tagOf({ image }: BaseImage): string {
  return image?.newestTag ?? 'latest';
}
