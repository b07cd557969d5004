import { defineRule } from 'azml-lint';
import { cacheOptions, keptCaches } from 'azml-lint/facts';

export default defineRule({
  id: 'yarn/cache-kept',
  aliases: { DL3060: 'differs' },
  presetOptions: { hadolint: { commands: ['yarn install'] } },
  title: 'The cache of yarn stays in the image',
  level: { inference: 'info', training: 'info', other: 'info' },
  options: cacheOptions,
  messages: {
    kept:
      '`{command}` leaves a second copy of every package in this layer, and every node pulls it with the image. End this ' +
      'RUN with `&& yarn cache clean`.',
  },
  check({ file, options, report }) {
    for (const { left } of keptCaches(file, 'yarn', options))
      report({ at: left[0].head, message: 'kept', data: { command: left[0].head.text } });
  },
});
