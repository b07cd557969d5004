import { defineRule } from 'azml-lint';

export default defineRule({
  id: 'server/extra-dependencies-ignored',
  title: 'Extra dependencies that the image does not install',
  level: { inference: 'info', training: 'off', other: 'off' },
  serving: true,
  messages: {
    ignored:
      '`{variable}` has no effect on `{image}`, whose boot script does not install packages at start. ' +
      'Leave the variable out, and {instead}.',
  },
  check({ file, report }) {
    const stage = file.finalStage;
    if (stage?.image?.installsExtraDependencies !== false) return;
    for (const { name, pair } of stage.envSettings) {
      if (!name.startsWith('AZUREML_EXTRA_')) continue;
      report({
        at: pair.name,
        message: 'ignored',
        data: { variable: name, image: stage.image.name, instead: insteadOf(name) },
      });
    }
  },
});

/** What has the effect of the variable in a Dockerfile. The environment of these images belongs to root. */
function insteadOf(variable: string): string {
  if (variable.endsWith('_REQUIREMENTS_TXT')) return asRoot('pip install --no-cache-dir -r …');
  if (variable.includes('_CONDA_YAML')) return asRoot('conda env update -p … -f …');
  return 'name the directory in `ENV PYTHONPATH=…`';
}

function asRoot(command: string): string {
  return `install them as root: \`USER root\`, \`RUN ${command}\`, \`USER dockeruser\``;
}
