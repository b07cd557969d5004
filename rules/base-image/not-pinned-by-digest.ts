import { defineRule, imageUses, knownText } from 'azml-lint';

export default defineRule({
  id: 'base-image/not-pinned-by-digest',
  title: 'Base image is not pinned by its digest',
  level: { inference: 'off', training: 'off', other: 'off' },
  messages: {
    unpinned:
      '`{image}` is not pinned: a tag can be pushed again, and the same Dockerfile then builds on something that nobody ' +
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
    for (const { by, base, word } of imageUses(file)) {
      const { reference } = base;
      // What is not known may well be a digest.
      if (reference.digest || knownText(base.value) === undefined) continue;
      if (by !== 'FROM' && !options.copySources) continue;
      // A bare name after `--from=` is more often a build context than an image.
      if (by !== 'FROM' && !/[/:]/.test(reference.text.text)) continue;
      report({ at: word, message: 'unpinned', data: { image: reference.text.text } });
    }
  },
});
