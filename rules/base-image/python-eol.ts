import { defineRule, endOfLife } from 'azml-lint';

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
    for (const { base } of file.stages) {
      const ended = base.kind === 'image' ? endOfLife('python', base.image, file.now) : undefined;
      if (base.kind !== 'image' || !ended) continue;
      const { version, date, successor } = ended;
      report({
        at: base.reference.written,
        message: 'ended',
        data: {
          version,
          date,
          image: base.reference.familiar,
          cure: successor ? `\`${successor}\`` : 'an image with a newer Python',
        },
      });
    }
  },
});
