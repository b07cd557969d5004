import { defineRule } from 'azml-lint';
import { unpinnedOptions, unpinnedPackages } from 'azml-lint/facts';

export default defineRule({
  id: 'gem/unpinned',
  aliases: { DL3028: 'differs' },
  presetOptions: { hadolint: { commands: ['gem install', 'gem i'], openPins: true } },
  title: 'Gems have no version',
  level: { inference: 'info', training: 'info', other: 'info' },
  options: unpinnedOptions,
  messages: {
    unpinned:
      'No version is given for {packages}: the next build of this image may install another one. ' +
      'Write {pins} (`gem list --remote --all {first}` lists the versions).',
  },
  check({ file, options, report }) {
    for (const found of unpinnedPackages(file, 'gem', options)) report({ ...found, message: 'unpinned' });
  },
});
