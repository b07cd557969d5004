import { defineRule } from 'azml-lint';
import { faultyImages, isAzureMachineLearning } from 'azml-lint/facts';

export default defineRule({
  id: 'base-image/untagged',
  aliases: { DL3006: 'differs' },
  title: 'Base image has neither tag nor digest',
  level: { inference: 'warning', training: 'warning', other: 'warning' },
  kinds: ['dockerfile', 'azureml-yaml'],
  tellsOfImages: 'untagged',
  messages: {
    azureml:
      "`{image}` has no tag, so each build takes that day's `latest`; Azure ML asks for a tag or digest. Write `{image}:{tag}`.",
    other:
      '`{image}` has no tag, so each build takes whatever `latest` is that day. Name the version: `{image}:…`.',
  },
  check({ file, report }) {
    for (const { base, image: known } of faultyImages(file, 'untagged')) {
      const at = base.reference.text;
      const image = base.reference.familiar;
      if (!isAzureMachineLearning(base.reference.name)) report({ at, message: 'other', data: { image } });
      else report({ at, message: 'azureml', data: { image, tag: known?.newestTag ?? 'latest' } });
    }
  },
});
