import { defineRule } from 'azml-lint';

export default defineRule({
  id: 'dockerfile/too-large',
  title: 'The Dockerfile is larger than Azure ML takes',
  level: { inference: 'warning', training: 'warning', other: 'warning' },
  options: {
    defaults: { most: 100 * 1024 },
    schema: {
      most: { type: 'integer', minimum: 1, description: 'The largest size that is allowed, in bytes.' },
    },
  },
  messages: {
    large:
      'This Dockerfile has {size} bytes, and Azure ML refuses one of more than {most}. Put long scripts and texts into files of the build ' +
      'context, and `COPY` them.',
  },
  check({ file, options, report }) {
    const [first] = file.dockerfile.instructions;
    const { text } = file.source;
    // No character has more than three bytes for each of its UTF-16 units.
    if (!first || text.length * 3 <= options.most) return;
    const size = new TextEncoder().encode(text).length;
    if (size > options.most)
      report({ at: first.keyword, message: 'large', data: { size, most: options.most } });
  },
});
