import { defineRule } from 'azml-lint';
import { catalogDate } from 'azml-lint/facts';

const OVER: ReadonlySet<string> = new Set(['deprecated', 'retired', 'superseded', 'stale']);

export default defineRule({
  id: 'base-image/latest-tag',
  aliases: { DL3007: 'differs' },
  title: 'Base image has the tag latest',
  level: { inference: 'off', training: 'info', other: 'warning' },
  kinds: ['dockerfile', 'azureml-yaml'],
  options: {
    defaults: { frozen: false },
    schema: {
      frozen: {
        type: 'boolean',
        description:
          'Whether images that get no more releases, and whose `latest` stays the same, are reported too.',
      },
    },
  },
  presetOptions: { hadolint: { frozen: true } },
  messages: {
    latest:
      '`latest` of `{image}` is another image after each release, so a build that worked may fail or behave differently ' +
      'without a change of yours. {cure}',
  },
  check({ file, options, report }) {
    for (const { role, base } of file.images) {
      if (role !== 'base') continue;
      const { tag, digest, familiar } = base.reference;
      if (tag?.text.text !== 'latest' || digest) continue;
      const { status, newestTag } = base.image ?? {};
      // These images get no more releases, so the tag is stable; base-image/deprecated reports them.
      if (!options.frozen && status !== undefined && OVER.has(status)) continue;
      const cure = newestTag
        ? `Pin \`${familiar}:${newestTag}\`, the newest known (as of ${catalogDate}).`
        : 'Name the version.';
      report({ at: tag.text, message: 'latest', data: { image: familiar, cure } });
    }
  },
});
