import { defineRule, envSetting, knownText } from 'azml-lint';

const VARIABLE = 'AZUREML_ENTRY_SCRIPT';

export default defineRule({
  id: 'entry-script/not-python',
  title: 'AZUREML_ENTRY_SCRIPT names no Python file',
  level: { inference: 'error', training: 'off', other: 'error' },
  serving: true,
  messages: {
    directory:
      '`{variable}` is `{value}`, a directory. Name the Python file in it that has `init()` and `run()`.',
    spelling: '`{variable}` is `{value}`: the {what} in it becomes part of the file name. Write it without.',
    extension:
      '`{variable}` is `{value}`, and the server loads only a Python file. Name one that ends in `.py`.',
  },
  check({ file, report }) {
    const setting = file.finalStage && envSetting(file.finalStage, VARIABLE);
    const value = setting && knownText(setting.value);
    if (!value) return;
    const at = setting.pair.value ?? setting.pair;
    const data = { variable: VARIABLE, value };
    const odd = /["'\s]/.exec(value)?.[0];
    if (odd !== undefined) {
      report({ at, message: 'spelling', data: { ...data, what: odd.trim() === '' ? 'blank' : 'quote' } });
    } else if (/(?:^|\/)\.{0,2}$/.test(value)) report({ at, message: 'directory', data });
    else if (!value.endsWith('.py')) report({ at, message: 'extension', data });
  },
});
