import { defineRule } from 'azml-lint';
import { unpinnedOptions, unpinnedPackages } from 'azml-lint/facts';

export default defineRule({
  id: 'zypper/unpinned',
  aliases: { DL3037: 'differs' },
  presetOptions: { hadolint: { commands: ['zypper install', 'zypper in'], openPins: true } },
  title: 'zypper packages have no version',
  level: { inference: 'off', training: 'off', other: 'off' },
  options: unpinnedOptions,
  messages: {
    unpinned:
      'No version is given for {packages}: the next build of this image may install another one. ' +
      'Write {pins} (`zypper search --details {first}` lists the versions).',
  },
  check({ file, options, report }) {
    for (const found of unpinnedPackages(file, 'zypper', options)) report({ ...found, message: 'unpinned' });
  },
});
