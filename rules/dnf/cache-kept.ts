import { defineRule } from 'azml-lint';
import { cacheOptions, keptCaches } from 'azml-lint/facts';

/** The subcommands that DL3040 examines. */
const EXAMINED = 'install in upgrade up upgrade-minimal up-min reinstall rei'.split(' ');

export default defineRule({
  id: 'dnf/cache-kept',
  aliases: { DL3040: 'differs' },
  presetOptions: {
    hadolint: {
      commands: EXAMINED.flatMap((subcommand) => [`dnf ${subcommand}`, `microdnf ${subcommand}`]),
      stages: 'all',
    },
  },
  title: 'The cache of dnf stays in the image',
  level: { inference: 'info', training: 'info', other: 'info' },
  options: cacheOptions,
  messages: {
    kept:
      '`{command}` leaves what it downloaded in this layer, and every node pulls it with the image. End this RUN with ' +
      '`&& {program} clean all`.',
  },
  check({ file, options, report }) {
    for (const { left } of keptCaches(file, 'dnf', options)) {
      const [{ head, program }] = left;
      report({ at: head, message: 'kept', data: { command: head.text, program } });
    }
  },
});
