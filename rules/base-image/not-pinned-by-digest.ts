import { defineRule, knownText } from 'azml-lint';

export default defineRule({
  id: 'base-image/not-pinned-by-digest',
  title: 'Base image is not pinned by its digest',
  level: { inference: 'off', training: 'off', other: 'off' },
  kinds: ['dockerfile', 'azureml-yaml'],
  messages: {
    unpinned:
      '`{image}` is not pinned: a tag can be pushed again, and the same {file} then builds on something that nobody ' +
      'has looked at. Add the digest: `{image}@sha256:…`.',
  },
  options: {
    defaults: { copySources: false },
    schema: {
      copySources: {
        type: 'boolean',
        description: 'Whether `COPY --from=IMAGE` and `RUN --mount=from=IMAGE` are looked at too.',
      },
    },
  },
  check({ file, options, report }) {
    for (const { role, base, word } of file.images) {
      const { reference } = base;
      // An unknown part may be a digest.
      if (reference.digest || knownText(base.value) === undefined) continue;
      if (role !== 'base' && !options.copySources) continue;
      // A bare name after `--from=` is usually a build context, not an image.
      if (role !== 'base' && !/[/:]/.test(reference.text.text)) continue;
      report({
        at: word,
        message: 'unpinned',
        data: { file: file.kind === 'dockerfile' ? 'Dockerfile' : 'environment', image: reference.text.text },
      });
    }
  },
});
