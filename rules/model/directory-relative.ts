import { DEFAULT_APP_ROOT, defineRule, envSetting, isAbsolute, knownText, resolve } from 'azml-lint';

const VARIABLE = 'AZUREML_MODEL_DIR';

export default defineRule({
  id: 'model/directory-relative',
  title: 'AZUREML_MODEL_DIR is a relative path',
  level: { inference: 'error', training: 'off', other: 'error' },
  serving: true,
  messages: {
    relative:
      '`{variable}` is `{value}`, which means another directory in every process that looks there. ' +
      'Write where the model is copied to, in full, such as `{example}`.',
  },
  check({ file, report }) {
    const setting = file.finalStage && envSetting(file.finalStage, VARIABLE);
    const value = setting && knownText(setting.value);
    if (!value || isAbsolute(value)) return;
    const example = resolve(DEFAULT_APP_ROOT, value);
    report({
      at: setting.pair.value ?? setting.pair,
      message: 'relative',
      data: { variable: VARIABLE, value, example },
    });
  },
});
