import { defineRule } from 'azml-lint';
import { unpinnedOptions, unpinnedPackages } from 'azml-lint/facts';

export default defineRule({
  id: 'apk/unpinned',
  aliases: { DL3018: 'differs' },
  presetOptions: { hadolint: { commands: ['apk add'], openPins: true } },
  title: 'apk packages have no version',
  level: { inference: 'off', training: 'off', other: 'off' },
  options: unpinnedOptions,
  messages: {
    unpinned:
      'No version is given for {packages}: the next build of this image may install another one. ' +
      'Write {pins} (`apk policy {first}` lists the versions).',
  },
  check({ file, options, report }) {
    for (const found of unpinnedPackages(file, 'apk', options)) report({ ...found, message: 'unpinned' });
  },
});
