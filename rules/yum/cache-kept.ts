import { defineRule } from 'azml-lint';
import { cacheOptions, keptCaches } from 'azml-lint/facts';

export default defineRule({
  id: 'yum/cache-kept',
  aliases: { DL3032: 'differs' },
  presetOptions: { hadolint: { commands: ['yum install'], stages: 'all' } },
  title: 'The cache of yum stays in the image',
  level: { inference: 'info', training: 'info', other: 'info' },
  options: cacheOptions,
  messages: {
    kept:
      '`{command}` leaves what it downloaded in this layer, and every node pulls it with the image. End this RUN with ' +
      '`&& yum clean all && rm -rf /var/cache/yum`.',
  },
  check({ file, options, report }) {
    for (const { left } of keptCaches(file, 'yum', options))
      report({ at: left[0].head, message: 'kept', data: { command: left[0].head.text } });
  },
});
