import { defineRule } from 'azml-lint';
import { unpinnedOptions, unpinnedPackages } from 'azml-lint/facts';

export default defineRule({
  id: 'go/unpinned',
  aliases: { DL3062: 'differs' },
  presetOptions: { hadolint: { commands: ['go install', 'go get', 'go run'], openPins: true } },
  title: 'Go packages have no version',
  level: { inference: 'info', training: 'info', other: 'info' },
  options: unpinnedOptions,
  messages: {
    unpinned:
      'No version is given for {packages}: the next build of this image may install another one. ' +
      'Write {pins} (`go list -m -versions {first}` lists the versions).',
  },
  check({ file, options, report }) {
    for (const found of unpinnedPackages(file, 'go', options)) report({ ...found, message: 'unpinned' });
  },
});
