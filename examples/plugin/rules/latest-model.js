// @ts-check
import { defineRule } from 'azml-lint';
import { isModelSource } from 'azml-lint/facts';

export default defineRule({
  id: 'acme/latest-model',
  title: 'A model is copied from whatever is newest',
  url: 'https://wiki.acme.com/images/latest-model',
  level: { inference: 'error', training: 'warning', other: 'warning' },
  messages: {
    untagged:
      '`{image}` has no tag, so that each build takes the newest model. Name the version: `{image}:7`.',
    latest: '`{image}:latest` is another model after each training. Name the version: `{image}:7`.',
  },
  check({ file, report }) {
    for (const copy of file.copies) {
      if (copy.from?.kind !== 'image' || !copy.sources.some(isModelSource)) continue;
      const { registry, tag, digest, familiar: image } = copy.from.base.reference;
      if (registry?.text !== 'models.acme.com' || digest) continue;
      if (!tag) report({ at: copy.from.word, message: 'untagged', data: { image } });
      else if (tag.text.text === 'latest') report({ at: tag.text, message: 'latest', data: { image } });
    }
  },
});
