import { defineRule } from 'azml-lint';
import { unpinnedOptions, unpinnedPackages } from 'azml-lint/facts';

export default defineRule({
  id: 'dnf/unpinned',
  aliases: { DL3041: 'differs' },
  presetOptions: {
    hadolint: {
      commands: ['dnf install', 'microdnf install', 'dnf module install', 'microdnf module install'],
    },
  },
  title: 'dnf packages have no version',
  level: { inference: 'off', training: 'off', other: 'off' },
  options: unpinnedOptions,
  messages: {
    unpinned:
      'No version is given for {packages}: the next build of this image may install another one. ' +
      'Write {pins} (`dnf --showduplicates list {first}` lists the versions).',
  },
  check({ file, options, report }) {
    for (const found of unpinnedPackages(file, 'dnf', options)) report({ ...found, message: 'unpinned' });
  },
});
