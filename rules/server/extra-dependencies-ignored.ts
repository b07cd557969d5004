import { defineRule, envSettings } from 'azml-lint';

export default defineRule({
  id: 'server/extra-dependencies-ignored',
  title: 'Extra dependencies that the image does not install',
  level: { inference: 'info', training: 'off', other: 'off' },
  serving: true,
  messages: {
    ignored:
      '`{variable}` has no effect on `{image}`, whose boot script does not install packages at start. ' +
      'Install them in the Dockerfile, and leave the variable out.',
  },
  check({ file, report }) {
    const stage = file.finalStage;
    if (stage?.image?.installsExtraDependencies !== false) return;
    for (const { name, pair } of envSettings(stage)) {
      if (!name.startsWith('AZUREML_EXTRA_')) continue;
      report({ at: pair.name, message: 'ignored', data: { variable: name, image: stage.image.name } });
    }
  },
});
