import { defineRule } from 'azml-lint';
import { unpinnedOptions, unpinnedPackages } from 'azml-lint/facts';

export default defineRule({
  id: 'npm/unpinned',
  aliases: { DL3016: 'differs' },
  presetOptions: { hadolint: { commands: ['npm install'], openPins: true } },
  title: 'npm packages have no version',
  level: { inference: 'info', training: 'info', other: 'info' },
  options: unpinnedOptions,
  messages: {
    unpinned:
      'No version is given for {packages}: the next build of this image may install another one. ' +
      'Write {pins} (`npm view {first} versions` lists the versions).',
  },
  check({ file, options, report }) {
    for (const found of unpinnedPackages(file, 'npm', options)) report({ ...found, message: 'unpinned' });
  },
});
