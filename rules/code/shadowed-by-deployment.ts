import { defineRule } from 'azml-lint';
import { shadowedCode } from 'azml-lint/facts';

export default defineRule({
  id: 'code/shadowed-by-deployment',
  title: 'A deployment has code of its own, and the image brings some too',
  level: { inference: 'warning', training: 'warning', other: 'warning' },
  kinds: ['azureml-yaml'],
  messages: {
    shadowed:
      'The image brings code in `{directory}`, and the deployment puts its own in the place of it: the code in the image is not run. ' +
      'Take `code_configuration` out, or the code out of the image.',
    copied: 'the code of the image',
  },
  check({ file, report }) {
    for (const { key, directory, copy } of shadowedCode(file))
      report({
        at: key,
        message: 'shadowed',
        data: { directory },
        related: [{ at: copy, message: 'copied' }],
      });
  },
});
