import { defineRule, isAbsolute, knownText, resolvePath } from 'azml-lint';
import { DEFAULT_APP_ROOT, strayEquals } from 'azml-lint/facts';

const VARIABLE = 'AZUREML_MODEL_DIR';

export default defineRule({
  id: 'model/directory-relative',
  title: 'AZUREML_MODEL_DIR is a relative path',
  level: { inference: 'error', training: 'off', other: 'error' },
  serving: true,
  fix: 'safe',
  messages: {
    relative:
      '`{variable}` is `{value}`, which means another directory in every process that looks there. ' +
      'Write where the model is copied to, in full, such as `{example}`.',
    equals:
      '`{variable}` is `{value}`: with a blank after the name, ENV takes everything that follows as the value, even the `=`. Write `{better}`.',
  },
  check({ file, report }) {
    const setting = file.finalStage?.envSetting(VARIABLE);
    const value = setting && knownText(setting.value);
    if (!value || isAbsolute(value)) return;
    const at = setting.pair.value ?? setting.pair;
    const stray = strayEquals(setting);
    if (stray) {
      const { better, edit } = stray;
      const fix = edit && { title: `Write \`${better}\``, edits: [edit] };
      report({ at, message: 'equals', data: { variable: VARIABLE, value, better }, fix });
      return;
    }
    const example = resolvePath(DEFAULT_APP_ROOT, value);
    report({ at, message: 'relative', data: { variable: VARIABLE, value, example } });
  },
});
