import { defineRule, endedBases } from 'azml-lint';

export default defineRule({
  id: 'base-image/os-eol',
  title: 'Ubuntu of the base image is past standard support',
  level: { inference: 'warning', training: 'warning', other: 'off' },
  messages: {
    ended:
      'Ubuntu {version} of `{image}` is past standard support since {date}: neither the base nor what apt installs gets ' +
      'security fixes. Build on {cure}.',
  },
  check({ file, report }) {
    for (const { base, version, date, successor } of endedBases(file, 'ubuntu')) {
      const cure = successor ? `\`${successor}\`` : 'an image with a newer Ubuntu';
      report({
        at: base.reference.written,
        message: 'ended',
        data: { version, date, image: base.reference.familiar, cure },
      });
    }
  },
});
