import { defineRule, type Package } from 'azml-lint';
import { mayHavePackage, runsMlflowScript, serverOf } from 'azml-lint/facts';

/** What the scoring script imports at its top, each with what brings it. Source: azureml-assets, mlflow_score_script.py. */
const IMPORTED = [
  { name: 'azureml-ai-monitoring', brings: /^azureml-ai-monitoring$/ },
  { name: 'mlflow', brings: /^(?:mlflow|mlflow-skinny|azureml-mlflow)$/ },
];

export default defineRule({
  id: 'server/mlflow-packages-missing',
  title: "The active environment lacks what the image's MLflow script imports",
  level: { inference: 'error', training: 'off', other: 'off' },
  serving: true,
  messages: {
    missing:
      "`{variable}` makes `{prefix}` the active environment, and nothing installs {packages} into it: the image's scoring script " +
      'imports it, so the container ends with "No module named". Install it there: `{prefix}/bin/python -m pip install {names}`.',
    made: 'made here',
  },
  check({ file, report }) {
    const stage = file.finalStage;
    const activated = stage && serverOf(stage)?.activated;
    if (!activated || !runsMlflowScript(stage)) return;
    const missing = IMPORTED.filter(({ brings }) => {
      const isIt = ({ name }: Package) => name !== undefined && brings.test(name);
      return !mayHavePackage(stage, activated, isIt);
    }).map(({ name }) => name);
    const { binding, prefix, made } = activated;
    if (missing.length === 0 || !binding.pair) return;
    report({
      at: binding.pair.value ?? binding.pair,
      message: 'missing',
      data: {
        variable: binding.name,
        prefix,
        packages: missing.map((name) => `\`${name}\``).join(' and '),
        names: missing.join(' '),
      },
      related: [{ at: made.command, message: 'made' }],
    });
  },
});
