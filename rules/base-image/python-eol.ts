import { defineRule, endedBases } from 'azml-lint';

export default defineRule({
  id: 'base-image/python-eol',
  title: 'Python of the base image is past its end of life',
  level: { inference: 'warning', training: 'warning', other: 'off' },
  messages: {
    ended:
      'Python {version} of `{image}` is past its end of life since {date}: it gets no security fixes, and packages no longer ' +
      'publish versions for it. Build on {cure}.',
  },
  check({ file, report }) {
    for (const { base, version, date, successor } of endedBases(file, 'python')) {
      const cure = successor ? `\`${successor}\`` : 'an image with a newer Python';
      report({
        at: base.reference.written,
        message: 'ended',
        data: { version, date, image: base.reference.familiar, cure },
      });
    }
  },
});
