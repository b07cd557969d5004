import { defineRule } from 'azml-lint';
import { catalogDate, faultyImages } from 'azml-lint/facts';

export default defineRule({
  id: 'base-image/stale-tag',
  title: 'Tag of the base image is older than six months',
  level: { inference: 'warning', training: 'off', other: 'off' },
  kinds: ['dockerfile', 'azureml-yaml'],
  tellsOfImages: 'stale-tag',
  messages: {
    stale:
      '`{tag}` of `{image}` is of {day}, more than six months before {than}: Azure ML no longer supports it, and its ' +
      'security fixes are missing. Use `{newer}`.',
  },
  check({ file, report }) {
    for (const { base, stale, image } of faultyImages(file, 'stale-tag')) {
      const { tag, familiar } = base.reference;
      if (!tag || !stale) continue;
      const { day, newer } = stale;
      const than =
        stale.than === 'now' ? file.now : `the newest known, \`${image?.newestTag}\` (as of ${catalogDate})`;
      report({
        at: tag.text,
        message: 'stale',
        data: { tag: tag.text.text, image: familiar, day, newer, than },
      });
    }
  },
});
