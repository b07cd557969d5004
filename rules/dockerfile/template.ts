import { defineRule } from 'azml-lint';

export default defineRule({
  id: 'dockerfile/template',
  title: 'The file is a template for a Dockerfile',
  level: { inference: 'info', training: 'info', other: 'info' },
  about: 'templates',
  messages: {
    template:
      '`{tag}` is for a template engine, so this is a Dockerfile only once it is filled in. Lint what comes out: nothing ' +
      'else is said about this file.',
  },
  check({ file, report }) {
    const { template } = file.dockerfile;
    if (!template) return;
    const tag = file.source.text.slice(template.start, template.end);
    report({ at: template, message: 'template', data: { tag } });
  },
});
