import { defineRule } from 'azml-lint';
import { cacheOptions, keptCaches } from 'azml-lint/facts';

export default defineRule({
  id: 'zypper/cache-kept',
  aliases: { DL3036: 'differs' },
  presetOptions: { hadolint: { commands: ['zypper install', 'zypper in'], stages: 'all' } },
  title: 'The cache of zypper stays in the image',
  level: { inference: 'info', training: 'info', other: 'info' },
  options: cacheOptions,
  messages: {
    kept:
      '`{command}` leaves what it downloaded in this layer, and every node pulls it with the image. End this RUN with ' +
      '`&& zypper clean --all`.',
  },
  check({ file, options, report }) {
    for (const { left } of keptCaches(file, 'zypper', options))
      report({ at: left[0].head, message: 'kept', data: { command: left[0].head.text } });
  },
});
