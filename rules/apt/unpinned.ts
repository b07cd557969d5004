import { defineRule } from 'azml-lint';
import { unpinnedOptions, unpinnedPackages } from 'azml-lint/facts';

export default defineRule({
  id: 'apt/unpinned',
  aliases: { DL3008: 'differs' },
  presetOptions: { hadolint: { commands: ['apt-get install'] } },
  title: 'apt packages have no version',
  level: { inference: 'off', training: 'off', other: 'off' },
  options: unpinnedOptions,
  messages: {
    unpinned:
      'No version is given for {packages}: the next build of this image may install another one. ' +
      'Write {pins} (`apt-cache madison {first}` lists the versions).',
  },
  check({ file, options, report }) {
    for (const found of unpinnedPackages(file, 'apt', options)) report({ ...found, message: 'unpinned' });
  },
});
