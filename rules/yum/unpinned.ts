import { defineRule } from 'azml-lint';
import { unpinnedOptions, unpinnedPackages } from 'azml-lint/facts';

export default defineRule({
  id: 'yum/unpinned',
  aliases: { DL3033: 'differs' },
  presetOptions: { hadolint: { commands: ['yum install', 'yum module install'] } },
  title: 'yum packages have no version',
  level: { inference: 'off', training: 'off', other: 'off' },
  options: unpinnedOptions,
  messages: {
    unpinned:
      'No version is given for {packages}: the next build of this image may install another one. ' +
      'Write {pins} (`yum --showduplicates list {first}` lists the versions).',
  },
  check({ file, options, report }) {
    for (const found of unpinnedPackages(file, 'yum', options)) report({ ...found, message: 'unpinned' });
  },
});
