import { defineRule } from 'azml-lint';
import { shadowedModels } from 'azml-lint/facts';

export default defineRule({
  id: 'model/shadowed-by-deployment',
  title: 'A deployment has a model of its own, and the image brings one too',
  level: { inference: 'warning', training: 'warning', other: 'warning' },
  kinds: ['azureml-yaml'],
  messages: {
    shadowed:
      'The image brings a model in `{directory}`, and the deployment mounts its own, to which `AZUREML_MODEL_DIR` then points: the one in the ' +
      'image is not used. Take `model` out, or the model out of the image.',
    copied: 'the model of the image',
  },
  check({ file, report }) {
    for (const { key, directory, copy } of shadowedModels(file))
      report({
        at: key,
        message: 'shadowed',
        data: { directory },
        related: [{ at: copy, message: 'copied' }],
      });
  },
});
